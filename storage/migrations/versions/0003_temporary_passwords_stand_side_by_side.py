"""Temporary passwords stand side by side, chats are known to accounts, failures name the account.

A temporary password that was mailed before and not yet used does not work any more: whoever has
one asks for another.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "temporary_passwords",
        sa.Column("id", _big_id(), nullable=False),
        sa.Column("account_id", _big_id(), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_temporary_passwords_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_temporary_passwords")),
    )
    op.create_index(
        op.f("ix_temporary_passwords_account_id"), "temporary_passwords", ["account_id"]
    )
    op.create_table(
        "known_chats",
        sa.Column("account_id", _big_id(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_known_chats_account_id_accounts"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("account_id", "chat_id", name=op.f("pk_known_chats")),
    )
    # Whoever is logged in is known.
    op.execute(
        "INSERT INTO known_chats (account_id, chat_id, seen_at)"
        " SELECT account_id, chat_id, active_at FROM chat_links"
    )
    with op.batch_alter_table("accounts") as batch:
        batch.drop_column("temporary_until")
        batch.drop_column("temporary_hash")
    with op.batch_alter_table("failed_logins") as batch:
        batch.add_column(sa.Column("account_id", _big_id(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_failed_logins_account_id_accounts"),
            "accounts",
            ["account_id"],
            ["id"],
            ondelete="CASCADE",
        )
        batch.create_index(op.f("ix_failed_logins_account_id"), ["account_id"])


def downgrade() -> None:
    with op.batch_alter_table("failed_logins") as batch:
        batch.drop_index(op.f("ix_failed_logins_account_id"))
        batch.drop_constraint(op.f("fk_failed_logins_account_id_accounts"), type_="foreignkey")
        batch.drop_column("account_id")
    with op.batch_alter_table("accounts") as batch:
        batch.add_column(sa.Column("temporary_hash", sa.String(200), nullable=True))
        batch.add_column(sa.Column("temporary_until", sa.DateTime(timezone=True), nullable=True))
    op.drop_table("known_chats")
    op.drop_table("temporary_passwords")


def _big_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
