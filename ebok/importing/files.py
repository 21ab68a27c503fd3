"""What a kind of file must be able to do to be imported; each kind has a module of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.importing.rows import Change, Counts
from ebok.importing.sheet import Column, Sheet

Row = TypeVar("Row")

Step = Callable[[int], None]  # so many lines are done


@dataclass
class Promised:
    """What a dry run would have put in, so that the files after it may refer to it."""

    symbols: set[str] = field(default_factory=set)
    codes: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Comparison:
    """How many lines say something new, and what has to be done about them."""

    counts: Counts
    changes: Sequence[Change]


class TableFile(ABC, Generic[Row]):
    """``read`` needs no database; ``check`` and ``compare`` only read in it."""

    table: str  # the file's name without .csv
    columns: Sequence[Column]

    @property
    def file_name(self) -> str:
        return f"{self.table}.csv"

    @abstractmethod
    def read(self, sheet: Sheet, step: Step) -> list[Row]:
        """The good lines; the bad ones are reported to the sheet's findings."""

    async def check(self, session: AsyncSession, sheet: Sheet) -> None:
        """Reports references to what neither the database nor an accepted file has."""
        return

    @abstractmethod
    async def compare(
        self, session: AsyncSession, rows: Sequence[Row], sheet: Sheet, step: Step
    ) -> Comparison:
        """Called only when nothing was reported."""

    def promise(self, rows: Sequence[Row]) -> None:
        """Tells the files after it what these rows would bring."""
        return
