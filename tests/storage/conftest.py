"""Every storage test meets both engines: ``database_url`` comes once per engine, migrated and
empty. A file of SQLite is copied and a database of PostgreSQL is emptied, so no test pays for the
migrations and none sees another's rows."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from redis.asyncio import Redis
from sqlalchemy import URL

from storage.database import Database
from storage.vault import Vault, new_key
from tests.storage.postgresql import PostgreSQL, running_postgresql
from tests.storage.schema import migrate
from tests.storage.valkey import running_valkey

SQLITE = "sqlite"
POSTGRESQL = "postgresql"


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "migrated.sqlite"
    migrate(sqlite_url(path))
    return path


@pytest.fixture(params=[SQLITE, POSTGRESQL])
def engine_name(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def database_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[URL]:
    """A migrated database without a row, once per engine."""
    if engine_name == SQLITE:
        path = tmp_path / "ebok.sqlite"
        shutil.copy(request.getfixturevalue("migrated_sqlite_file"), path)
        yield sqlite_url(path)
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.emptied_database() as url:
        yield url


@pytest.fixture
def bare_database_url(
    engine_name: str, request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[URL]:
    """A database without a table, once per engine."""
    if engine_name == SQLITE:
        yield sqlite_url(tmp_path / "bare.sqlite")
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    with server.bare_database() as url:
        yield url


@pytest.fixture
async def database(database_url: URL) -> AsyncIterator[Database]:
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    with running_valkey() as url:
        yield url


@pytest.fixture
async def valkey(valkey_url: str) -> AsyncIterator[Redis]:
    """Empty, as every test finds it."""
    connected = Redis.from_url(valkey_url)
    await connected.flushall()
    yield connected
    await connected.aclose()


@pytest.fixture
def vault() -> Vault:
    return Vault([new_key()])


def sqlite_url(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))
