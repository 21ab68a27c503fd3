"""People who use the office: applications, accounts, chats, consents, and what was done when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, UtcTime


class ChatPreference(Base):
    """What a chat chose for itself, logged in or not."""

    __tablename__ = "chat_preferences"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(8))


class RegistrationDraft(Base):
    """A registration under way. The answers are personal, so they are sealed, and they stand
    here rather than in conversation state, which may live in Redis."""

    __tablename__ = "registration_drafts"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sealed_answers: Mapped[bytes] = mapped_column(LargeBinary)
    updated_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class Application(Base):
    """A registration that was sent. ``sealed_answers`` is emptied once it has been decided."""

    __tablename__ = "applications"
    __table_args__ = (
        Index("ix_applications_chat_id_created_at", "chat_id", "created_at"),
        Index("ix_applications_symbol_created_at", "symbol", "created_at"),
        {"sqlite_autoincrement": True},  # ids name workflows, so none is ever given twice
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(8))
    symbol: Mapped[str] = mapped_column(String(6))
    sealed_answers: Mapped[bytes | None] = mapped_column(LargeBinary)
    # received | accepted | refused | incomplete | existing
    outcome: Mapped[str] = mapped_column(String(16))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)


class Account(Base):
    __tablename__ = "accounts"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    member_id: Mapped[int] = mapped_column(
        ForeignKey("members.id", ondelete="CASCADE"), unique=True
    )
    login: Mapped[str] = mapped_column(String(6), unique=True)  # the client symbol
    email: Mapped[str] = mapped_column(String(254), index=True)
    phone: Mapped[str] = mapped_column(String(40))
    language: Mapped[str] = mapped_column(String(8))
    # None until the first temporary password has been changed
    password_hash: Mapped[str | None] = mapped_column(String(200))
    # Beside the own password, not instead of it: whoever asks for a temporary one in
    # somebody else's name locks nobody out.
    temporary_hash: Mapped[str | None] = mapped_column(String(200))
    temporary_until: Mapped[datetime | None] = mapped_column(UtcTime)
    # The new password between the two times it is typed; the text itself is kept nowhere.
    proposed_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class ChatLink(Base):
    """Who is logged in on which chat."""

    __tablename__ = "chat_links"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    started_at: Mapped[datetime] = mapped_column(UtcTime)
    active_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    remembered_until: Mapped[datetime | None] = mapped_column(UtcTime)
    # logged in with a temporary password: nothing else is open until it is changed
    must_change_password: Mapped[bool]


class FailedLogin(Base):
    """One failed try. ``subject`` is a fingerprint, so that unknown logins can be counted
    without keeping what was typed."""

    __tablename__ = "failed_logins"
    __table_args__ = (Index("ix_failed_logins_subject_at", "subject", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class Consent(Base):
    """What was agreed to, in which version of the text, and when (RODO art. 7)."""

    __tablename__ = "consents"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    application_id: Mapped[int] = mapped_column(
        ForeignKey("applications.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="SET NULL"), index=True
    )
    kind: Mapped[str] = mapped_column(String(16))  # terms | data
    version: Mapped[str] = mapped_column(String(40))
    text_sha256: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime] = mapped_column(UtcTime)


class AuditEvent(Base):
    """Who did what when. ``details`` never carries personal data or secrets."""

    __tablename__ = "audit_events"
    __table_args__ = (Index("ix_audit_events_symbol_at", "symbol", "at"),)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcTime)
    actor: Mapped[str] = mapped_column(String(60))  # chat:123 | terminal:anna | office | system
    action: Mapped[str] = mapped_column(String(60))
    symbol: Mapped[str | None] = mapped_column(String(6))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
