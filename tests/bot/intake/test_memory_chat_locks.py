"""One update of a chat at a time within one process."""

from __future__ import annotations

import asyncio
import gc

import pytest

from bot.intake.chat_locks import MemoryChatLocks


async def test_one_chat_waits_for_itself_in_order() -> None:
    locks, order = MemoryChatLocks(), []

    async def handle(number: int) -> None:
        async with locks.lock(1, number):
            order.append((number, "begins"))
            await asyncio.sleep(0)
            order.append((number, "ends"))

    await asyncio.gather(*(handle(number) for number in range(3)))

    assert order == [(number, what) for number in range(3) for what in ("begins", "ends")]


async def test_chats_do_not_wait_for_each_other() -> None:
    locks = MemoryChatLocks()

    async with locks.lock(1, 10), locks.lock(2, 11):
        assert len(locks._locks) == 2


async def test_locks_are_gone_when_nobody_waits() -> None:
    locks = MemoryChatLocks()
    for chat_id in range(100):
        async with locks.lock(chat_id, chat_id):
            pass
    gc.collect()

    assert len(locks._locks) == 0


async def test_a_lock_is_free_again_after_a_fault() -> None:
    locks = MemoryChatLocks()

    async def fail() -> None:
        async with locks.lock(1, 10):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with asyncio.timeout(10), locks.lock(1, 11):
        pass
