"""A worker proves that it is alone with its name, else takes another.

Under its name a worker finds again, after a crash, what it had begun. Two of one name would take
each other's work: by default both are called like their host. So the name is locked: in a file
beside an SQLite database, on the server of PostgreSQL. Both locks end with the process.
"""

from __future__ import annotations

import asyncio
import fcntl
import glob
import hashlib
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import count
from pathlib import Path

import structlog
from sqlalchemy import URL, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from storage.urls import async_url, is_sqlite

log = structlog.get_logger(__name__)

LOOK_EVERY = 10.0  # seconds between two looks whether the server still knows our lock
LOCK_FILE = "-worker-"
LOCK = text("SELECT pg_try_advisory_lock(hashtextextended('ebok worker ' || :name, 0))")


class WorkerName:
    """``current`` changes when the database was away and somebody else took the name meanwhile."""

    def __init__(self, current: str) -> None:
        self.current = current


@asynccontextmanager
async def alone_as(url: URL, wanted: str) -> AsyncIterator[WorkerName]:
    """``wanted``, or ``wanted.2`` and so on when others go by it."""
    if is_sqlite(url):
        with _name_in_a_file(Path(url.database or "ebok.db"), wanted) as name:
            yield WorkerName(name)
        return
    async with _name_on_the_server(url, wanted) as found:
        yield found


def _names(wanted: str) -> Iterator[str]:
    yield wanted
    for number in count(2):
        log.warning("another worker goes by this name", name=wanted)
        yield f"{wanted}.{number}"


@contextmanager
def _name_in_a_file(database: Path, wanted: str) -> Iterator[str]:
    for name in _names(wanted):
        digest = hashlib.sha256(name.encode()).hexdigest()[:16]  # a name may hold any sign
        path = database.with_name(f"{database.name}{LOCK_FILE}{digest}")
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600)) as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            yield name
            return


def somebody_works_on(database: Path) -> bool:
    """Whether a program holds a name beside this SQLite database."""
    for path in database.parent.glob(f"{glob.escape(database.name)}{LOCK_FILE}*"):
        with path.open() as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
    return False


@asynccontextmanager
async def _name_on_the_server(url: URL, wanted: str) -> AsyncIterator[WorkerName]:
    engine = create_async_engine(async_url(url), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    lock = _ServerLock(engine)
    try:
        found = WorkerName(await lock.take(wanted))
        keeper = asyncio.create_task(lock.keep(found))
        try:
            yield found
        finally:
            keeper.cancel()
            await asyncio.gather(keeper, return_exceptions=True)
    finally:
        await lock.release()
        await engine.dispose()


class _ServerLock:
    """It goes with its connection, so a new one must take it again."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._connection: AsyncConnection | None = None

    async def take(self, wanted: str) -> str:
        connection = await self._engine.connect()
        try:
            name = await _first_free(connection, wanted)
        except BaseException:
            await connection.close()
            raise
        self._connection = connection
        return name

    async def keep(self, found: WorkerName) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            with suppress(SQLAlchemyError):  # still away: at the next look, then
                if not await self._stands():
                    found.current = await self.take(found.current)

    async def release(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            await connection.close()

    async def _stands(self) -> bool:
        if self._connection is None:
            return False
        try:
            await self._connection.execute(text("SELECT 1"))
        except SQLAlchemyError:
            await self.release()
            return False
        return True


async def _first_free(connection: AsyncConnection, wanted: str) -> str:
    for name in _names(wanted):
        if await connection.scalar(LOCK, {"name": name}):
            return name
    raise AssertionError("names do not end")
