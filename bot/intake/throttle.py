"""One chat cannot take the office from all others: so many updates in so many seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Protocol

from aiogram.types import Update
from redis.asyncio import Redis

from bot.intake.callback_answers import answer_quietly
from locales.speech import N_, _

UPDATES = 100
SECONDS = 5


class Counter(Protocol):
    async def count(self, chat_id: int) -> int:
        """How many updates of the chat there were in this window, with this one."""


class MemoryCounter:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._window = 0
        self._counts: dict[int, int] = {}

    async def count(self, chat_id: int) -> int:
        window = int(self._clock() // SECONDS)
        if window != self._window:
            self._window, self._counts = window, {}
        self._counts[chat_id] = self._counts.get(chat_id, 0) + 1
        return self._counts[chat_id]


class RedisCounter:
    """The same count for all workers."""

    def __init__(self, redis: Redis, prefix: str) -> None:
        self._redis = redis
        self._prefix = prefix

    async def count(self, chat_id: int) -> int:
        key = f"{self._prefix}:pace:{chat_id}:{int(time.time() // SECONDS)}"
        async with self._redis.pipeline(transaction=True) as pipe:
            pipe.incr(key)
            pipe.expire(key, 2 * SECONDS)
            counted, _expires = await pipe.execute()
        return int(counted)


class Throttle:
    def __init__(self, counter: Counter) -> None:
        self._counter = counter

    async def lets_in(self, update: Update, chat_id: int) -> bool:
        """The first one too many is told to wait; those after it hear nothing."""
        count = await self._counter.count(chat_id)
        if count == UPDATES + 1:
            await _ask_for_patience(update)
        return count <= UPDATES


async def _ask_for_patience(update: Update) -> None:
    words = _(N_("Please wait a few seconds, then try again."))
    if update.callback_query is not None:
        await answer_quietly(update.callback_query, words, alert=True)
    elif update.message is not None:
        await update.message.answer(words)
