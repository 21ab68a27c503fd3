"""Rows by their natural key: what is new goes in, what differs is updated, the rest is let be.

What differs is found by reading, which keeps nobody waiting; only the differences are written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Protocol, TypeVar

from sqlalchemy import Table, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.staging import PORTION, Staging
from storage.tables import Base

T = TypeVar("T")

Row = Mapping[str, Any]
Move = Callable[[AsyncSession], Awaitable[None]]


class Change(Protocol):
    async def stage(self, staging: Staging) -> Move:
        """Makes everything ready; the move is the short rest, done under the writer's lock."""


class FirstLines:
    """Remembers in which line a value stood first."""

    def __init__(self) -> None:
        self._lines: dict[Hashable, int] = {}

    def seen(self, value: Hashable, line: int) -> int | None:
        """The line that had the value before this one; an empty value is never seen."""
        if not value:
            return None
        first = self._lines.setdefault(value, line)
        return None if first == line else first


def table_of(model: type[Base]) -> Table:
    """The Core table: bulk statements need no objects."""
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101  (a mapped class could stand on a join)
    return table


@dataclass(frozen=True)
class Difference:
    """Rows that are new, and those that changed, with their ids, in the columns that are
    ``differing`` anywhere. A column that the rows lack stays as it is, and is NULL in new rows."""

    table: Table
    key: str
    new: Sequence[Row]
    changed: Sequence[Row]
    differing: frozenset[str]

    @property
    def new_keys(self) -> frozenset[str]:
        return frozenset(row[self.key] for row in self.new)

    @property
    def changed_keys(self) -> frozenset[str]:
        return frozenset(row[self.key] for row in self.changed)

    async def stage(self, staging: Staging) -> Move:
        new, changed = [await self._put(staging, rows) for rows in (self.new, self.changed)]

        async def move(session: AsyncSession) -> None:
            if new is not None:
                await session.execute(insert(self.table).from_select(new.c.keys(), select(*new.c)))
            if changed is not None:
                values = {name: changed.c[name] for name in self.differing}
                await session.execute(
                    update(self.table).where(self.table.c.id == changed.c.id).values(values)
                )

        return move

    async def _put(self, staging: Staging, rows: Sequence[Row]) -> Table | None:
        return await staging.put([self.table.c[name] for name in rows[0]], rows) if rows else None


@dataclass(frozen=True)
class Counts:
    """Of lines."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    @property
    def differ(self) -> bool:
        return bool(self.new or self.changed)

    @classmethod
    def of(cls, lines: int, found: Difference) -> Counts:
        """Where each line is a row."""
        new, changed = len(found.new), len(found.changed)
        return cls(new, changed, lines - new - changed)


async def difference(
    session: AsyncSession,
    table: Table,
    key: str,
    rows: Sequence[Row],
    step: Callable[[int], None] = lambda _: None,
) -> Difference:
    """``key`` is unique among the rows."""
    new: list[Row] = []
    changed: list[Row] = []
    differing: set[str] = set()
    for chunk in chunks(rows):
        names = list(chunk[0])
        known = {
            getattr(row, key): row
            for row in await session.execute(
                select(table.c.id, *(table.c[name] for name in names)).where(
                    table.c[key].in_([row[key] for row in chunk])
                )
            )
        }
        for row in chunk:
            stored = known.get(row[key])
            if stored is None:
                new.append(row)
            elif others := {name for name in names if getattr(stored, name) != row[name]}:
                changed.append({"id": stored.id, **row})
                differing |= others
        step(len(chunk))
    return Difference(table, key, new, changed, frozenset(differing))


async def ids_by_key(
    session: AsyncSession, table: Table, key: str, values: Sequence[str]
) -> dict[str, int]:
    ids: dict[str, int] = {}
    for chunk in chunks(values):
        found = await session.execute(
            select(table.c[key], table.c.id).where(table.c[key].in_(chunk))
        )
        ids.update((value, row_id) for value, row_id in found)
    return ids


def chunks(items: Sequence[T]) -> Iterator[list[T]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, PORTION)):
        yield chunk
