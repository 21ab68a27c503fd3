"""One fault, many people: what a fault is about, joined cases, answers to all of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("cases", sa.Column("fault", sa.String(16)))
    op.create_index("ix_cases_building_fault", "cases", ["building", "fault"])
    op.create_table(
        "joined_cases",
        sa.Column("case_id", _big_id(), autoincrement=False, nullable=False),
        sa.Column("main_id", _big_id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["cases.id"],
            name=op.f("fk_joined_cases_case_id_cases"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["main_id"],
            ["cases.id"],
            name=op.f("fk_joined_cases_main_id_cases"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_id", name=op.f("pk_joined_cases")),
    )
    op.create_index(op.f("ix_joined_cases_main_id"), "joined_cases", ["main_id"])
    op.create_table(
        "shared_answers",
        sa.Column("case_message_id", _big_id(), autoincrement=False, nullable=False),
        sa.Column("answer_id", _big_id(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_message_id"],
            ["case_messages.id"],
            name=op.f("fk_shared_answers_case_message_id_case_messages"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["answer_id"],
            ["case_messages.id"],
            name=op.f("fk_shared_answers_answer_id_case_messages"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("case_message_id", name=op.f("pk_shared_answers")),
    )
    op.create_index(op.f("ix_shared_answers_answer_id"), "shared_answers", ["answer_id"])


def downgrade() -> None:
    op.drop_table("shared_answers")
    op.drop_table("joined_cases")
    op.drop_index("ix_cases_building_fault", "cases")
    op.drop_column("cases", "fault")


def _big_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
