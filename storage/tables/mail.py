"""Cases by mail: who reads a case in a mailbox, and which mails of theirs were taken."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, UtcTime


class MailThread(Base):
    """A case in one mailbox. Its token stands in every mail of it and cannot be guessed."""

    __tablename__ = "mail_threads"
    __table_args__ = (Index("ix_mail_threads_case_id", "case_id"),)

    token: Mapped[str] = mapped_column(String(32), primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    reader: Mapped[str] = mapped_column(String(16))  # office | passed_on | resident
    sealed_address: Mapped[bytes] = mapped_column(LargeBinary)
    address_fingerprint: Mapped[str] = mapped_column(String(64))


class IncomingMail(Base):
    """Taken, whatever came of it: written with what it changes, so none counts twice."""

    __tablename__ = "incoming_mails"
    __table_args__ = (Index("ix_incoming_mails_case_id_handled_at", "case_id", "handled_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)  # a digest of its Message-ID
    outcome: Mapped[str] = mapped_column(String(16))
    case_id: Mapped[int | None] = mapped_column(BigId)
    handled_at: Mapped[datetime] = mapped_column(UtcTime)


class CaseFile(Base):
    """A file that came by mail, until Telegram has it."""

    __tablename__ = "case_files"

    case_message_id: Mapped[int] = mapped_column(
        ForeignKey("case_messages.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class Lease(Base):
    """What one worker does at a time."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    holder: Mapped[str] = mapped_column(String(200))
    until: Mapped[datetime] = mapped_column(UtcTime)
