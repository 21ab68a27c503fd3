"""Letters on paper with a one-time code that opens an account."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paper_codes",
        sa.Column("symbol", sa.String(6), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.Column("made_by", sa.String(60)),
        sa.PrimaryKeyConstraint("symbol", name=op.f("pk_paper_codes")),
    )
    op.create_index(op.f("ix_paper_codes_expires_at"), "paper_codes", ["expires_at"])


def downgrade() -> None:
    op.drop_table("paper_codes")
