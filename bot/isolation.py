"""One update of a chat at a time: within this process, or among all workers over Redis.

aiogram's own SimpleEventIsolation keeps a lock for every chat it has ever seen; the lock of its
RedisEventIsolation ends before a slow update does, or holds a chat up for long after a crash.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from weakref import WeakValueDictionary

from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from redis.asyncio import Redis
from redis.asyncio.lock import Lock
from redis.exceptions import LockError, RedisError


class ChatLocks(BaseEventIsolation):
    def __init__(self) -> None:
        self._locks: WeakValueDictionary[StorageKey, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncIterator[None]:
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield

    async def close(self) -> None:
        self._locks.clear()


LEASE = 5.0  # seconds that a chat waits after the worker that held it was killed


class RedisChatLocks(BaseEventIsolation):
    """A short lease, renewed while the update is being handled."""

    def __init__(self, redis: Redis, prefix: str) -> None:
        self._redis = redis
        self._prefix = prefix

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncIterator[None]:
        name = f"{self._prefix}:lock:{key.chat_id}"
        lock = self._redis.lock(name, timeout=LEASE, sleep=0.05)
        await lock.acquire()
        renewing = asyncio.create_task(_renew(lock))
        try:
            yield
        finally:
            renewing.cancel()
            with suppress(asyncio.CancelledError):
                await renewing
            with suppress(LockError):  # the lease ran out while Redis was away
                await lock.release()

    async def close(self) -> None:
        """The connection belongs to whoever made it."""


async def _renew(lock: Lock) -> None:
    while True:
        await asyncio.sleep(LEASE / 3)
        with suppress(RedisError):
            await lock.reacquire()
