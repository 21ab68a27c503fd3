"""Cases that wait too long: who was told of it, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("reminded_at", sa.DateTime(timezone=True)))
    op.add_column("cases", sa.Column("escalated_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    op.drop_column("cases", "escalated_at")
    op.drop_column("cases", "reminded_at")
