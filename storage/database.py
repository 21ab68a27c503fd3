"""Sessions on SQLite or PostgreSQL: short writing transactions, and reads that block nobody.

A transaction never spans a call to Telegram: on SQLite the writer's lock is one for the whole
office (see docs/decisions/0002-short-transactions.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from copy import copy
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import Session

from storage.claims import Claim
from storage.staging import Staging
from storage.urls import async_url, is_sqlite

READ_ONLY = "ebok_read_only"
RINGS = "ebok_rings"
# Opening a connection costs more than ten presses: as many are kept as are busy at once. PostgreSQL
# allows 100 in all, so four workers fit.
KEPT_CONNECTIONS, MORE_CONNECTIONS = 16, 4

T = TypeVar("T")
Work = Callable[[Connection], T]


class Database:
    def __init__(self, url: URL) -> None:
        self.url = url
        self.bell = asyncio.Event()  # rings when work was committed; whoever works it off listens
        self._claim: Claim | None = None
        self._engine = create_async_engine(
            async_url(url), pool_size=KEPT_CONNECTIONS, max_overflow=MORE_CONNECTIONS
        )
        self._threads = _SqliteThreads(url) if is_sqlite(url) else None
        if is_sqlite(url):
            event.listen(self._engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self._engine.sync_engine, "begin", _begin_sqlite)
            reading = self._engine.execution_options(**{READ_ONLY: True})
        else:
            # Reads say neither BEGIN nor ROLLBACK: at READ COMMITTED each statement has a view of
            # its own anyway.
            reading = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._reading_engine = reading
        self._writing = async_sessionmaker(self._engine, expire_on_commit=False)
        self._reading = async_sessionmaker(
            reading, expire_on_commit=False, sync_session_class=_ReadingSession
        )

    def claiming(self, claim: Claim) -> Database:
        """The same database for the handling of one update: its transactions carry the claim."""
        bound = copy(self)
        bound._claim = claim
        return bound

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """What is changed in it is thrown away."""
        async with self._reading() as session:
            yield session

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """All or nothing, with the claim on the update being handled, if there is one.

        Raises:
            AlreadyHandled: the update's changes were made by an earlier delivery.
        """
        claim = self._claim
        async with self.upkeep() as session:
            if claim is not None:
                await (await session.connection()).run_sync(claim.write)
            yield session
        if claim is not None:
            claim.written = True

    @asynccontextmanager
    async def upkeep(self) -> AsyncIterator[AsyncSession]:
        """A writing transaction that is no effect of the update being handled, so that a second
        delivery of the update is still handled."""
        async with self._writing() as session:
            async with session.begin():
                yield session
            if session.info.get(RINGS):
                self.bell.set()

    @asynccontextmanager
    async def staging(self) -> AsyncIterator[Staging]:
        """For very many rows at once."""
        writing = (
            {READ_ONLY: False} if is_sqlite(self.url) else {"isolation_level": "READ COMMITTED"}
        )
        async with self._reading_engine.connect() as connection:
            if is_sqlite(self.url):
                # What is staged may be personal: it stays out of temporary files.
                await connection.exec_driver_sql("PRAGMA temp_store=MEMORY")
                await connection.commit()
            try:
                yield Staging(connection, writing)
                self.bell.set()  # what came in may ask for work
            finally:
                await connection.invalidate()  # with its temporary tables

    async def read_at_once(self, work: Work[T]) -> T:
        """For what every update does: no session, and on SQLite one hop for the whole of it."""
        if self._threads is not None:
            return await self._threads.read(work)
        async with self._reading_engine.connect() as connection:
            return await connection.run_sync(work)

    async def write_at_once(self, work: Work[T]) -> T:
        """Likewise, in one transaction, without the claim."""
        if self._threads is not None:
            return await self._threads.write(work)
        async with self._engine.begin() as connection:
            return await connection.run_sync(work)

    def ring_at_commit(self, session: AsyncSession) -> None:
        session.info[RINGS] = True

    async def close(self) -> None:
        await self._engine.dispose()
        if self._threads is not None:
            self._threads.close()


class _ReadingSession(Session):
    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Writes nothing: PostgreSQL could not take it back (AUTOCOMMIT, above)."""


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # An accepted application survives a power cut: the log is synced at every commit.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    driver: Any = connection.connection.dbapi_connection
    driver.begin_with(_begin(connection))


class _SqliteThreads:
    """One thread writes, as SQLite has one writer anyway; others read meanwhile."""

    def __init__(self, url: URL) -> None:
        self._engine = create_engine(url)
        event.listen(self._engine, "connect", _prepare_sqlite)
        event.listen(
            self._engine, "begin", lambda started: started.exec_driver_sql(_begin(started))
        )
        self._reading_engine = self._engine.execution_options(**{READ_ONLY: True})
        self._readers = ThreadPoolExecutor(2, "sqlite-read")
        self._writer = ThreadPoolExecutor(1, "sqlite-write")

    async def read(self, work: Work[T]) -> T:
        def run() -> T:
            with self._reading_engine.connect() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._readers, run)

    async def write(self, work: Work[T]) -> T:
        def run() -> T:
            with self._engine.begin() as connection:
                return work(connection)

        return await asyncio.get_running_loop().run_in_executor(self._writer, run)

    def close(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        self._engine.dispose()


def _begin(connection: Connection) -> str:
    # A deferred transaction that reads first cannot become a writer once another has written.
    return "BEGIN" if connection.get_execution_options().get(READ_ONLY) else "BEGIN IMMEDIATE"
