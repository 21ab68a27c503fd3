"""Sessions on SQLite or PostgreSQL: short writing transactions, and reads that block nobody.

A transaction never spans a call to Telegram: on SQLite the writer's lock is one for the whole
office (see docs/decisions/0002-short-transactions.md).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine

from storage.addresses import async_url, is_sqlite
from storage.claims import current_claim

READ_ONLY = "ebok_read_only"


class Database:
    def __init__(self, url: URL) -> None:
        self.url = url
        options: dict[str, Any] = {} if is_sqlite(url) else {"pool_pre_ping": True}
        self._engine = create_async_engine(async_url(url), **options)
        if is_sqlite(url):
            event.listen(self._engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self._engine.sync_engine, "begin", _begin_sqlite)
        self._writing = async_sessionmaker(self._engine, expire_on_commit=False)
        self._reading = async_sessionmaker(
            self._engine.execution_options(**{READ_ONLY: True}), expire_on_commit=False
        )

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A consistent view; what is changed in it is thrown away."""
        async with self._reading() as session:
            yield session

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """All or nothing, with the claim on the update being handled, if there is one.

        Raises:
            AlreadyHandled: the update's changes were made by an earlier delivery.
        """
        claim = current_claim.get()
        async with self._writing() as session:
            async with session.begin():
                if claim is not None:
                    await claim.write(session)
                yield session
            if claim is not None:
                claim.written = True

    @asynccontextmanager
    async def upkeep(self) -> AsyncIterator[AsyncSession]:
        """A writing transaction that is no effect of the update being handled, so that a second
        delivery of the update is still handled."""
        async with self._writing.begin() as session:
            yield session

    async def close(self) -> None:
        await self._engine.dispose()


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=30000")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A deferred transaction that reads first cannot become a writer once another has written.
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
