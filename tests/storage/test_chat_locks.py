"""One update of a chat at a time among all workers, by locks in a real Valkey."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.fsm.storage.base import StorageKey
from redis.asyncio import Redis

from bot import isolation
from bot.isolation import RedisChatLocks

KEY = StorageKey(bot_id=42, chat_id=7, user_id=7)
OTHER = StorageKey(bot_id=42, chat_id=8, user_id=8)
NAME = "ebok:lock:7"
SHORT = 0.3  # seconds


@pytest.fixture
def workers(valkey: Redis, monkeypatch: pytest.MonkeyPatch) -> tuple[RedisChatLocks, ...]:
    monkeypatch.setattr(isolation, "LEASE", SHORT)
    return RedisChatLocks(valkey, "ebok"), RedisChatLocks(valkey, "ebok")


async def test_a_slow_update_keeps_its_chat_longer_than_the_lease(
    workers: tuple[RedisChatLocks, RedisChatLocks],
) -> None:
    happened: list[str] = []
    held = asyncio.Event()

    async def slow() -> None:
        async with workers[0].lock(KEY):
            held.set()
            await asyncio.sleep(4 * SHORT)
            happened.append("slow is done")

    async def next_one() -> None:
        await held.wait()
        async with workers[1].lock(KEY):
            happened.append("the next one begins")

    await asyncio.gather(slow(), next_one())

    assert happened == ["slow is done", "the next one begins"]


async def test_other_chats_do_not_wait(workers: tuple[RedisChatLocks, RedisChatLocks]) -> None:
    async with workers[0].lock(KEY), workers[1].lock(OTHER):
        pass


async def test_a_killed_workers_chat_is_free_after_the_lease(
    workers: tuple[RedisChatLocks, RedisChatLocks], valkey: Redis
) -> None:
    killed = valkey.lock(NAME, timeout=SHORT)  # nobody renews it
    assert await killed.acquire()

    async with asyncio.timeout(30), workers[1].lock(KEY):
        assert not await killed.owned()


async def test_a_lock_that_ended_is_gone(
    workers: tuple[RedisChatLocks, RedisChatLocks], valkey: Redis
) -> None:
    async with workers[0].lock(KEY):
        assert await valkey.keys() == [NAME.encode()]

    assert await valkey.keys() == []
