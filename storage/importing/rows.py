"""Rows by their natural key: what is new goes in, what differs is updated, the rest is let be."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import Base

T = TypeVar("T")

# Well below what both engines take as the parameters of one statement.
CHUNK = 5000


@dataclass
class Counts:
    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def add(self, rows: int, *, new: int, changed: int) -> None:
        self.new += new
        self.changed += changed
        self.unchanged += rows - new - changed


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
    """Keys of the rows that were new, and of those that changed."""

    new: frozenset[str]
    changed: frozenset[str]


async def put_rows(
    session: AsyncSession, table: Table, key: str, rows: Sequence[Mapping[str, Any]]
) -> Difference:
    """Inserts and updates; the rows have the same columns, and ``key`` is unique among them.

    A column that the rows lack stays as it is, and is NULL in new rows.
    """
    if not rows:
        return Difference(frozenset(), frozenset())
    columns = [table.c[name] for name in rows[0]]
    known = {
        getattr(row, key): row
        for row in await session.execute(
            select(table.c.id, *columns).where(table.c[key].in_([row[key] for row in rows]))
        )
    }
    new = [row for row in rows if row[key] not in known]
    changed = [
        row
        for row in rows
        if row[key] in known
        and any(getattr(known[row[key]], column.name) != row[column.name] for column in columns)
    ]
    if new:
        await session.execute(insert(table), new)
    if changed:
        statement = (
            update(table)
            .where(table.c.id == bindparam("row_id"))
            .values({column.name: bindparam(f"new_{column.name}") for column in columns})
        )
        await session.execute(
            statement,
            [
                {"row_id": known[row[key]].id}
                | {f"new_{column.name}": row[column.name] for column in columns}
                for row in changed
            ],
        )
    return Difference(frozenset(row[key] for row in new), frozenset(row[key] for row in changed))


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
    while chunk := list(islice(remaining, CHUNK)):
        yield chunk
