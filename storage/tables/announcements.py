"""What the office tells many residents at once, and outages that it tells of."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base, BigId, UtcTime
from storage.tables.work import Work


class Outage(Base):
    """Something that does not work in some buildings, from when the office says so until it is
    mended."""

    __tablename__ = "outages"
    __table_args__ = (
        Index("ix_outages_state", "state"),
        Index("ix_outages_group_id_posted_id", "group_id", "posted_id", unique=True),
        {"sqlite_autoincrement": True},  # old buttons name it
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    state: Mapped[str] = mapped_column(String(16))  # draft | running | ended | dropped
    kind: Mapped[str | None] = mapped_column(String(16))  # None: not chosen yet
    buildings: Mapped[list[str]] = mapped_column(JSON)  # keys of ebok.buildings
    until: Mapped[str] = mapped_column(String(60))  # as the office says it; empty: not known
    # What the office says besides, in HTML.
    words: Mapped[str] = mapped_column(Text, default="", server_default="")
    begun_by: Mapped[str] = mapped_column(String(128))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcTime)
    # Where it stands in the office's group: the command, its card, and a question.
    group_id: Mapped[int] = mapped_column(BigInteger)
    posted_id: Mapped[int] = mapped_column(BigInteger)
    card_id: Mapped[int | None] = mapped_column(BigInteger)
    question_id: Mapped[int | None] = mapped_column(BigInteger)
    question: Mapped[str | None] = mapped_column(String(16))  # what is asked: until | news


class Announcement(Work, Base):
    """From the draft to the last recipient. While it is on its way, telling the office how far it
    has got is work; the letters themselves are rows of the outbox, with it as their cause."""

    __tablename__ = "announcements"
    __indexes__ = (
        Index("ix_announcements_group_id_posted_id", "group_id", "posted_id", unique=True),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    state: Mapped[str] = mapped_column(String(16))  # draft | sending | sent | dropped
    html: Mapped[str] = mapped_column(Text)
    audience: Mapped[str | None] = mapped_column(String(16))  # None: not chosen yet
    chosen: Mapped[list[str]] = mapped_column(JSON)  # keys of buildings, or client numbers
    outage_id: Mapped[int | None] = mapped_column(
        ForeignKey("outages.id", ondelete="SET NULL"), index=True
    )
    news: Mapped[str | None] = mapped_column(String(16))  # of the outage: begun | changed | ended
    sent_by: Mapped[str | None] = mapped_column(String(128))
    created_at: Mapped[datetime] = mapped_column(UtcTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcTime)
    # The count in the end; the outbox forgets its letters.
    delivered: Mapped[int] = mapped_column(default=0, server_default="0")
    blocked: Mapped[int] = mapped_column(default=0, server_default="0")
    mailed: Mapped[int] = mapped_column(default=0, server_default="0")
    failed: Mapped[int] = mapped_column(default=0, server_default="0")
    # Where it stands in the office's group: as posted, with its card, and with a question.
    group_id: Mapped[int] = mapped_column(BigInteger)
    posted_id: Mapped[int | None] = mapped_column(BigInteger)
    card_id: Mapped[int | None] = mapped_column(BigInteger)
    question_id: Mapped[int | None] = mapped_column(BigInteger)
