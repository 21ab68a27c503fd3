"""Cases: what residents write to the office and the office answers. Their history stays here, also
when a chat, a topic or the whole group has gone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, UtcTime


class Case(Base):
    __tablename__ = "cases"
    __table_args__ = (
        Index("ix_cases_group_id_thread_id", "group_id", "thread_id"),
        Index("ix_cases_building_fault", "building", "fault"),
        {"sqlite_autoincrement": True},  # a number is never given twice
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)  # the number people say
    chat_id: Mapped[int | None] = mapped_column(BigInteger, index=True)  # None: erased
    member_id: Mapped[int | None] = mapped_column(ForeignKey("members.id", ondelete="SET NULL"))
    topic: Mapped[str] = mapped_column(String(16))  # fees | fault | documents | account | other
    state: Mapped[str] = mapped_column(String(16), index=True)  # draft | new | open | closed
    language: Mapped[str] = mapped_column(String(8))
    sealed_about: Mapped[bytes] = mapped_column(LargeBinary)  # who writes, and the place of a fault
    building: Mapped[str | None] = mapped_column(String(80))  # folded, to find faults of one house
    fault: Mapped[str | None] = mapped_column(String(16))  # ebok.intents.fault_words.Fault
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
    waiting_since: Mapped[datetime | None] = mapped_column(UtcTime)  # for the office's answer
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)  # for the first time
    closed_at: Mapped[datetime | None] = mapped_column(UtcTime)
    taken_by: Mapped[str | None] = mapped_column(String(128))  # the colleague who has it
    # For the answer that is waited for now, when later than ``waiting_since``.
    reminded_at: Mapped[datetime | None] = mapped_column(UtcTime)
    escalated_at: Mapped[datetime | None] = mapped_column(UtcTime)  # to administrators
    # Where it stands in the office's group; a plain group has no thread.
    group_id: Mapped[int | None] = mapped_column(BigInteger)
    thread_id: Mapped[int | None] = mapped_column(BigInteger)
    card_id: Mapped[int | None] = mapped_column(BigInteger)


class CaseMessage(Base):
    __tablename__ = "case_messages"
    __table_args__ = (
        Index("ix_case_messages_case_id_sent_at", "case_id", "sent_at"),
        {"sqlite_autoincrement": True},  # in the order they were written
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"))
    author: Mapped[str] = mapped_column(String(8))  # resident | office | note
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # ebok.cases.content.Content
    album: Mapped[str | None] = mapped_column(String(40))
    answers_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_messages.id", ondelete="SET NULL")
    )
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)  # None: still being written


class CaseCopy(Base):
    """Where a message of a case stands in Telegram: as it was written, and as it was passed on."""

    __tablename__ = "case_copies"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), index=True)
    # None: about the case as a whole, such as its card
    case_message_id: Mapped[int | None] = mapped_column(
        ForeignKey("case_messages.id", ondelete="CASCADE"), index=True
    )
    original: Mapped[bool]


class StandingTopic(Base):
    """A topic of the office's group that is about no case."""

    __tablename__ = "standing_topics"

    group_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(16), primary_key=True)  # ebok.outbox.recipients
    thread_id: Mapped[int] = mapped_column(BigInteger)


class BlockedChat(Base):
    """Whose messages the office does not take any more."""

    __tablename__ = "blocked_chats"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime)
    by: Mapped[str] = mapped_column(String(128))
