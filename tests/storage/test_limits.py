"""The limit on one chat's updates, counted for all workers together in Valkey."""

from __future__ import annotations

import pytest
from redis.asyncio import Redis

from bot.middlewares import throttle
from bot.middlewares.throttle import SECONDS, RedisCounter


class Time:
    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def time(self) -> float:
        return self.seconds


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    stopped = Time()
    monkeypatch.setattr(throttle, "time", stopped)
    return stopped


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
