"""No chat takes the office from all others; the limit is counted for all workers together."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.methods import AnswerCallbackQuery, SendMessage
from aiogram.types import Update
from redis.asyncio import Redis

from bot.intake import throttle as throttling
from bot.intake.throttle import SECONDS, UPDATES, MemoryCounter, RedisCounter, Throttle
from tests.fixtures.phone import NOW, PlayedTelegram

PERSON = {"id": 1, "is_bot": False, "first_name": "Maria"}
MESSAGE = {"message_id": 1, "date": NOW, "chat": {"id": 1, "type": "private"}, "text": "x"}
PRESS = {"id": "1", "from": PERSON, "chat_instance": "1", "data": "x", "message": MESSAGE}


class Time:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def time(self) -> float:
        return self.seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    stopped = Time()
    monkeypatch.setattr(throttling, "time", stopped)
    return stopped


@pytest.fixture
def throttle(time: Time) -> Throttle:
    return Throttle(MemoryCounter(time.time))


@pytest.fixture
def telegram() -> PlayedTelegram:
    return PlayedTelegram()


def update(telegram: PlayedTelegram, **content: Any) -> Update:
    bot = Bot("42:TEST", session=telegram)
    return Update.model_validate({"update_id": 1, **content}, context={"bot": bot})


@pytest.mark.usefixtures("time")
async def test_workers_count_together(valkey: Redis) -> None:
    one, other = RedisCounter(valkey, "ebok"), RedisCounter(valkey, "ebok")

    assert [await one.count(1), await other.count(1), await one.count(2)] == [1, 2, 1]


async def test_each_window_begins_anew_and_none_stays(valkey: Redis, time: Time) -> None:
    counter = RedisCounter(valkey, "ebok")
    await counter.count(1)
    time.seconds += SECONDS

    assert await counter.count(1) == 1
    lives = [await valkey.ttl(key) for key in await valkey.keys()]
    assert len(lives) == 2
    assert all(0 < life <= 2 * SECONDS for life in lives)


async def test_updates_are_counted_by_chat_and_window(time: Time) -> None:
    counter = MemoryCounter(time.time)

    assert [await counter.count(1), await counter.count(1), await counter.count(2)] == [1, 2, 1]
    time.seconds += SECONDS
    assert await counter.count(1) == 1


async def test_the_counter_keeps_no_chats_of_the_past(time: Time) -> None:
    counter = MemoryCounter(time.time)
    for chat_id in range(100):
        await counter.count(chat_id)
    time.seconds += SECONDS
    await counter.count(1)

    assert len(counter._counts) == 1


async def test_what_is_too_much_is_passed_over_until_the_window_ends(
    throttle: Throttle, telegram: PlayedTelegram, time: Time
) -> None:
    event = update(telegram, message=MESSAGE)

    let_in = [await throttle.lets_in(event, 1) for _ in range(UPDATES + 9)]
    time.seconds += SECONDS
    later = await throttle.lets_in(event, 1)

    assert let_in == [True] * UPDATES + [False] * 9
    assert later


async def test_a_chat_that_presses_too_much_takes_nothing_from_others(
    throttle: Throttle, telegram: PlayedTelegram
) -> None:
    event = update(telegram, message=MESSAGE)
    for _ in range(UPDATES + 9):
        await throttle.lets_in(event, 1)

    assert await throttle.lets_in(event, 2)


async def test_who_writes_too_much_is_asked_once_for_patience(
    throttle: Throttle, telegram: PlayedTelegram
) -> None:
    for _ in range(UPDATES + 9):
        await throttle.lets_in(update(telegram, message=MESSAGE), 1)

    (asked,) = telegram.calls
    assert isinstance(asked, SendMessage)


async def test_who_presses_too_much_is_asked_over_the_screen(
    throttle: Throttle, telegram: PlayedTelegram
) -> None:
    for _ in range(UPDATES + 9):
        await throttle.lets_in(update(telegram, callback_query=PRESS), 1)

    (asked,) = telegram.calls
    assert isinstance(asked, AnswerCallbackQuery)
    assert asked.show_alert


async def test_what_is_neither_is_passed_over_in_silence(
    throttle: Throttle, telegram: PlayedTelegram
) -> None:
    event = update(telegram, edited_message=MESSAGE)
    for _ in range(UPDATES + 9):
        await throttle.lets_in(event, 1)

    assert telegram.calls == []
