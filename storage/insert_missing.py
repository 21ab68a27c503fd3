"""Inserting rows unless they stand there already: both engines say it, each through its dialect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import Base


def insert_missing(
    connection: Connection, table: type[Base], rows: Sequence[dict[str, Any]]
) -> None:
    on_postgresql = connection.dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    connection.execute(insert(table).on_conflict_do_nothing(), rows)
