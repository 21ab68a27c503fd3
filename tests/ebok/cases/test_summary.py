"""Every morning the office is open it reads what waits, once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.exc import IntegrityError

from ebok.cases.answering import answer, close
from ebok.cases.case import Content
from ebok.cases.summary import summarise
from ebok.outbox.letters import DailySummary
from ebok.outbox.outgoing import give_up
from ebok.outbox.recipients import Standing, Topic
from ebok.services import OfficeReach, Services
from storage.tables import Outgoing
from tests.ebok.cases.written import sent_case
from tests.fixtures.people import Clock, all_rows, letters

GROUP = -1001


@pytest.fixture
async def office(services: Services, clock: Clock) -> Services:
    """It is Friday, 9.00, and this day's summary has come."""
    clock.at = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    office = replace(services, office=OfficeReach("biuro@example.com", GROUP))
    await summarise(office)
    return office


async def told(office: Services) -> list[DailySummary]:
    sent = await letters(office, DailySummary)
    assert all(one.to == Topic(GROUP, Standing.LOG) for one in sent)
    return [one.letter for one in sent if isinstance(one.letter, DailySummary)]


async def test_it_comes_on_the_next_day_that_is_open_and_says_what_happened_since(
    office: Services, clock: Clock
) -> None:
    waits = await sent_case(office)
    answered, closed = await sent_case(office), await sent_case(office)
    await answer(office, answered, Content(html="Jutro."))
    await close(office, closed, "Anna")
    clock.move(days=1)  # Saturday
    await summarise(office)
    clock.at = datetime(2026, 11, 23, 6, 59, tzinfo=UTC)  # Monday, a minute before 8.00
    await summarise(office)
    assert await told(office) == []

    clock.move(minutes=1)
    await summarise(office)

    (summary,) = await told(office)
    assert (summary.day, summary.since) == ("2026-11-23", "2026-11-20")
    assert (summary.new, summary.closed, summary.waiting, summary.overdue) == (3, 1, 1, 0)
    assert [tuple(one) for one in summary.longest] == [(waits, "Maria", "fees", 6, None, None)]


async def test_a_program_that_was_down_at_eight_tells_it_later_that_day_and_once(
    office: Services, clock: Clock
) -> None:
    clock.at = datetime(2026, 11, 23, 13, 0, tzinfo=UTC)
    for _look in range(2):
        await summarise(office)
    assert len(await told(office)) == 1


async def test_several_workers_tell_it_once(office: Services, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    await asyncio.gather(*(summarise(office) for _worker in range(4)))
    assert len(await told(office)) == 1


async def test_several_workers_begin_the_count_together(services: Services, clock: Clock) -> None:
    clock.at = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)

    async def look() -> None:
        with suppress(IntegrityError):  # another one has begun: the next look finds it
            await summarise(services)

    await asyncio.gather(*(look() for _worker in range(4)))
    assert await told(services) == []


async def test_on_holidays_nobody_reads_it(office: Services, clock: Clock) -> None:
    clock.at = datetime(2026, 12, 25, 9, 0, tzinfo=UTC)
    await summarise(office)
    assert await told(office) == []


async def test_letters_that_were_given_up_are_counted(office: Services, clock: Clock) -> None:
    await sent_case(office)
    await give_up(office, (await all_rows(office, Outgoing))[0].id, "NO_SUCH_ADDRESS")
    clock.at = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    await summarise(office)
    assert (await told(office))[0].failed_letters == 1
