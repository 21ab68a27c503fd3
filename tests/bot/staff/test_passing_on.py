"""Cases passed on between a resident's chat and the office's group, in one process."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.staff.relay import is_note
from ebok.cases.answering import answer, edit_answer, note
from ebok.cases.case import CaseTopic, Content, Writer
from ebok.cases.reading import record
from ebok.cases.writing import add, begin, edit, send, write_on
from ebok.services import Services
from storage.tables import Outgoing
from tests.bot.staff.played_group import GROUP, PlayedTelegram, deliver_all
from tests.fixtures.people import CHAT, Clock, all_rows


@pytest.fixture
def office(services: Services) -> Services:
    return replace(services, office=replace(services.office, chat_id=GROUP))


async def sent_case(office: Services, *texts: str) -> int:
    number = await begin(office, CHAT, Writer("Maria"), None, CaseTopic.FEES, "pl")
    for place, text in enumerate(texts):
        await add(office, CHAT, number, Content(html=text), 10 + place)
    await send(office, CHAT, number)
    return number


async def thread_of(office: Services, number: int) -> int:
    thread_id = (await record(office, number)).thread_id
    assert thread_id is not None
    return thread_id


async def said_in_topic(office: Services, telegram: PlayedTelegram, number: int) -> list[str]:
    """Below the card."""
    return telegram.texts(telegram.group_id, await thread_of(office, number))[1:]


def photo(caption: str = "") -> Content:
    return Content("photo", caption, "file")


async def test_pieces_of_an_album_that_come_late_are_passed_on_too(
    office: Services, clock: Clock
) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office, "Start.")
    await write_on(office, CHAT, number, photo("raz"), 20, "album")
    clock.move(seconds=2)
    await deliver_all(office, telegram)
    await write_on(office, CHAT, number, photo("dwa"), 21, "album")
    await write_on(office, CHAT, number, photo("trzy"), 22, "album")
    clock.move(seconds=2)
    await deliver_all(office, telegram)
    assert await said_in_topic(office, telegram, number) == ["Start.", "raz", "dwa", "trzy"]


async def test_a_message_that_telegram_refuses_does_not_hold_up_the_next(office: Services) -> None:
    telegram = PlayedTelegram(refuses="zepsute")
    number = await sent_case(office, "Przed.", "zepsute", "Po.")
    await deliver_all(office, telegram)
    said = await said_in_topic(office, telegram, number)
    assert (said[0], said[-1]) == ("Przed.", "Po.")
    assert "nie przyjął" in said[1]
    assert all(row.due_at is None for row in await all_rows(office, Outgoing))


async def test_an_upgraded_group_is_followed_with_all_that_was_said(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office, "Przed.")
    await deliver_all(office, telegram)
    telegram.group_id = -1002
    await write_on(office, CHAT, number, Content(html="Po."), 30)
    await deliver_all(office, telegram)
    said = await said_in_topic(office, telegram, number)
    assert said[-1] == "Po."
    assert "Przed." in said[0]
    assert "Po." not in said[0]


@pytest.mark.parametrize("moment", ["fails_before", "fails_after"])
async def test_a_power_cut_while_history_is_told_loses_none_of_it(
    office: Services, moment: str
) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office, "Przed.")
    await deliver_all(office, telegram)
    telegram.delete_topic(await thread_of(office, number))
    await write_on(office, CHAT, number, Content(html="Po."), 30)
    setattr(telegram, moment, 2)
    await deliver_all(office, telegram)
    said = "\n".join(await said_in_topic(office, telegram, number))
    assert "Przed." in said
    assert 1 <= said.count("Po.") <= 2
    assert len(telegram.topics) == 1


async def test_history_longer_than_a_message_is_told_whole(office: Services) -> None:
    telegram = PlayedTelegram()
    long = ["a" * 3000, "b" * 4090, "c" * 3000]
    number = await sent_case(office, *long)
    await deliver_all(office, telegram)
    telegram.delete_topic(await thread_of(office, number))
    await write_on(office, CHAT, number, Content(html="Po."), 30)
    await deliver_all(office, telegram)
    said = await said_in_topic(office, telegram, number)
    assert all(any(text in one for one in said) for text in long)
    assert all(len(one) < 4200 for one in said)


async def test_an_edit_below_a_heading_of_its_own_changes_the_words_not_the_heading(
    office: Services,
) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office, "Kiedy?")
    here = (GROUP, 40)
    await answer(office, number, Content(html="ą" * 4096), written_at=here)
    await deliver_all(office, telegram)
    await edit_answer(office, *here, Content(html="ę" * 4096))
    await deliver_all(office, telegram)
    heading, words = telegram.texts(CHAT)
    assert f"sprawa nr {number}" in heading
    assert words == "ę" * 4096


async def test_an_album_with_a_note_stays_inside(office: Services, clock: Clock) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office, "Kiedy?")
    await answer(office, number, photo(), written_at=(GROUP, 40), album="a")
    await note(office, number, photo("! nie wysyłać"), (GROUP, 41), "a")
    await answer(office, number, photo(), written_at=(GROUP, 42), album="a")
    clock.move(seconds=2)
    await deliver_all(office, telegram)
    assert telegram.texts(CHAT) == []


async def test_an_edit_before_sending_is_what_the_office_reads(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await begin(office, CHAT, Writer("Maria"), None, CaseTopic.FEES, "pl")
    await add(office, CHAT, number, Content(html="Zle."), 10)
    await edit(office, CHAT, 10, Content(html="Dobrze."))
    await send(office, CHAT, number)
    await deliver_all(office, telegram)
    assert await said_in_topic(office, telegram, number) == ["Dobrze."]


async def test_a_card_deleted_by_hand_comes_back_in_its_topic(office: Services) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(office, "Kiedy?")
    await deliver_all(office, telegram)
    case = await record(office, number)
    del telegram.messages[case.card_id or 0]
    await answer(office, number, Content(html="Jutro."), written_at=(GROUP, 40))
    await deliver_all(office, telegram)
    assert (await record(office, number)).card_id in telegram.messages
    assert len(telegram.topics) == 1


async def test_a_plain_group_needs_no_topics(office: Services) -> None:
    telegram = PlayedTelegram(forum=False)
    number = await sent_case(office, "Kiedy?")
    await deliver_all(office, telegram)
    card, message = telegram.texts(GROUP)
    assert f"#{number}" in card
    assert message == "Kiedy?"


@pytest.mark.parametrize("html", ["! między nami", "<b>! między</b> nami", " <i>!</i>nami"])
def test_a_note_is_known_under_any_markup(html: str) -> None:
    assert is_note(Content(html=html))
