"""One update of a chat at a time among all workers, in order, by locks in a real Valkey."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from redis.asyncio import Redis

from bot.intake import chat_locks
from bot.intake.chat_locks import RedisChatLocks
from tests.waiting import until

CHAT, OTHER = 7, 8
SHORT = 0.3  # seconds

Workers = tuple[RedisChatLocks, RedisChatLocks]


@pytest.fixture
def workers(valkey: Redis, monkeypatch: pytest.MonkeyPatch) -> Workers:
    monkeypatch.setattr(chat_locks, "LEASE", SHORT)
    return RedisChatLocks(valkey, "ebok"), RedisChatLocks(valkey, "ebok")


async def arrived(valkey: Redis, count: int, chat_id: int = CHAT) -> None:
    """So many updates of the chat have asked for their turn."""

    async def there() -> bool:
        return bool(await valkey.zcard(f"ebok:queue:{chat_id}") >= count)

    await until(there, f"{count} updates")


async def test_a_slow_update_keeps_its_chat_longer_than_the_lease(workers: Workers) -> None:
    happened: list[str] = []
    held = asyncio.Event()

    async def slow() -> None:
        async with workers[0].lock(CHAT, 1):
            held.set()
            await asyncio.sleep(4 * SHORT)
            happened.append("slow is done")

    async def next_one() -> None:
        await held.wait()
        async with workers[1].lock(CHAT, 2):
            happened.append("the next one begins")

    await asyncio.gather(slow(), next_one())

    assert happened == ["slow is done", "the next one begins"]


async def test_other_chats_do_not_wait(workers: Workers) -> None:
    async with workers[0].lock(CHAT, 1), workers[1].lock(OTHER, 2):
        pass


async def test_of_those_that_wait_the_oldest_goes_first_whoever_has_it(
    workers: Workers, valkey: Redis
) -> None:
    happened: list[int] = []

    async def handle(worker: RedisChatLocks, update_id: int) -> None:
        async with worker.lock(CHAT, update_id):
            happened.append(update_id)

    async with workers[0].lock(CHAT, 1):
        waiting = []
        for count, update_id in enumerate((5, 3, 4, 2), start=2):
            waiting.append(asyncio.create_task(handle(workers[update_id % 2], update_id)))
            await arrived(valkey, count)
    await asyncio.gather(*waiting)

    assert happened == [2, 3, 4, 5]


@pytest.mark.parametrize("had_the_lock", [True, False])
async def test_a_killed_workers_chat_is_free_after_the_lease(
    workers: Workers, valkey: Redis, had_the_lock: bool
) -> None:
    if had_the_lock:
        await valkey.set(f"ebok:lock:{CHAT}", "1:killed", px=int(SHORT * 1000))
    await valkey.zadd(f"ebok:queue:{CHAT}", {"1:killed": 1})
    await valkey.set(f"ebok:ticket:{CHAT}:1:killed", "1", px=int(SHORT * 1000))

    async with asyncio.timeout(30), workers[1].lock(CHAT, 2):
        assert await valkey.get(f"ebok:lock:{CHAT}") != b"1:killed"


async def test_a_lock_that_ended_is_gone(workers: Workers, valkey: Redis) -> None:
    async with workers[0].lock(CHAT, 1):
        assert await valkey.get(f"ebok:lock:{CHAT}") is not None

    assert await valkey.keys() == []


async def test_an_error_inside_gives_the_lock_back(workers: Workers, valkey: Redis) -> None:
    with pytest.raises(ZeroDivisionError):
        async with workers[0].lock(CHAT, 1):
            raise ZeroDivisionError

    assert await valkey.keys() == []


async def test_one_that_gives_up_waiting_stands_in_nobodys_way(
    workers: Workers, valkey: Redis
) -> None:
    async with workers[0].lock(CHAT, 1):

        async def wait() -> None:
            async with workers[1].lock(CHAT, 2):
                raise AssertionError("it was never its turn")

        waiting = asyncio.create_task(wait())
        await arrived(valkey, 2)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)

    assert await valkey.keys() == []


async def test_a_short_lease_renewed_all_the_time_always_comes_back(
    valkey: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With redis-py's lock and a renewal that was cancelled, a person was never answered again:
    the cancellation met the answer on its way and was swallowed."""
    monkeypatch.setattr(chat_locks, "LEASE", 0.03)
    locks = RedisChatLocks(valkey, "ebok")

    async def turns(chat_id: int) -> None:
        for update_id in range(20):
            async with locks.lock(chat_id, update_id):
                await asyncio.sleep(0.011)

    async with asyncio.timeout(60):
        await asyncio.gather(*(turns(chat_id) for chat_id in range(10)))

    assert await valkey.keys() == []


async def test_a_renewal_that_hangs_ends_with_redis_answer_not_for_ever(
    valkey: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chat_locks, "LEASE", SHORT)
    locks = RedisChatLocks(valkey, "ebok")
    renew, hanging = locks._renew, asyncio.Event()

    async def slow_renewal(**arguments: Any) -> Any:
        hanging.set()
        await asyncio.sleep(2 * SHORT)
        return await renew(**arguments)

    monkeypatch.setattr(locks, "_renew", slow_renewal)

    async with asyncio.timeout(30):
        async with locks.lock(CHAT, 1):
            await hanging.wait()
        async with locks.lock(CHAT, 2):
            pass
