"""Residents write to the office: cases, their messages, and where each stands in Telegram."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "cases",
        sa.Column("id", _big_id(), nullable=False),
        sa.Column("chat_id", sa.BigInteger()),
        sa.Column("member_id", _big_id()),
        sa.Column("topic", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("language", sa.String(8), nullable=False),
        sa.Column("sealed_about", sa.LargeBinary(), nullable=False),
        sa.Column("building", sa.String(80)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("waiting_since", sa.DateTime(timezone=True)),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.Column("taken_by", sa.String(128)),
        sa.Column("group_id", sa.BigInteger()),
        sa.Column("thread_id", sa.BigInteger()),
        sa.Column("card_id", sa.BigInteger()),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["members.id"],
            name=op.f("fk_cases_member_id_members"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_cases_chat_id"), "cases", ["chat_id"])
    op.create_index(op.f("ix_cases_state"), "cases", ["state"])
    op.create_index("ix_cases_group_id_thread_id", "cases", ["group_id", "thread_id"])
    op.create_table(
        "case_messages",
        sa.Column("id", _big_id(), nullable=False),
        sa.Column("case_id", _big_id(), nullable=False),
        sa.Column("author", sa.String(8), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("album", sa.String(40)),
        sa.Column("answers_id", _big_id()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_case_messages_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answers_id"],
            ["case_messages.id"],
            name=op.f("fk_case_messages_answers_id_case_messages"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_messages")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_case_messages_case_id_sent_at", "case_messages", ["case_id", "sent_at"])
    op.create_table(
        "case_copies",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", _big_id(), nullable=False),
        sa.Column("case_message_id", _big_id()),
        sa.Column("original", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_case_copies_case_id_cases"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["case_message_id"],
            ["case_messages.id"],
            name=op.f("fk_case_copies_case_message_id_case_messages"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("chat_id", "message_id", name=op.f("pk_case_copies")),
    )
    op.create_index(op.f("ix_case_copies_case_id"), "case_copies", ["case_id"])
    op.create_index(op.f("ix_case_copies_case_message_id"), "case_copies", ["case_message_id"])
    op.create_table(
        "blocked_chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(128), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_blocked_chats")),
    )
    op.add_column("outgoing", sa.Column("lane", sa.String(40)))
    op.create_index("ix_outgoing_lane", "outgoing", ["lane"])


def downgrade() -> None:
    op.drop_index("ix_outgoing_lane", table_name="outgoing")
    op.drop_column("outgoing", "lane")
    op.drop_table("blocked_chats")
    op.drop_table("case_copies")
    op.drop_table("case_messages")
    op.drop_table("cases")


def _big_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
