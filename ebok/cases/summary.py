"""What waits, told to the office every morning it is open."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import once_a_day
from ebok.cases.case import CaseState, writer_of
from ebok.cases.overdue import hours_waited
from ebok.outbox.letters import DailySummary
from ebok.outbox.outgoing import post_to_office
from ebok.services import WARSAW, Services
from storage.tables import Case, Outgoing

WORK = "daily summary"
MOST_SHOWN = 10
LONGEST_LOOK_BACK = timedelta(days=7)


async def summarise(services: Services) -> None:
    """When its hour has come, or passed while the program was down. The first day of all begins
    the count and tells nothing."""
    now, today = services.now(), services.today()
    hours = services.opening_hours
    if hours is None or not hours.is_open_on(today) or now < _moment(services, today):
        return
    if await once_a_day.was_done(services, WORK, today):
        return
    async with services.database.transaction() as session:
        before = await once_a_day.claim(session, WORK, today)
        if before is None or before >= today:
            return
        since = max(_moment(services, before), now - LONGEST_LOOK_BACK)
        letter = await _summary(services, session, today, since)
        by_mail = services.office.chat_id is None
        await post_to_office(services, session, letter, cause="daily summary", by_mail=by_mail)


async def _summary(
    services: Services, session: AsyncSession, today: date, since: datetime
) -> DailySummary:
    waiting = await session.scalars(
        select(Case)
        .where(Case.waiting_since.is_not(None), Case.state.in_([CaseState.NEW, CaseState.OPEN]))
        .order_by(Case.waiting_since, Case.id)
    )
    waited = [
        (case, hours_waited(services, case.waiting_since))
        for case in waiting
        if case.waiting_since is not None
    ]
    limit = services.profile.cases.remind_after_hours
    return DailySummary(
        today.isoformat(),
        since.astimezone(WARSAW).date().isoformat(),
        await _count(session, Case.sent_at >= since),
        await _count(session, Case.closed_at >= since),
        len(waited),
        sum(hours >= limit for _case, hours in waited),
        await _count_letters(session, since),
        [
            (
                case.id,
                writer_of(services.vault, case).name,
                case.topic,
                int(hours),
                case.group_id,
                case.thread_id,
            )
            for case, hours in waited[:MOST_SHOWN]
        ],
    )


async def _count(session: AsyncSession, which: ColumnElement[bool]) -> int:
    return await session.scalar(select(func.count()).select_from(Case).where(which)) or 0


async def _count_letters(session: AsyncSession, since: datetime) -> int:
    """That were given up."""
    asked = select(func.count()).select_from(Outgoing)
    given_up = asked.where(Outgoing.failure.is_not(None), Outgoing.created_at >= since)
    return await session.scalar(given_up) or 0


def _moment(services: Services, day: date) -> datetime:
    hour = services.profile.cases.summary_time
    return datetime.combine(day, hour, WARSAW).astimezone(UTC)
