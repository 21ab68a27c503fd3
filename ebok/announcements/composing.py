"""A draft: posted, addressed, dropped. Each step is kept, so that a restart between two presses
loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.announcements.announcement import (
    LONGEST,
    Audience,
    Count,
    News,
    NoSuchAnnouncement,
    NotADraft,
    Record,
    State,
    TooLong,
)
from ebok.cases.plain import without_markup
from ebok.services import Services
from storage.tables import Announcement

_SYMBOL = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass(frozen=True)
class Posted:
    """A text in the office's group."""

    group_id: int
    message_id: int
    html: str


async def begin(services: Services, posted: Posted) -> Record:
    """The draft of a posted text; the same one when the message comes a second time.

    Raises:
        TooLong
    """
    if len(without_markup(posted.html)) > LONGEST:
        raise TooLong
    here = (
        Announcement.group_id == posted.group_id,
        Announcement.posted_id == posted.message_id,
    )
    async with services.database.upkeep() as session:
        row = await session.scalar(select(Announcement).where(*here))
        if row is None:
            row = Announcement(
                state=State.DRAFT.value,
                html=posted.html,
                chosen=[],
                created_at=services.now(),
                group_id=posted.group_id,
                posted_id=posted.message_id,
            )
            session.add(row)
            await session.flush()
        return record_of(row)


async def rewrite(services: Services, posted: Posted) -> Record | None:
    """The text was changed where it was posted; it must be addressed and looked at anew. None when
    nothing is announced there.

    Raises:
        NotADraft, TooLong
    """
    here = (
        Announcement.group_id == posted.group_id,
        Announcement.posted_id == posted.message_id,
    )
    async with services.database.upkeep() as session:
        row = await session.scalar(select(Announcement).where(*here).with_for_update())
        if row is None or row.outage_id is not None:
            return None
        if row.state != State.DRAFT:
            raise NotADraft
        if len(without_markup(posted.html)) > LONGEST:
            raise TooLong
        row.html, row.audience, row.chosen = posted.html, None, []
        return record_of(row)


async def record(services: Services, announcement_id: int) -> Record:
    """Raises NoSuchAnnouncement."""
    async with services.database.reading() as session:
        row = await session.get(Announcement, announcement_id)
    if row is None:
        raise NoSuchAnnouncement(announcement_id)
    return record_of(row)


async def address_to(
    services: Services, announcement_id: int, audience: Audience, chosen: Iterable[str] = ()
) -> Record:
    """Raises NoSuchAnnouncement, NotADraft."""
    async with services.database.upkeep() as session:
        row = await draft(session, announcement_id)
        row.audience, row.chosen = audience.value, list(chosen)
        return record_of(row)


async def toggle_building(services: Services, announcement_id: int, key: str) -> Record:
    """Chosen, or no longer. Raises NoSuchAnnouncement, NotADraft."""
    async with services.database.upkeep() as session:
        row = await draft(session, announcement_id)
        before = row.chosen if row.audience == Audience.BUILDINGS else []
        row.audience, row.chosen = Audience.BUILDINGS.value, toggled(before, key)
        return record_of(row)


def toggled(keys: Sequence[str], key: str) -> list[str]:
    return [each for each in keys if each != key] if key in keys else [*keys, key]


async def drop(services: Services, announcement_id: int) -> Record:
    """Raises NoSuchAnnouncement, NotADraft."""
    async with services.database.upkeep() as session:
        row = await draft(session, announcement_id)
        row.state = State.DROPPED.value
        return record_of(row)


async def note_card(services: Services, announcement_id: int, card_id: int) -> None:
    async with services.database.upkeep() as session:
        (await locked(session, announcement_id)).card_id = card_id


async def note_question(services: Services, announcement_id: int, question_id: int) -> None:
    """The message whose reply is the list of client numbers."""
    async with services.database.upkeep() as session:
        (await locked(session, announcement_id)).question_id = question_id


async def asked_in(services: Services, group_id: int, question_id: int) -> int | None:
    """The announcement whose list a message asked for."""
    async with services.database.reading() as session:
        found: int | None = await session.scalar(
            select(Announcement.id).where(
                Announcement.group_id == group_id, Announcement.question_id == question_id
            )
        )
        return found


def symbols_in(text: str) -> list[str]:
    """Client numbers, each once, whatever stands between them."""
    return list(dict.fromkeys(_SYMBOL.findall(text)))


async def locked(session: AsyncSession, announcement_id: int) -> Announcement:
    row = await session.get(Announcement, announcement_id, with_for_update=True)
    if row is None:
        raise NoSuchAnnouncement(announcement_id)
    return row


async def draft(session: AsyncSession, announcement_id: int) -> Announcement:
    row = await locked(session, announcement_id)
    if row.state != State.DRAFT:
        raise NotADraft
    return row


def record_of(row: Announcement) -> Record:
    return Record(
        row.id,
        State(row.state),
        row.html,
        None if row.audience is None else Audience(row.audience),
        tuple(row.chosen),
        row.outage_id,
        None if row.news is None else News(row.news),
        row.sent_by,
        Count(row.delivered or 0, row.blocked or 0, row.mailed or 0, row.failed or 0),
        row.group_id,
        row.posted_id,
        row.card_id,
    )
