"""An outage begins, there is news of it, it ends: each told once to those who live there, as an
announcement of its own."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.announcements.announcement import Audience, News
from ebok.announcements.announcement import State as Sending
from ebok.announcements.recipients import Reach, Reached, reached_by
from ebok.announcements.sending import begin_sending, rows_for
from ebok.audit import Action
from ebok.buildings import building_meant, building_of
from ebok.cases.writers import places_of
from ebok.outages.describing import in_state
from ebok.outages.outage import NotDescribed, Record, State, record_of
from ebok.outbox.recipients import Chat
from ebok.services import Services
from storage.tables import Announcement, Outage


async def start(services: Services, outage_id: int, by: str) -> Record:
    """Raises NoSuchOutage, NotNow, NotDescribed."""
    async with services.database.transaction() as session:
        row = await in_state(session, outage_id, State.DRAFT)
        if row.kind is None or not row.buildings:
            raise NotDescribed
        row.state, row.begun_at, row.begun_by = State.RUNNING.value, services.now(), by[:128]
        _note(services, session, by, Action.OUTAGE_BEGUN, row)
        await _tell(services, session, row, News.BEGUN, row.words, by)
        return record_of(row)


async def tell_news(
    services: Services, outage_id: int, html: str, by: str, posted_id: int
) -> Record:
    """Once, also when the message that says it comes a second time.

    Raises:
        NoSuchOutage, NotNow
    """
    async with services.database.transaction() as session:
        row = await in_state(session, outage_id, State.RUNNING)
        known = await session.scalar(
            select(Announcement.id).where(
                Announcement.group_id == row.group_id, Announcement.posted_id == posted_id
            )
        )
        if known is None:
            await _tell(services, session, row, News.CHANGED, html, by, posted_id)
        return record_of(row)


async def end(services: Services, outage_id: int, by: str) -> Record:
    """Raises NoSuchOutage, NotNow."""
    async with services.database.transaction() as session:
        row = await in_state(session, outage_id, State.RUNNING)
        row.state, row.ended_at = State.ENDED.value, services.now()
        _note(services, session, by, Action.OUTAGE_ENDED, row)
        await _tell(services, session, row, News.ENDED, "", by)
        return record_of(row)


async def reach(services: Services, outage: Record) -> Reach:
    async with services.database.reading() as session:
        found = await _concerned(session, outage.buildings)
    chats = sum(isinstance(each.to, Chat) for each in found)
    return Reach(chats, len(found) - chats)


async def running_at(services: Services, place: str, member_id: int | None) -> Sequence[Record]:
    """Where somebody says that something is broken: in the building meant, else in those where the
    person lives. Few outages run at a time."""
    async with services.database.reading() as session:
        rows = await session.scalars(
            select(Outage).where(Outage.state == State.RUNNING.value).order_by(Outage.id)
        )
        running = [record_of(row) for row in rows]
    if not running:
        return []
    meant = await building_meant(services, place)
    if meant is not None:
        there = {meant.key}
    else:
        own = [] if member_id is None else await places_of(services, member_id)
        there = {building_of(place), *map(building_of, own)}
    return [each for each in running if there & set(each.buildings)]


async def _tell(
    services: Services,
    session: AsyncSession,
    outage: Outage,
    news: News,
    html: str,
    by: str,
    posted_id: int | None = None,
) -> None:
    """Also when nobody there has an account: then the office is told that it went to nobody."""
    found = await _concerned(session, outage.buildings)
    row = Announcement(
        state=Sending.DRAFT.value,
        html=html,
        audience=Audience.BUILDINGS.value,
        chosen=list(outage.buildings),
        outage_id=outage.id,
        news=news.value,
        created_at=services.now(),
        group_id=outage.group_id,
        posted_id=posted_id,
    )
    session.add(row)
    await session.flush()
    await begin_sending(services, session, row, rows_for(services, row.id, found, outage.id), by)


async def _concerned(session: AsyncSession, buildings: Sequence[str]) -> Sequence[Reached]:
    return await reached_by(session, Audience.BUILDINGS, buildings)


def _note(services: Services, session: AsyncSession, by: str, action: Action, row: Outage) -> None:
    audit.note(services, session, by[:60], action, outage=row.id, kind=row.kind or "")
