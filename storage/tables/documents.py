"""What the cooperative publishes for reading, and the files themselves."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Date, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, UtcTime
from storage.tables.work import Work


class Document(Base):
    __tablename__ = "documents"
    __table_args__ = (
        Index("ix_documents_state_kind_year", "state", "kind", "year"),
        Index("ix_documents_group_id_posted_id", "group_id", "posted_id", unique=True),
        {"sqlite_autoincrement": True},  # buttons from last month name it
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    state: Mapped[str] = mapped_column(String(16))  # draft | published | withdrawn
    kind: Mapped[str | None] = mapped_column(String(16))  # None: not chosen yet
    title: Mapped[str] = mapped_column(String(200))
    search_text: Mapped[str] = mapped_column(String(500))  # folded words, a space before each
    year: Mapped[int]
    dated_on: Mapped[date | None] = mapped_column(Date)
    access: Mapped[str | None] = mapped_column(String(16))  # everyone | residents | members
    published_at: Mapped[datetime | None] = mapped_column(UtcTime)
    published_by: Mapped[str | None] = mapped_column(String(128))
    file_name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int]
    file_id: Mapped[str | None] = mapped_column(String(255))  # Telegram's, once it has the file
    # The file's name in a folder that was imported.
    source: Mapped[str | None] = mapped_column(String(255), unique=True)
    # Where it stands in the office's group: as posted, with its card, and with a question.
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    posted_id: Mapped[int | None] = mapped_column(BigInteger)
    card_id: Mapped[int | None] = mapped_column(BigInteger)
    question_id: Mapped[int | None] = mapped_column(BigInteger)


class DocumentFile(Work, Base):
    """The file, sealed: Telegram forgets its ids when the bot gets another token. Fetching a file
    that was posted in the group is work."""

    __tablename__ = "document_files"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("documents.id", ondelete="CASCADE"), unique=True
    )
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # None: not fetched yet
    sha256: Mapped[str | None] = mapped_column(String(64))
