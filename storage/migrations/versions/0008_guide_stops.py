"""Where a chat stopped in the guide through the tutorial."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "guide_stops",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("stop", sa.String(20), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_guide_stops")),
    )


def downgrade() -> None:
    op.drop_table("guide_stops")
