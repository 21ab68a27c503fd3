"""One update of a chat at a time, and no chat that takes the office from all others."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Chat, TelegramObject, Update

from bot.isolation import ChatLocks
from bot.middlewares.throttle import SECONDS, UPDATES, MemoryCounter, ThrottleMiddleware

CHAT = Chat(id=1, type="private")


def key(chat_id: int) -> StorageKey:
    return StorageKey(bot_id=42, chat_id=chat_id, user_id=chat_id)


async def test_one_chat_waits_for_itself() -> None:
    locks, order = ChatLocks(), []

    async def handle(number: int) -> None:
        async with locks.lock(key(1)):
            order.append((number, "begins"))
            await asyncio.sleep(0)
            order.append((number, "ends"))

    await asyncio.gather(*(handle(number) for number in range(3)))

    assert order == [(number, what) for number in range(3) for what in ("begins", "ends")]


async def test_chats_do_not_wait_for_each_other() -> None:
    locks = ChatLocks()

    async with locks.lock(key(1)), locks.lock(key(2)):
        assert len(locks._locks) == 2


async def test_locks_are_gone_when_nobody_waits() -> None:
    locks = ChatLocks()
    for chat_id in range(100):
        async with locks.lock(key(chat_id)):
            pass
    gc.collect()

    assert len(locks._locks) == 0


async def test_a_lock_is_free_again_after_a_fault() -> None:
    locks = ChatLocks()

    async def fail() -> None:
        async with locks.lock(key(1)):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with asyncio.timeout(10), locks.lock(key(1)):
        pass


async def test_updates_are_counted_by_chat_and_window() -> None:
    seconds = 0.0
    counter = MemoryCounter(lambda: seconds)

    assert [await counter.count(1), await counter.count(1), await counter.count(2)] == [1, 2, 1]
    seconds = SECONDS
    assert await counter.count(1) == 1


async def test_the_counter_keeps_no_chats_of_the_past() -> None:
    seconds = 0.0
    counter = MemoryCounter(lambda: seconds)
    for chat_id in range(100):
        await counter.count(chat_id)
    seconds = SECONDS
    await counter.count(1)

    assert len(counter._counts) == 1


class Handler:
    def __init__(self) -> None:
        self.times = 0

    async def __call__(self, _event: TelegramObject, _data: dict[str, Any]) -> str:
        self.times += 1
        return "handled"


async def test_what_is_too_much_is_passed_over_until_the_window_ends() -> None:
    seconds = 0.0
    throttle, handler = ThrottleMiddleware(MemoryCounter(lambda: seconds)), Handler()
    event = Update(update_id=1)

    answers = [await throttle(handler, event, {"event_chat": CHAT}) for _ in range(UPDATES + 9)]
    seconds = SECONDS
    later = await throttle(handler, event, {"event_chat": CHAT})

    assert answers == ["handled"] * UPDATES + [None] * 9
    assert later == "handled"


async def test_a_chat_that_presses_too_much_takes_nothing_from_others() -> None:
    throttle, handler = ThrottleMiddleware(MemoryCounter(lambda: 0.0)), Handler()
    for _ in range(UPDATES + 9):
        await throttle(handler, Update(update_id=1), {"event_chat": CHAT})

    other = Chat(id=2, type="private")
    assert await throttle(handler, Update(update_id=1), {"event_chat": other}) == "handled"


async def test_what_belongs_to_no_chat_is_not_counted() -> None:
    throttle, handler = ThrottleMiddleware(MemoryCounter(lambda: 0.0)), Handler()
    for _ in range(UPDATES + 9):
        await throttle(handler, Update(update_id=1), {})

    assert handler.times == UPDATES + 9
