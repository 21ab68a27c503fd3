"""People who use the office: applications, accounts, chats, consents, and what was done when."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, UtcTime
from storage.tables.work import Work


class ChatPreference(Base):
    """What a chat chose for itself, logged in or not."""

    __tablename__ = "chat_preferences"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(8))


class GuideStop(Base):
    """Where a chat stopped in the guide through the tutorial."""

    __tablename__ = "guide_stops"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    stop: Mapped[str] = mapped_column(String(20))


class RegistrationDraft(Base):
    """A registration under way. The answers are personal, so they are sealed, and they stand
    here rather than in conversation state, which may live in Redis."""

    __tablename__ = "registration_drafts"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sealed_answers: Mapped[bytes] = mapped_column(LargeBinary)
    updated_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class Application(Work, Base):
    """A registration that was sent; deciding it is work. ``sealed_answers`` is emptied once it has
    been decided; a refused one keeps them for a while, to be corrected, and an incomplete or
    waiting one keeps e-mail and telephone, for the office."""

    __tablename__ = "applications"
    __indexes__ = (
        Index("ix_applications_chat_id_created_at", "chat_id", "created_at"),
        Index("ix_applications_symbol_created_at", "symbol", "created_at"),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    language: Mapped[str] = mapped_column(String(8))
    symbol: Mapped[str] = mapped_column(String(6))
    sealed_answers: Mapped[bytes | None] = mapped_column(LargeBinary)
    outcome: Mapped[str] = mapped_column(String(16))  # ebok.registration.outcomes, or received
    reasons: Mapped[list[str] | None] = mapped_column(JSON)  # names of what did not agree
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    # Its entry among the office's registrations: what became of it, and where it stands.
    settled: Mapped[str | None] = mapped_column(String(16))
    settled_by: Mapped[str | None] = mapped_column(String(128))
    entry_group_id: Mapped[int | None] = mapped_column(BigInteger)
    entry_message_id: Mapped[int | None] = mapped_column(BigInteger)


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
    # The new password between the two times it is typed; the text itself is kept nowhere.
    proposed_hash: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[datetime] = mapped_column(UtcTime)


class Errand(Base):
    """Something that colleagues do about an account in their group, step by step: what was shown
    stands here, so that a restart loses nothing and an old button does nothing."""

    __tablename__ = "errands"
    __table_args__ = ({"sqlite_autoincrement": True},)  # a number is never given twice

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))  # ebok.accounts.errands.Kind
    symbol: Mapped[str] = mapped_column(String(6))
    step: Mapped[str] = mapped_column(String(16))  # ebok.accounts.errands.Step
    # Whose it is; None: an administrator who writes in the name of the group.
    colleague_id: Mapped[int | None] = mapped_column(BigInteger)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # what was shown: name, e-mail
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    message_id: Mapped[int | None] = mapped_column(BigInteger)  # the one that asks now
    begun_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class TemporaryPassword(Base):
    """Beside the own password, not instead of it, and several side by side: whoever asks for one
    in somebody else's name locks nobody out. Each opens once.

    Its 62 random bits need no slow hash: a keyed fingerprint is compared."""

    __tablename__ = "temporary_passwords"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
    fingerprint: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    until: Mapped[datetime] = mapped_column(UtcTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)


class PaperCode(Base):
    """The code in the newest letter on paper to a client. A client number that was tried without a
    letter has a row too, with a code that nobody has: ``made_by`` is None then.

    Its 36 random bits stand behind a keyed fingerprint, and five tries."""

    __tablename__ = "paper_codes"

    symbol: Mapped[str] = mapped_column(String(6), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(UtcTime)
    expires_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    tries: Mapped[int]  # wrong ones
    used_at: Mapped[datetime | None] = mapped_column(UtcTime)
    made_by: Mapped[str | None] = mapped_column(String(60))


class KnownChat(Base):
    """A chat on which the account was logged in before: strangers' failures do not touch it."""

    __tablename__ = "known_chats"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    seen_at: Mapped[datetime] = mapped_column(UtcTime)


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
    # of the account that was meant, so that the office can forgive them
    account_id: Mapped[int | None] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), index=True
    )
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
    # chat:123 | terminal:anna | a colleague's name | system
    actor: Mapped[str] = mapped_column(String(128))
    action: Mapped[str] = mapped_column(String(60))
    symbol: Mapped[str | None] = mapped_column(String(6))
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
