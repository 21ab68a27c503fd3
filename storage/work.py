"""Taking rows of work: each by one worker at a time, and by another soon when that one dies.

A row is taken by moving its ``due_at`` behind a lease (a "visibility timeout"), in one statement
that skips what others are taking. So no queue beside the table can disagree with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select, true, union_all, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.tables.work import Work

LEASE = timedelta(seconds=45)  # longer than one attempt may last; after it another worker takes up

Table = type[Any]  # a table with the columns of ``Work`` and an ``id``


async def take(
    session: AsyncSession,
    table: Table,
    worker: str,
    now: datetime,
    limit: int,
    only: ColumnElement[bool] | None = None,
) -> Sequence[int]:
    """Ids of rows that are due, oldest first; they are this worker's until the lease ends."""
    due = (
        select(table.id)
        .where(table.due_at <= now, true() if only is None else only)
        .order_by(table.due_at, table.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("due")  # found once: PostgreSQL may run a subquery anew for each row, past the limit
    )
    taken = await session.scalars(
        update(table)
        .where(table.id.in_(select(due.c.id)))
        .values(due_at=now + LEASE, attempts=table.attempts + 1, worker=worker)
        .returning(table.id)
        .execution_options(synchronize_session=False)
    )
    return sorted(taken)


async def let_go(session: AsyncSession, table: Table, worker: str, now: datetime) -> None:
    """What an earlier life of this worker had taken is due at once. Only for a worker that is
    sure to be alone with its name."""
    await session.execute(
        update(table)
        .where(table.worker == worker, table.due_at > now)
        .values(due_at=now, worker=None)
    )


def done(row: Work) -> None:
    """In the transaction of the work itself."""
    row.due_at = row.worker = row.trouble = None


@dataclass(frozen=True)
class WorkRows:
    """The rows of one table that ask for work, ``only`` some of them when it is given."""

    database: Database
    table: Table
    only: ColumnElement[bool] | None = None

    async def take(self, worker: str, now: datetime, limit: int) -> Sequence[int]:
        async with self.database.upkeep() as session:
            return await take(session, self.table, worker, now, limit, self.only)

    async def put_off(self, row_id: int, until: Callable[[int], datetime], trouble: str) -> None:
        """After a failed attempt; ``until`` is asked with the number of attempts. What is done or
        given up in the meantime stays so."""
        async with self.database.upkeep() as session:
            row = await session.get(self.table, row_id, with_for_update=True)
            if row is not None and row.due_at is not None:
                row.due_at, row.trouble, row.worker = until(row.attempts), trouble[:200], None

    async def let_go(self, worker: str, now: datetime) -> None:
        async with self.database.upkeep() as session:
            await let_go(session, self.table, worker, now)


async def next_due(database: Database, tables: Iterable[Table]) -> datetime | None:
    """When the earliest row of these tables is due; None when there is nothing to do."""
    earliest = union_all(*(select(func.min(table.due_at).label("at")) for table in tables))
    async with database.reading() as session:
        times = [row.at for row in await session.execute(earliest) if row.at is not None]
    return min(times, default=None)
