"""Joined cases in the office's topics and in residents' chats, whenever the power goes off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ebok.cases.answering import answer
from ebok.cases.case import CaseTopic, Content
from ebok.cases.joining import join, part
from ebok.cases.reading import record
from ebok.cases.writing import write_on
from ebok.services import Services
from tests.bot.staff.played_group import GROUP, PlayedTelegram, deliver_all
from tests.ebok.cases.written import sent_case

MARIA, JAN, EWA = 101, 102, 103


@pytest.fixture
def office(services: Services) -> Services:
    return replace(services, office=replace(services.office, chat_id=GROUP))


async def fault(office: Services, chat_id: int, name: str) -> int:
    place = "Bulwar Ikara 12/5"
    topic = CaseTopic.FAULT
    said = "Winda stoi."
    return await sent_case(office, said, chat_id=chat_id, name=name, topic=topic, place=place)


async def below_card(office: Services, telegram: PlayedTelegram, number: int) -> list[str]:
    thread_id = (await record(office, number)).thread_id
    return telegram.texts(GROUP, thread_id)[1:]


async def test_each_topic_says_what_is_joined_and_each_chat_gets_the_answer_once(
    office: Services,
) -> None:
    telegram = PlayedTelegram()
    first, second = await fault(office, MARIA, "Maria"), await fault(office, JAN, "Jan")
    telegram.fails_before = 3
    await deliver_all(office, telegram)
    offer = (await below_card(office, telegram, second))[-1]
    assert "2 osoby z Bulwar Ikara 12: winda" in offer
    assert f"#{first}</a> · Maria" in offer

    await join(office, second, "Anna")
    await answer(office, first, Content(html="Serwis jedzie."), written_at=(GROUP, 1))
    telegram.fails_before = 2
    await deliver_all(office, telegram)
    assert "idzie do wszystkich" in (await below_card(office, telegram, first))[-1]
    assert "idzie tylko do tej osoby" in (await below_card(office, telegram, second))[-1]
    for chat_id, number in ((MARIA, first), (JAN, second)):
        (said,) = telegram.texts(chat_id)
        assert "Serwis jedzie." in said
        assert f"sprawa nr {number}" in said

    await write_on(office, JAN, second, Content(html="Dziękuję."), 99)
    third = await fault(office, EWA, "Ewa")
    await part(office, second, "Anna")
    await deliver_all(office, telegram)
    assert "Jan pisze w" in (await below_card(office, telegram, first))[-1]
    assert "już nie łączy się" in (await below_card(office, telegram, second))[-1]
    assert "3 osoby" in (await below_card(office, telegram, third))[-1]
    (known,) = telegram.texts(EWA)
    assert "Biuro już wie:" in known
    assert "Serwis jedzie." in known


async def test_a_fault_known_without_an_answer_is_said_to_be_known(office: Services) -> None:
    telegram = PlayedTelegram()
    await fault(office, MARIA, "Maria")
    await join(office, await fault(office, JAN, "Jan"), "Anna")
    await fault(office, EWA, "Ewa")
    await deliver_all(office, telegram)
    (known,) = telegram.texts(EWA)
    assert "Biuro już wie o tej usterce." in known
