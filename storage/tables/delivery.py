"""What keeps delivery honest: handled updates, conversation state, and what must still go out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, UtcTime


class HandledUpdate(Base):
    """The claim on an update, written in the transaction of its effect: a second delivery finds
    it. ``finished`` says that the person has also seen the answer."""

    __tablename__ = "handled_updates"

    update_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcTime, index=True)
    finished: Mapped[bool]


class ConversationState(Base):
    """Where a conversation stands, when no Redis is configured. Never holds personal data."""

    __tablename__ = "conversation_states"

    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    state: Mapped[str | None] = mapped_column(String(200))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(UtcTime, index=True)


class Outgoing(Base):
    """A mail or a chat message that must go out, written with the change it tells about.
    Recipient and data are sealed, and emptied when it has gone."""

    __tablename__ = "outgoing"
    # ids name workflows, so none is ever given twice
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    channel: Mapped[str] = mapped_column(String(8))  # mail | chat
    template: Mapped[str] = mapped_column(String(60))
    language: Mapped[str] = mapped_column(String(8))
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)  # {"to": …, "data": {…}}
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    failure: Mapped[str | None] = mapped_column(String(200))


class PrivateMessage(Base):
    """A message with personal data in a chat, so that logging out can take it away."""

    __tablename__ = "private_messages"
    __table_args__ = (Index("ix_private_messages_sent_at", "sent_at"),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    sent_at: Mapped[datetime] = mapped_column(UtcTime)
