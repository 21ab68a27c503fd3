"""Many rows put in at once, all or nothing, while residents go on: made ready beside the tables in
temporary ones, which lock nothing, then moved by a few statements in one short transaction.

On SQLite the writer's lock is one for the whole office, so its time must not grow with what Python
does to each row. Temporary tables end with the connection: a kill leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import count
from typing import Any

from sqlalchemy import Column, MetaData, Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.schema import CreateTable

# Well below what both engines take as the parameters of one statement.
PORTION = 5000


class Staging:
    """``writing`` are the execution options of a transaction that writes."""

    def __init__(self, connection: AsyncConnection, writing: Mapping[str, Any]) -> None:
        self._connection = connection
        self._writing = writing
        self._numbers = count(1)

    async def put(self, columns: Sequence[Column[Any]], rows: Sequence[Mapping[str, Any]]) -> Table:
        """A temporary table with these columns, whose rows have a value for each."""
        table = Table(
            f"staged_{next(self._numbers)}",
            MetaData(),
            *(Column(column.name, column.type) for column in columns),
            prefixes=["TEMPORARY"],
        )
        await self._connection.execute(CreateTable(table))
        for start in range(0, len(rows), PORTION):
            await self._connection.execute(insert(table), rows[start : start + PORTION])
        await self._connection.commit()
        return table

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Holds the writer's lock: here is only said what the database does by itself."""
        await self._connection.execution_options(**self._writing)
        session = AsyncSession(self._connection, expire_on_commit=False)
        async with session, session.begin():
            yield session
