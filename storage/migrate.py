"""Brings a database to the newest schema; every start of the program does it first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine
from sqlalchemy.pool import NullPool

from storage.urls import is_sqlite

HEAD = "head"


def alembic_config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def upgrade(url: URL, revision: str = HEAD) -> None:
    if is_sqlite(url) and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    with connected(url) as connection:
        command.upgrade(alembic_config(connection), revision)


def downgrade(url: URL, revision: str) -> None:
    with connected(url) as connection:
        command.downgrade(alembic_config(connection), revision)


def current_revision(url: URL) -> str | None:
    with connected(url) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest_revision() -> str | None:
    return ScriptDirectory.from_config(alembic_config()).get_current_head()


@contextmanager
def connected(url: URL) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            # Two workers that start at once take turns.
            if is_sqlite(url):
                connection.exec_driver_sql("PRAGMA busy_timeout=30000")
            else:
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20172017)")
            yield connection
    finally:
        engine.dispose()
