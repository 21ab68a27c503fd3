"""Alembic's entry: migrates the connection that ``storage.migrate`` hands over."""

from typing import Any, Literal

from alembic import context

from storage.tables import Base
from storage.tables.base import UtcTime


def only_ours(
    _object: object, name: str | None, kind: str, reflected: bool, _other: object
) -> bool:
    """Others may have tables in the same database."""
    return not (kind == "table" and reflected and name not in Base.metadata.tables)


def plain_times(kind: str, item: object, _context: Any) -> str | Literal[False]:
    """A migration must not change when the code's own types do."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcTime) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    include_object=only_ours,
    render_item=plain_times,
)
with context.begin_transaction():
    context.run_migrations()
