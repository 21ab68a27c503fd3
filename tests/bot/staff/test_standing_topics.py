"""The topics that are always there: made once, made again when they were deleted, found by what is
written in them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any, cast

import pytest
from aiogram import Bot

from bot.staff.standing_topics import make_standing_topics, send_to_standing, standing_at
from ebok.outbox.letters import HolderChanged
from ebok.outbox.outgoing import post_to_office
from ebok.outbox.recipients import Standing
from ebok.services import OfficeReach, Services
from ebok.staff_topics import thread_of_standing
from tests.bot.staff.played_group import GROUP, PlayedTelegram, deliver_all

NAMES = ["Zgłoszenia kont", "Ogłoszenia", "Dokumenty", "Dziennik"]


@pytest.fixture
def office(services: Services) -> Services:
    return replace(services, office=OfficeReach(None, GROUP))


async def says(office: Services, telegram: PlayedTelegram, words: str) -> None:
    await send_to_standing(office, cast(Bot, telegram), GROUP, Standing.LOG, words)


async def log_of(office: Services, telegram: PlayedTelegram) -> list[str]:
    return telegram.texts(
        telegram.group_id, await thread_of_standing(office, telegram.group_id, Standing.LOG)
    )


async def test_all_four_are_made_once(office: Services) -> None:
    telegram = PlayedTelegram()
    for _start in range(2):
        await make_standing_topics(office, cast(Bot, telegram))
    assert sorted(telegram.topics.values()) == sorted(NAMES)


async def test_two_workers_that_start_together_leave_one_of_each(office: Services) -> None:
    telegram = PlayedTelegram()
    await asyncio.gather(
        *(make_standing_topics(office, cast(Bot, telegram)) for _worker in range(3))
    )
    assert sorted(telegram.topics.values()) == sorted(NAMES)


async def test_what_the_office_is_told_of_accounts_stands_in_their_topic(office: Services) -> None:
    telegram = PlayedTelegram()
    async with office.database.transaction() as session:
        await post_to_office(
            office,
            session,
            HolderChanged("104217"),
            cause="account:104217",
            standing=Standing.ACCOUNTS,
        )
    await deliver_all(office, telegram)

    thread_id = await thread_of_standing(office, GROUP, Standing.ACCOUNTS)
    (said,) = telegram.texts(GROUP, thread_id)
    assert "104217" in said


async def test_a_topic_deleted_by_hand_is_made_again_and_nothing_is_lost(office: Services) -> None:
    telegram = PlayedTelegram()
    await says(office, telegram, "raz")
    thread_id = await thread_of_standing(office, GROUP, Standing.LOG)
    assert thread_id is not None
    telegram.delete_topic(thread_id)

    await says(office, telegram, "dwa")

    assert await log_of(office, telegram) == ["dwa"]


async def test_an_upgraded_group_is_followed(office: Services) -> None:
    telegram = PlayedTelegram()
    await says(office, telegram, "raz")
    telegram.group_id = -1002
    telegram.topics.clear()

    await says(office, telegram, "dwa")

    assert await log_of(office, telegram) == ["dwa"]


async def test_in_a_plain_group_all_of_it_stands_in_the_group(office: Services) -> None:
    telegram = PlayedTelegram(forum=False)
    await make_standing_topics(office, cast(Bot, telegram))
    await says(office, telegram, "raz")
    assert telegram.texts(GROUP) == ["raz"]


async def test_a_message_is_known_by_its_topic(office: Services) -> None:
    telegram = PlayedTelegram()
    await make_standing_topics(office, cast(Bot, telegram))
    thread_id = await thread_of_standing(office, GROUP, Standing.DOCUMENTS)

    def written_in(thread: int | None) -> Any:
        chat = type("Chat", (), {"id": GROUP})
        return type(
            "Written",
            (),
            {"chat": chat, "message_thread_id": thread, "is_topic_message": thread is not None},
        )

    assert await standing_at(office, written_in(thread_id)) is Standing.DOCUMENTS
    assert await standing_at(office, written_in(77)) is None
    assert await standing_at(office, written_in(None)) is None
