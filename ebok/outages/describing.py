"""An outage before anybody is told: of which kind, in which buildings, until when. Each step is
kept, so that a restart between two presses loses nothing."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.announcements.announcement import LONGEST, TooLong
from ebok.announcements.composing import Posted, toggled
from ebok.cases.plain import without_markup
from ebok.outages.outage import (
    LONGEST_UNTIL,
    Kind,
    NoSuchOutage,
    NotNow,
    Question,
    Record,
    State,
    record_of,
)
from ebok.services import Services
from storage.tables import Outage


async def begin(services: Services, posted: Posted, by: str) -> Record:
    """The draft of a posted command; the same one when the message comes a second time.

    Raises:
        TooLong
    """
    if len(without_markup(posted.html)) > LONGEST:
        raise TooLong
    here = (Outage.group_id == posted.group_id, Outage.posted_id == posted.message_id)
    async with services.database.upkeep() as session:
        row = await session.scalar(select(Outage).where(*here))
        if row is None:
            row = Outage(
                state=State.DRAFT.value,
                buildings=[],
                until="",
                words=posted.html,
                begun_by=by[:128],
                created_at=services.now(),
                group_id=posted.group_id,
                posted_id=posted.message_id,
            )
            session.add(row)
            await session.flush()
        return record_of(row)


async def record(services: Services, outage_id: int) -> Record:
    """Raises NoSuchOutage."""
    async with services.database.reading() as session:
        row = await session.get(Outage, outage_id)
    if row is None:
        raise NoSuchOutage(outage_id)
    return record_of(row)


async def of_kind(services: Services, outage_id: int, kind: Kind) -> Record:
    """Raises NoSuchOutage, NotNow."""
    async with services.database.upkeep() as session:
        row = await in_state(session, outage_id, State.DRAFT)
        row.kind = kind.value
        return record_of(row)


async def toggle_building(services: Services, outage_id: int, key: str) -> Record:
    """Raises NoSuchOutage, NotNow."""
    async with services.database.upkeep() as session:
        row = await in_state(session, outage_id, State.DRAFT)
        row.buildings = toggled(row.buildings, key)
        return record_of(row)


async def until(services: Services, outage_id: int, words: str) -> Record:
    """Empty: not known. Raises NoSuchOutage, NotNow."""
    async with services.database.upkeep() as session:
        row = await in_state(session, outage_id, State.DRAFT)
        row.until = " ".join(words.split())[:LONGEST_UNTIL]
        return record_of(row)


async def drop(services: Services, outage_id: int) -> Record:
    """Raises NoSuchOutage, NotNow."""
    async with services.database.upkeep() as session:
        row = await in_state(session, outage_id, State.DRAFT)
        row.state = State.DROPPED.value
        return record_of(row)


async def note_card(services: Services, outage_id: int, card_id: int) -> None:
    async with services.database.upkeep() as session:
        (await locked(session, outage_id)).card_id = card_id


async def note_question(
    services: Services, outage_id: int, question: Question, question_id: int
) -> None:
    async with services.database.upkeep() as session:
        row = await locked(session, outage_id)
        row.question, row.question_id = question.value, question_id


async def asked_in(
    services: Services, group_id: int, question_id: int
) -> tuple[int, Question] | None:
    """The outage that a message asked about, and what."""
    async with services.database.reading() as session:
        row = await session.scalar(
            select(Outage).where(Outage.group_id == group_id, Outage.question_id == question_id)
        )
        return None if row is None or row.question is None else (row.id, Question(row.question))


async def locked(session: AsyncSession, outage_id: int) -> Outage:
    row = await session.get(Outage, outage_id, with_for_update=True)
    if row is None:
        raise NoSuchOutage(outage_id)
    return row


async def in_state(session: AsyncSession, outage_id: int, state: State) -> Outage:
    row = await locked(session, outage_id)
    if row.state != state:
        raise NotNow
    return row
