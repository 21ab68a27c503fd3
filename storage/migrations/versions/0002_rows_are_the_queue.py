"""Rows are the queue: work is found in the tables themselves, and no job queue stands beside them.

Letters that an earlier version had written and not yet sent cannot be read any more: let it finish
them before the upgrade (docs/operators/running.md). They are kept as failed, for all to see.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WORK = ("outgoing", "applications")
# Of DBOS, which kept its queues in the same SQLite file; on PostgreSQL it had a schema.
DBOS_TABLES = (
    "operation_outputs",
    "notifications",
    "workflow_events_history",
    "workflow_events",
    "streams",
    "workflow_input",
    "workflow_output",
    "workflow_status",
    "workflow_schedules",
    "application_versions",
    "queues",
    "dbos_migrations",
)


def upgrade() -> None:
    for table in WORK:
        with op.batch_alter_table(table) as batch:
            for column in _work_columns():
                batch.add_column(column)
    with op.batch_alter_table("outgoing") as batch:
        batch.alter_column("template", new_column_name="letter", existing_type=sa.String(60))
        batch.add_column(
            sa.Column("cause", sa.String(60), nullable=False, server_default="unknown")
        )
    with op.batch_alter_table("outgoing") as batch:
        batch.alter_column("cause", server_default=None, existing_type=sa.String(60))
        batch.create_index(op.f("ix_outgoing_created_at"), ["created_at"])
    op.execute(
        "UPDATE outgoing SET failure = 'written by an earlier version'"
        " WHERE sealed IS NOT NULL AND failure IS NULL"
    )
    op.execute("UPDATE applications SET due_at = created_at WHERE sealed_answers IS NOT NULL")
    for table in WORK:
        _index_due(table)
    op.create_table(
        "deletions",
        sa.Column("id", _big_id(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_ids", sa.JSON(), nullable=False),
        sa.Column("cause", sa.String(60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_work_columns(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deletions")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_deletions_created_at"), "deletions", ["created_at"])
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        *_work_columns(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
    )
    for table in ("deletions", "inbox"):
        _index_due(table)
    _fold_conversations()
    _drop_job_queue()


def downgrade() -> None:
    op.drop_table("conversation_states")
    _create_old_conversations()
    op.drop_table("inbox")
    op.drop_table("deletions")
    for table in WORK:
        op.drop_index(f"ix_{table}_due_at", table)
    with op.batch_alter_table("outgoing") as batch:
        batch.drop_index(op.f("ix_outgoing_created_at"))
        batch.drop_column("cause")
        batch.alter_column("letter", new_column_name="template", existing_type=sa.String(60))
    for table in WORK:
        with op.batch_alter_table(table) as batch:
            for column in reversed(_work_columns()):
                batch.drop_column(column.name)


def _big_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _work_columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.String(80), nullable=True),
        sa.Column("trouble", sa.String(200), nullable=True),
    )


def _index_due(table: str) -> None:
    some = sa.text("due_at IS NOT NULL")
    op.create_index(
        f"ix_{table}_due_at", table, ["due_at"], sqlite_where=some, postgresql_where=some
    )


def _fold_conversations() -> None:
    """One row a key (fsm:bot:chat:person:aiogd:what) becomes one row a chat."""
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT key, data, updated_at FROM conversation_states"))
    chats: dict[int, tuple[dict[str, Any], Any]] = {}
    for key, data, updated_at in rows:
        _fsm, _bot, chat, _person, what = key.split(":", 4)
        conversation, newest = chats.get(int(chat), ({}, updated_at))
        parsed = json.loads(data) if isinstance(data, str) else data
        conversation[what.removeprefix("aiogd:")] = parsed
        chats[int(chat)] = (conversation, max(newest, updated_at))
    op.drop_table("conversation_states")
    op.create_table(
        "conversation_states",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_conversation_states")),
    )
    op.create_index(
        op.f("ix_conversation_states_updated_at"), "conversation_states", ["updated_at"]
    )
    for chat_id, (conversation, updated_at) in chats.items():
        connection.execute(
            sa.text(
                "INSERT INTO conversation_states (chat_id, data, updated_at)"
                " VALUES (:chat_id, :data, :updated_at)"
            ),
            {"chat_id": chat_id, "data": json.dumps(conversation), "updated_at": updated_at},
        )


def _create_old_conversations() -> None:
    """Empty: where conversations stand is not taken back."""
    op.create_table(
        "conversation_states",
        sa.Column("key", sa.String(200), nullable=False),
        sa.Column("state", sa.String(200), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_conversation_states")),
    )
    op.create_index(
        op.f("ix_conversation_states_updated_at"), "conversation_states", ["updated_at"]
    )


def _drop_job_queue() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA IF EXISTS dbos CASCADE")
        return
    for table in DBOS_TABLES:
        op.execute(f"DROP TABLE IF EXISTS {table}")
