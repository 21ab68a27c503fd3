"""Where the program keeps what it knows: an SQLite file alone, or PostgreSQL and Valkey."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg import sql
from redis import Redis
from sqlalchemy import URL

from tests.fixtures.postgresql import PostgreSQL

SQLITE = "sqlite"
POSTGRESQL = "postgresql+valkey"

A_MINUTE_EARLIER = sql.SQL(
    "UPDATE {} SET due_at = due_at - interval '1 minute' WHERE %s::text IS NULL OR worker = %s"
)


class Store(Protocol):
    settings: dict[str, str]

    def everything(self) -> Iterator[tuple[str, bytes]]:
        """Every byte kept, by the place it stands in: what a thief of the storage would read."""

    def change(self, statement: str) -> None:
        """What only time would change."""


class SqliteStore:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.settings: dict[str, str] = {}  # the program's default: a file in the data folder

    def change(self, statement: str) -> None:
        (path,) = self._folder.glob("*.db")
        with closing(sqlite3.connect(path, timeout=10)) as connection, connection:
            connection.execute(statement)

    def everything(self) -> Iterator[tuple[str, bytes]]:
        for path in sorted(self._folder.rglob("*")):
            if path.is_file():
                yield path.name, path.read_bytes()


class PostgreSQLStore:
    def __init__(self, server: PostgreSQL, url: URL, valkey: str, number: int = 0) -> None:
        self.server = server
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._valkey = f"{valkey}/{number}"
        self.settings = {
            "EBOK_DATABASE_URL": url.render_as_string(hide_password=False),
            "EBOK_REDIS_URL": self._valkey,
        }

    def connected(self) -> psycopg.Connection[tuple[Any, ...]]:
        return psycopg.connect(self._address)

    def change(self, statement: str) -> None:
        with self.connected() as connection:
            connection.execute(statement.encode())

    def a_minute_passes(self, worker: str | None = None) -> None:
        """For the leases of this worker, or of all: no test waits for them."""
        with self.connected() as connection:
            for table in ("outgoing", "applications", "deletions", "inbox"):
                connection.execute(A_MINUTE_EARLIER.format(sql.Identifier(table)), [worker] * 2)

    def everything(self) -> Iterator[tuple[str, bytes]]:
        yield from self._in_postgresql()
        yield from self._in_valkey()

    def _in_postgresql(self) -> Iterator[tuple[str, bytes]]:
        with self.connected() as connection:
            columns = connection.execute(
                "SELECT table_schema, table_name, column_name FROM information_schema.columns"
                " WHERE table_schema NOT IN ('pg_catalog', 'information_schema')"
                " AND data_type IN ('text', 'character varying', 'character', 'bytea', 'json',"
                " 'jsonb', 'ARRAY')"
            ).fetchall()
            for schema, table, column in columns:
                query = sql.SQL("SELECT {0}::text, {0} FROM {1}").format(
                    sql.Identifier(column), sql.Identifier(schema, table)
                )
                for text, value in connection.execute(query):
                    content = value if isinstance(value, bytes) else str(text).encode()
                    yield f"{schema}.{table}.{column}", content

    def _in_valkey(self) -> Iterator[tuple[str, bytes]]:
        with Redis.from_url(self._valkey) as valkey:
            for key in valkey.scan_iter():
                yield "Valkey, a key", key
                yield f"Valkey, {key.decode()}", valkey.dump(key) or b""


@contextmanager
def postgresql_store(server: PostgreSQL, valkey: str) -> Iterator[PostgreSQLStore]:
    with server.migrated_database() as url:
        yield PostgreSQLStore(server, url, valkey)


def postgresql_of(store: Store) -> PostgreSQLStore:
    assert isinstance(store, PostgreSQLStore)
    return store
