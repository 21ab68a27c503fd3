"""Who is not answered for long: the office hears of it once, then its administrators, once."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from ebok.cases.answering import answer, close
from ebok.cases.case import Content
from ebok.cases.overdue import remind
from ebok.cases.writing import write_on
from ebok.outbox.letters import CaseLongOverdue, CaseOverdue, WaitsTooLong
from ebok.outbox.recipients import Mailbox, Standing, Topic
from ebok.services import OfficeReach, Services
from tests.ebok.cases.written import sent_case
from tests.fixtures.people import CHAT, Clock, letters

GROUP = -1001
REMINDERS = (CaseOverdue, CaseLongOverdue, WaitsTooLong)


@pytest.fixture
def office(services: Services, clock: Clock) -> Services:
    """Open from Monday to Friday, 8.00 to 15.00; it is Monday, 9.00."""
    clock.at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    return replace(services, office=OfficeReach("biuro@example.com", GROUP))


async def told(office: Services) -> list[str]:
    return [type(sent.letter).__name__ for sent in await letters(office, *REMINDERS)]


async def test_after_eight_office_hours_the_topic_is_reminded_once(
    office: Services, clock: Clock
) -> None:
    number = await sent_case(office)
    clock.move(hours=24 + 1)  # 8 hours of the office, of which a night takes nothing
    clock.move(minutes=-1)
    await remind(office)
    assert await told(office) == []

    clock.move(minutes=1)
    for _look in range(2):
        await remind(office)

    (reminder,) = await letters(office, *REMINDERS)
    assert reminder.letter == CaseOverdue(number, 8)
    assert reminder.to == Topic(GROUP)


async def test_after_twice_the_time_administrators_are_told_once(
    office: Services, clock: Clock
) -> None:
    number = await sent_case(office)
    clock.move(hours=25)
    await remind(office)
    clock.move(days=1, hours=1)
    for _look in range(2):
        await remind(office)

    assert await told(office) == ["CaseOverdue", "CaseLongOverdue", "WaitsTooLong"]
    in_log = (await letters(office, WaitsTooLong))[0]
    assert in_log.letter == WaitsTooLong(number, 16, None, None, None)
    assert in_log.to == Topic(GROUP, Standing.LOG)


async def test_a_program_that_was_down_for_long_tells_administrators_at_once(
    office: Services, clock: Clock
) -> None:
    await sent_case(office)
    clock.move(days=7)
    await remind(office)
    await remind(office)
    assert await told(office) == ["CaseLongOverdue", "WaitsTooLong"]


async def test_who_was_answered_or_closed_is_not_reminded_of(
    office: Services, clock: Clock
) -> None:
    answered, closed = await sent_case(office), await sent_case(office)
    await answer(office, answered, Content(html="Jutro."))
    await close(office, closed, "Anna")
    clock.move(days=7)
    await remind(office)
    assert await told(office) == []


async def test_a_new_question_is_a_new_waiting(office: Services, clock: Clock) -> None:
    number = await sent_case(office)
    clock.move(days=7)
    await remind(office)
    await answer(office, number, Content(html="Jutro."))
    clock.move(minutes=1)
    await write_on(office, CHAT, number, Content(html="Nadal nic."), 99)
    await remind(office)
    assert len(await told(office)) == 2

    clock.move(days=7)
    await remind(office)
    assert len(await told(office)) == 4


async def test_two_workers_remind_once(office: Services, clock: Clock) -> None:
    await sent_case(office)
    clock.move(hours=25)
    await asyncio.gather(*(remind(office) for _worker in range(3)))
    assert await told(office) == ["CaseOverdue"]


async def test_an_office_without_a_group_is_reminded_by_mail(
    office: Services, clock: Clock
) -> None:
    by_mail = replace(office, office=OfficeReach("biuro@example.com", None))
    await sent_case(by_mail)
    clock.move(hours=25)
    await remind(by_mail)
    (reminder,) = await letters(by_mail, *REMINDERS)
    assert reminder.to == Mailbox("biuro@example.com")
