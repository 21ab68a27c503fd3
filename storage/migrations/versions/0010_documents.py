"""What the cooperative publishes for reading."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "documents",
        sa.Column("id", _big_id(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16)),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("search_text", sa.String(500), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("dated_on", sa.Date()),
        sa.Column("access", sa.String(16)),
        sa.Column("published_at", sa.DateTime(timezone=True)),
        sa.Column("published_by", sa.String(128)),
        sa.Column("file_name", sa.String(255), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.String(255)),
        sa.Column("source", sa.String(255)),
        sa.Column("group_id", sa.BigInteger()),
        sa.Column("posted_id", sa.BigInteger()),
        sa.Column("card_id", sa.BigInteger()),
        sa.Column("question_id", sa.BigInteger()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint("source", name=op.f("uq_documents_source")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_documents_state_kind_year", "documents", ["state", "kind", "year"])
    op.create_index(
        "ix_documents_group_id_posted_id", "documents", ["group_id", "posted_id"], unique=True
    )
    op.create_table(
        "document_files",
        sa.Column("id", _big_id(), nullable=False),
        sa.Column("document_id", _big_id(), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("sha256", sa.String(64)),
        sa.Column("due_at", sa.DateTime(timezone=True)),
        sa.Column("attempts", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.String(80)),
        sa.Column("trouble", sa.String(200)),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["documents.id"],
            name=op.f("fk_document_files_document_id_documents"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_files")),
        sa.UniqueConstraint("document_id", name=op.f("uq_document_files_document_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_document_files_due_at",
        "document_files",
        ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_table("document_files")
    op.drop_table("documents")


def _big_id() -> sa.types.TypeEngine[int]:
    return sa.BigInteger().with_variant(sa.Integer(), "sqlite")
