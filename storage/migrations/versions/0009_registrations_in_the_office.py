"""Registrations in the office: why an application opened no account, what became of it, and what
colleagues do about accounts in their group; a colleague's whole name fits the audit trail."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("applications") as batch:
        batch.add_column(sa.Column("reasons", sa.JSON()))
        batch.add_column(sa.Column("settled", sa.String(16)))
        batch.add_column(sa.Column("settled_by", sa.String(128)))
        batch.add_column(sa.Column("entry_group_id", sa.BigInteger()))
        batch.add_column(sa.Column("entry_message_id", sa.BigInteger()))
    with op.batch_alter_table("audit_events") as batch:
        batch.alter_column(
            "actor", existing_type=sa.String(60), type_=sa.String(128), existing_nullable=False
        )
    op.create_table(
        "errands",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("symbol", sa.String(6), nullable=False),
        sa.Column("step", sa.String(16), nullable=False),
        sa.Column("colleague_id", sa.BigInteger()),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("group_id", sa.BigInteger()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_errands")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_errands_begun_at"), "errands", ["begun_at"])


def downgrade() -> None:
    op.drop_table("errands")
    op.execute("UPDATE audit_events SET actor = substr(actor, 1, 60)")
    with op.batch_alter_table("audit_events") as batch:
        batch.alter_column(
            "actor", existing_type=sa.String(128), type_=sa.String(60), existing_nullable=False
        )
    with op.batch_alter_table("applications") as batch:
        for name in ("entry_message_id", "entry_group_id", "settled_by", "settled", "reasons"):
            batch.drop_column(name)
