"""What a kind of file must be able to do to be imported; each kind has a module of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncSession

from storage.importing.rows import Counts
from storage.importing.sheet import Column, Sheet

Row = TypeVar("Row")

Step = Callable[[int], None]  # so many lines are done


class TableFile(ABC, Generic[Row]):
    """``read`` needs no database, so it runs outside of the transaction."""

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
    async def store(
        self, session: AsyncSession, rows: Sequence[Row], sheet: Sheet, step: Step
    ) -> Counts:
        """Called only when nothing was reported."""
