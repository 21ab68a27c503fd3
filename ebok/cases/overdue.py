"""Cases that wait too long: the office is reminded in the topic, and after twice the time its
administrators are told. Each is said once of one waiting, in the transaction that notes it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select

from ebok.cases.case import CaseState
from ebok.cases.joined import waits_with_main
from ebok.cases.telling import tell_office
from ebok.outbox.letters import CaseLongOverdue, CaseOverdue, WaitsTooLong
from ebok.outbox.outgoing import post_to_office
from ebok.services import Services
from storage.tables import Case

ADMINISTRATORS_AFTER = 2  # times as long as colleagues


async def remind(services: Services) -> None:
    """Hours are counted while the office is open; without hours nobody is reminded."""
    if services.opening_hours is None:
        return
    for number in await _overdue(services):
        await _remind(services, number)


def hours_waited(services: Services, since: datetime) -> float:
    hours = services.opening_hours
    return 0.0 if hours is None else hours.office_hours_between(since, services.now())


async def _overdue(services: Services) -> Sequence[int]:
    """Of which the office, or its administrators, have not heard yet. Of cases joined to one that
    waits too, that one stands for all."""
    shortest = timedelta(hours=services.profile.cases.remind_after_hours)
    async with services.database.reading() as session:
        cases = await session.scalars(
            select(Case)
            .where(
                Case.waiting_since <= services.now() - shortest,
                Case.state.in_([CaseState.NEW, CaseState.OPEN]),
                ~waits_with_main(),
            )
            .order_by(Case.waiting_since)
        )
        return [case.id for case in cases if _wanted(services, case) > _said(case)]


async def _remind(services: Services, number: int) -> None:
    async with services.database.transaction() as session:
        case = await session.get_one(Case, number, with_for_update=True, populate_existing=True)
        wanted = _wanted(services, case)
        if wanted <= _said(case) or case.waiting_since is None:  # answered, or another was faster
            return
        case.reminded_at = services.now()
        hours, by_mail = (
            int(hours_waited(services, case.waiting_since)),
            services.office.chat_id is None,
        )
        if wanted < ADMINISTRATORS_AFTER:
            letter = CaseOverdue(number, hours)
            await tell_office(services, session, letter, number, by_mail=by_mail)
            return
        case.escalated_at = services.now()
        urgent = CaseLongOverdue(number, hours)
        await tell_office(services, session, urgent, number, by_mail=by_mail)
        told = WaitsTooLong(number, hours, case.taken_by, case.group_id, case.thread_id)
        await post_to_office(services, session, told, cause=f"case:{number}", by_mail=False)


def _wanted(services: Services, case: Case) -> int:
    """How often the limit has passed; 0 when nobody waits."""
    if case.waiting_since is None:
        return 0
    limit = services.profile.cases.remind_after_hours
    return min(int(hours_waited(services, case.waiting_since) / limit), ADMINISTRATORS_AFTER)


def _said(case: Case) -> int:
    """What was said of an earlier waiting does not count."""
    since = case.waiting_since
    if since is None:
        return ADMINISTRATORS_AFTER
    if case.escalated_at is not None and case.escalated_at >= since:
        return ADMINISTRATORS_AFTER
    return int(case.reminded_at is not None and case.reminded_at >= since)
