"""What colleagues read of cases that wait, and what becomes of topics, in one process."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.outbox import texts
from ebok.cases.answering import answer, close, settle
from ebok.cases.case import Content
from ebok.cases.old_topics import let_old_topics_go
from ebok.cases.overdue import remind
from ebok.cases.reading import record
from ebok.cases.searching import search
from ebok.cases.summary import summarise
from ebok.cases.writing import write_on
from ebok.outbox.letters import DailySummary
from ebok.outbox.recipients import Standing
from ebok.services import OfficeReach, Services
from ebok.staff_topics import thread_of_standing
from tests.bot.staff.played_group import GROUP, PlayedTelegram, deliver_all
from tests.ebok.cases.written import sent_case
from tests.fixtures.people import CHAT, Clock


@pytest.fixture
def office(services: Services, clock: Clock) -> Services:
    clock.at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    return replace(services, office=OfficeReach(None, GROUP))


async def in_topic(office: Services, telegram: PlayedTelegram, number: int) -> str:
    return "\n".join(telegram.texts(GROUP, (await record(office, number)).thread_id))


async def in_log(office: Services, telegram: PlayedTelegram) -> str:
    thread_id = await thread_of_standing(office, GROUP, Standing.LOG)
    return "\n".join(telegram.texts(GROUP, thread_id))


async def test_a_waiting_case_is_said_in_its_topic_then_to_administrators_by_name(
    office: Services, clock: Clock
) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office)
    await deliver_all(office, telegram)
    clock.move(hours=25)
    await remind(office)
    await deliver_all(office, telegram)
    reminder = "⏰ Mieszkaniec czeka na odpowiedź: 8 godzin pracy biura."
    assert reminder in await in_topic(office, telegram, number)

    clock.move(hours=25)
    await remind(office)
    await deliver_all(office, telegram)
    assert 'tg://user?id=9">Anna</a>' in await in_topic(office, telegram, number)
    assert "Skryta" not in await in_topic(office, telegram, number)
    assert f"Sprawa nr {number} jest bez odpowiedzi" in await in_log(office, telegram)


async def test_a_reminder_that_comes_after_the_answer_is_not_said(
    office: Services, clock: Clock
) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office)
    clock.move(hours=25)
    await remind(office)
    await answer(office, number, Content(html="Jutro."), written_at=(GROUP, 40))
    await deliver_all(office, telegram)
    assert "⏰" not in await in_topic(office, telegram, number)


async def test_the_morning_summary_names_who_waits_with_a_link(
    office: Services, clock: Clock
) -> None:
    telegram = PlayedTelegram()
    await summarise(office)
    number = await sent_case(office, name="Nowak & syn")
    await deliver_all(office, telegram)
    clock.move(hours=24)
    await summarise(office)
    await deliver_all(office, telegram)
    said = await in_log(office, telegram)
    thread_id = (await record(office, number)).thread_id
    assert "Czekają na odpowiedź: 1, w tym za długo: 0." in said
    assert f'/{thread_id}">#{number}</a> · Nowak &amp; syn · Opłaty · 7 godzin' in said


def test_a_quiet_morning_is_one_line(services: Services) -> None:
    letter = DailySummary("2026-11-23", "2026-11-20", 0, 0, 0, 0, 0, [])
    said = texts.entry(letter, "pl", services.profile).html
    assert said.split("\n") == [
        "<b>📋 Sprawy, 23 listopada 2026 r.</b>",
        "✅ Żadna sprawa nie czeka. Od 20 listopada 2026 r.: nowe 0, zamknięte 0.",
    ]
    assert "✅ Żadna sprawa nie czeka." in texts.mail(letter, "pl", services.profile).text


async def closed_long_ago(office: Services, telegram: PlayedTelegram, clock: Clock) -> int:
    number = await sent_case(office, "Winda stoi.")
    await deliver_all(office, telegram)
    await answer(office, number, Content(html="Naprawimy."), written_at=(GROUP, 40))
    await close(office, number, "Anna")
    await deliver_all(office, telegram)
    clock.move(days=31)
    await let_old_topics_go(office)
    return number


async def test_the_topic_of_a_case_closed_long_ago_goes_and_its_history_stays(
    office: Services, clock: Clock
) -> None:
    telegram = PlayedTelegram()
    number = await closed_long_ago(office, telegram, clock)
    await deliver_all(office, telegram)
    assert telegram.topics == {}
    assert [case.number for case, _text in await search(office, "winda", 5)] == [number]

    await write_on(office, CHAT, number, Content(html="Znowu stoi."), 90)
    await deliver_all(office, telegram)
    said = await in_topic(office, telegram, number)
    for words in ("Winda stoi.", "Naprawimy.", "Znowu stoi."):
        assert words in said


async def test_a_late_yes_makes_no_topic_again(office: Services, clock: Clock) -> None:
    telegram = PlayedTelegram()
    number = await closed_long_ago(office, telegram, clock)
    await deliver_all(office, telegram)
    await settle(office, CHAT, number, settled=True)
    await deliver_all(office, telegram)
    assert telegram.topics == {}


async def test_a_case_that_is_open_again_keeps_its_topic(office: Services, clock: Clock) -> None:
    telegram = PlayedTelegram()
    number = await closed_long_ago(office, telegram, clock)
    await write_on(office, CHAT, number, Content(html="Znowu stoi."), 90)
    await deliver_all(office, telegram)
    assert len(telegram.topics) == 1
    assert "Oto, co było" not in await in_topic(office, telegram, number)


async def test_a_topic_that_telegram_does_not_delete_is_tried_again_the_next_day(
    office: Services, clock: Clock
) -> None:
    telegram = PlayedTelegram(keeps_topics=True)
    await closed_long_ago(office, telegram, clock)
    await deliver_all(office, telegram)
    assert len(telegram.topics) == 1

    telegram.keeps_topics = False
    await let_old_topics_go(office)  # once a day
    await deliver_all(office, telegram)
    assert len(telegram.topics) == 1
    clock.move(days=1)
    await let_old_topics_go(office)
    await deliver_all(office, telegram)
    assert telegram.topics == {}


async def test_a_case_closed_lately_keeps_its_topic(office: Services, clock: Clock) -> None:
    telegram = PlayedTelegram()
    await closed_long_ago(office, telegram, clock)
    await deliver_all(office, telegram)
    other = await sent_case(office)
    await close(office, other, "Anna")
    clock.move(days=1)
    await let_old_topics_go(office)
    await deliver_all(office, telegram)
    assert (await record(office, other)).thread_id in telegram.topics


async def test_the_icon_follows_the_state(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office)
    await deliver_all(office, telegram)
    thread_id = (await record(office, number)).thread_id or 0
    shown = [telegram.icons[thread_id]]
    await answer(office, number, Content(html="Jutro."), written_at=(GROUP, 40))
    await deliver_all(office, telegram)
    shown.append(telegram.icons[thread_id])
    await close(office, number, "Anna")
    await deliver_all(office, telegram)
    shown.append(telegram.icons[thread_id])
    assert shown == ["icon ❗️", "icon 💬", "icon ✅"]
