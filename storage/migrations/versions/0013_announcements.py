"""Announcements to residents, and outages."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "outages",
        sa.Column("id", _big_id(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16)),
        sa.Column("buildings", sa.JSON(), nullable=False),
        sa.Column("until", sa.String(60), nullable=False),
        sa.Column("words", sa.Text(), nullable=False, server_default=""),
        sa.Column("begun_by", sa.String(128), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True)),
        sa.Column("ended_at", sa.DateTime(timezone=True)),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("posted_id", sa.BigInteger(), nullable=False),
        sa.Column("card_id", sa.BigInteger()),
        sa.Column("question_id", sa.BigInteger()),
        sa.Column("question", sa.String(16)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outages_state", "outages", ["state"])
    op.create_index(
        "ix_outages_group_id_posted_id", "outages", ["group_id", "posted_id"], unique=True
    )
    op.create_table(
        "announcements",
        sa.Column("id", _big_id(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("audience", sa.String(16)),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("outage_id", _big_id()),
        sa.Column("news", sa.String(16)),
        sa.Column("sent_by", sa.String(128)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True)),
        sa.Column("delivered", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("blocked", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("mailed", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("failed", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("group_id", sa.BigInteger(), nullable=False),
        sa.Column("posted_id", sa.BigInteger()),
        sa.Column("card_id", sa.BigInteger()),
        sa.Column("question_id", sa.BigInteger()),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("worker", sa.String(80)),
        sa.Column("trouble", sa.String(200)),
        sa.ForeignKeyConstraint(
            ["outage_id"],
            ["outages.id"],
            name=op.f("fk_announcements_outage_id_outages"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_announcements")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_announcements_outage_id"), "announcements", ["outage_id"])
    op.create_index(
        "ix_announcements_group_id_posted_id",
        "announcements",
        ["group_id", "posted_id"],
        unique=True,
    )
    waiting = sa.text("due_at IS NOT NULL")
    op.create_index(
        "ix_announcements_due_at",
        "announcements",
        ["due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index("ix_outgoing_cause", "outgoing", ["cause"])


def downgrade() -> None:
    op.drop_index("ix_outgoing_cause", "outgoing")
    op.drop_table("announcements")
    op.drop_table("outages")


def _big_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
