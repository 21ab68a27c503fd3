"""Topics of cases closed long ago go from the group; their history stays here and is found as
before. Whoever writes in such a case again gets a new topic, which tells all of it."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, select

from ebok import once_a_day
from ebok.cases.case import CaseState
from ebok.cases.telling import tell_office
from ebok.outbox.letters import CaseTopicOutlived
from ebok.services import Services
from storage.tables import Case

WORK = "old topics"
MOST_A_DAY = 300  # letters share Telegram's pace with residents' messages


async def let_old_topics_go(services: Services) -> None:
    """Once a day: what Telegram refuses is asked for again the next day."""
    today = services.today()
    if services.office.chat_id is None or await once_a_day.was_done(services, WORK, today):
        return
    async with services.database.transaction() as session:
        if await once_a_day.claim(session, WORK, today) == today:
            return
        numbers = await session.scalars(
            select(Case.id).where(_outlived(services)).order_by(Case.closed_at).limit(MOST_A_DAY)
        )
        for number in numbers.all():
            letter = CaseTopicOutlived(number)
            await tell_office(services, session, letter, number, by_mail=False)


async def has_outlived(services: Services, number: int) -> bool:
    """Asked again just before it goes: the case may be open by now."""
    async with services.database.reading() as session:
        asked = select(Case.id).where(Case.id == number, _outlived(services))
        return await session.scalar(asked) is not None


def _outlived(services: Services) -> ColumnElement[bool]:
    kept_for = timedelta(days=services.profile.cases.topics_kept_for_days)
    return and_(
        Case.state == CaseState.CLOSED,
        Case.closed_at < services.now() - kept_for,
        Case.thread_id.is_not(None),
    )
