"""One update of a chat at a time, in order: within this process, or among all workers over Redis.

aiogram's own SimpleEventIsolation keeps a lock for every chat it has ever seen; the lock of its
RedisEventIsolation ends before a slow update does, or holds a chat up for long after a crash.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Protocol
from uuid import uuid4
from weakref import WeakValueDictionary

from redis.asyncio import Redis
from redis.exceptions import RedisError


class ChatLocks(Protocol):
    def lock(self, chat_id: int, update_id: int) -> AbstractAsyncContextManager[None]: ...


class MemoryChatLocks:
    """First come, first served: the inbox brings updates of a chat in order."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def lock(self, chat_id: int, update_id: int) -> AsyncIterator[None]:
        lock = self._locks.setdefault(chat_id, asyncio.Lock())
        async with lock:
            yield


LEASE = 5.0  # seconds that a chat waits after the worker that held it was killed
ASK_EVERY = 0.05  # seconds

# KEYS: lock, queue. ARGV: ticket, update id, lease in ms, where tickets live. Of the updates that
# have arrived anywhere the oldest goes first; one whose worker has died, so that its ticket has
# run out, is passed over. Answers 1 when it is this one's turn.
_ACQUIRE = """
redis.call('ZADD', KEYS[2], ARGV[2], ARGV[1])
redis.call('EXPIRE', KEYS[2], 86400)
redis.call('SET', ARGV[4] .. ARGV[1], '1', 'PX', ARGV[3])
while true do
    local first = redis.call('ZRANGE', KEYS[2], 0, 0)[1]
    if first == ARGV[1] then break end
    if redis.call('EXISTS', ARGV[4] .. first) == 1 then return 0 end
    redis.call('ZREM', KEYS[2], first)
end
if redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[3]) then return 1 end
return 0
"""
_RENEW = """
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
redis.call('SET', ARGV[4] .. ARGV[1], '1', 'PX', ARGV[3])
"""
_RELEASE = """
redis.call('ZREM', KEYS[2], ARGV[1])
redis.call('DEL', ARGV[4] .. ARGV[1])
if redis.call('GET', KEYS[1]) == ARGV[1] then redis.call('DEL', KEYS[1]) end
"""

Script = Callable[..., Awaitable[Any]]


class RedisChatLocks:
    """A short lease, renewed while the update is being handled."""

    def __init__(self, redis: Redis, prefix: str) -> None:
        self._prefix = prefix
        self._acquire: Script = redis.register_script(_ACQUIRE)
        self._renew: Script = redis.register_script(_RENEW)
        self._release: Script = redis.register_script(_RELEASE)

    @asynccontextmanager
    async def lock(self, chat_id: int, update_id: int) -> AsyncIterator[None]:
        keys = [f"{self._prefix}:lock:{chat_id}", f"{self._prefix}:queue:{chat_id}"]
        tickets = f"{self._prefix}:ticket:{chat_id}:"
        args = [f"{update_id}:{uuid4().hex}", update_id, int(LEASE * 1000), tickets]
        done = asyncio.Event()
        renewing: asyncio.Task[None] | None = None
        try:
            await self._wait_for_turn(keys, args)
            renewing = asyncio.create_task(self._keep(done, keys, args))
            yield
        finally:
            # Told, not cancelled: redis-py swallows a cancellation that meets its answer, and then
            # nobody would ever stop waiting.
            done.set()
            if renewing is not None:
                await renewing
            with suppress(RedisError):  # Redis is away: the lease ends by itself
                await self._release(keys=keys, args=args)

    async def _wait_for_turn(self, keys: list[str], args: list[Any]) -> None:
        while True:
            if await self._acquire(keys=keys, args=args):
                return
            await asyncio.sleep(ASK_EVERY)

    async def _keep(self, done: asyncio.Event, keys: list[str], args: list[Any]) -> None:
        while not done.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), LEASE / 3)
                return
            with suppress(RedisError):
                await self._renew(keys=keys, args=args)
