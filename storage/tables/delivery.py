"""What keeps delivery honest: handled updates, conversation state, and what must still go out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, UtcTime
from storage.tables.work import Work


class HandledUpdate(Base):
    """The claim on an update, written in the transaction of its effect: a second delivery finds
    it. ``finished`` says that the person has also seen the answer."""

    __tablename__ = "handled_updates"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    finished: Mapped[bool]


class ConversationState(Base):
    """Where the conversation of one chat stands, when no Redis is configured: all of it in one row,
    because every update reads all of it. Never holds personal data."""

    __tablename__ = "conversation_states"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class InboxUpdate(Work, Base):
    """An update that was acknowledged to Telegram before it was handled, because it takes long.
    Goes when it has been handled."""

    __tablename__ = "inbox"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)  # the update as Telegram wrote it
    received_at: Mapped[datetime] = mapped_column(UtcTime)


class Outgoing(Work, Base):
    """A letter that must go out, written with the change it tells about. Recipient and data are
    sealed, and emptied when it has gone."""

    __tablename__ = "outgoing"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    channel: Mapped[str] = mapped_column(String(8))  # mail | chat | topic
    letter: Mapped[str] = mapped_column(String(60))  # the name of its dataclass
    language: Mapped[str] = mapped_column(String(8))
    cause: Mapped[str] = mapped_column(String(60), index=True)  # why: application:17
    # What must arrive in the order it was written; None: on its own.
    lane: Mapped[str | None] = mapped_column(String(40), index=True)
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # {"to": {…}, "data": {…}}
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    failure: Mapped[str | None] = mapped_column(String(200))  # given up, and why


class Deletion(Work, Base):
    """Messages that must go from a chat."""

    __tablename__ = "deletions"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    chat_id: Mapped[int] = mapped_column(BigInteger)
    message_ids: Mapped[list[int]] = mapped_column(JSON)
    cause: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class PrivateMessage(Base):
    """A message with personal data in a chat, so that logging out can take it away."""

    __tablename__ = "private_messages"
    __table_args__ = (Index("ix_private_messages_sent_at", "sent_at"),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sent_at: Mapped[datetime] = mapped_column(UtcTime)
