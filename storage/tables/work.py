"""Columns of a row that asks for work: the row is the truth, and a worker only its hands."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from storage.tables.base import UtcTime


class Work:
    """``due_at`` is when a worker looks at the row next; None when nothing is left to do. Whoever
    takes a row moves ``due_at`` to the end of a short lease, so a worker that dies lets it go."""

    due_at: Mapped[datetime | None] = mapped_column(UtcTime)
    attempts: Mapped[int] = mapped_column(default=0, server_default="0")
    worker: Mapped[str | None] = mapped_column(String(80))
    trouble: Mapped[str | None] = mapped_column(String(200))  # why the last attempt failed

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> Any:
        # Almost every row is done: only those that are not are indexed.
        name = f"ix_{cls.__tablename__}_due_at"  # type: ignore[attr-defined]
        due = Index(
            name,
            "due_at",
            sqlite_where=cls.due_at.is_not(None),
            postgresql_where=cls.due_at.is_not(None),
        )
        return (*getattr(cls, "__indexes__", ()), due, {"sqlite_autoincrement": True})
