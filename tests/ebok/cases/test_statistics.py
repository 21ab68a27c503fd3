"""What came and how fast it was answered, by weeks of the cooperative's own clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from ebok.cases.answering import answer
from ebok.cases.case import CaseTopic, Content, Writer
from ebok.cases.statistics import statistics
from ebok.cases.writing import begin
from ebok.services import Services
from tests.ebok.cases.written import sent_case
from tests.fixtures.people import CHAT, Clock


async def test_cases_stand_in_the_weeks_they_were_sent_in(services: Services, clock: Clock) -> None:
    clock.at = datetime(2026, 9, 28, 12, 0, tzinfo=UTC)  # nine weeks ago
    await sent_case(services)
    clock.at = datetime(2026, 10, 25, 22, 59, tzinfo=UTC)  # Sunday, 23.59: summer time has ended
    await sent_case(services, topic=CaseTopic.FAULT)
    clock.move(minutes=1)  # Monday
    await sent_case(services, topic=CaseTopic.FAULT)
    await sent_case(services, topic=CaseTopic.FEES)
    clock.at = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
    await begin(services, CHAT, Writer("Maria"), None, CaseTopic.OTHER, "pl")  # not sent

    found = await statistics(services)

    assert (found.weeks[0], found.weeks[-1]) == (date(2026, 10, 5), date(2026, 11, 23))
    assert found.cases[CaseTopic.FAULT] == [0, 0, 1, 1, 0, 0, 0, 0]
    assert found.cases[CaseTopic.FEES] == [0, 0, 0, 1, 0, 0, 0, 0]
    assert found.cases[CaseTopic.OTHER] == [0] * 8
    assert (found.total, found.commonest, found.unanswered) == (3, CaseTopic.FAULT, 3)
    assert found.usually_to_answer is None


async def test_time_to_the_first_answer_is_the_median_of_office_hours(
    services: Services, clock: Clock
) -> None:
    friday = datetime(2026, 11, 20, 13, 0, tzinfo=UTC)  # 14.00, an hour before the weekend
    for answered in (
        datetime(2026, 11, 20, 13, 30, tzinfo=UTC),
        datetime(2026, 11, 23, 8, 0, tzinfo=UTC),  # Monday, 9.00
        datetime(2026, 11, 26, 8, 0, tzinfo=UTC),
    ):
        clock.at = friday
        number = await sent_case(services)
        clock.at = answered
        await answer(services, number, Content(html="Jutro."))
        clock.move(hours=1)
        await answer(services, number, Content(html="Jednak dziś."))  # not the first

    found = await statistics(services)

    assert found.office_hours
    assert list(found.to_answer) == [None] * 6 + [2.0, None]
    assert (found.usually_to_answer, found.unanswered) == (2.0, 0)


async def test_without_known_hours_all_hours_count(services: Services, clock: Clock) -> None:
    office = services.profile.office.model_copy(update={"open": ()})
    closed = replace(services, profile=services.profile.model_copy(update={"office": office}))
    clock.at = datetime(2026, 11, 20, 20, 0, tzinfo=UTC)
    number = await sent_case(closed)
    clock.move(hours=48)
    await answer(closed, number, Content(html="Jutro."))

    found = await statistics(closed)

    assert (found.office_hours, found.usually_to_answer) == (False, 48.0)


async def test_no_topic_is_called_the_commonest_when_two_are(services: Services) -> None:
    await sent_case(services, topic=CaseTopic.FEES)
    await sent_case(services, topic=CaseTopic.ACCOUNT)
    assert (await statistics(services)).commonest is None
