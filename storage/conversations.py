"""Where conversations stand: one row a key in the database, or one value a key in Redis.

The changes of one update are saved together with the claim on it, so an update is either
wholly handled or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Any, Protocol

from redis.asyncio import Redis
from redis.exceptions import WatchError

from storage.claims import AlreadyHandled, Claim
from storage.database import Database
from storage.tables import ConversationState, HandledUpdate

KEPT_FOR = timedelta(days=60)
CLAIMS_KEPT_FOR = timedelta(days=2)  # Telegram redelivers for 24 hours


@dataclass
class Standing:
    """A conversation's state and its data (JSON, never personal)."""

    state: str | None = None
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        return self.state is None and not self.data


class Handled(Enum):
    NO = auto()
    HALF = auto()  # its changes were made, but the person may not have seen the answer
    DONE = auto()


class Conversations(Protocol):
    async def load(self, key: str) -> Standing: ...

    async def handled(self, update_id: int) -> Handled: ...

    async def save(self, changes: Mapping[str, Standing], claim: Claim | None) -> None:
        """Raises AlreadyHandled when another delivery of the update was faster."""


class SqlConversations:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def load(self, key: str) -> Standing:
        async with self._database.reading() as session:
            row = await session.get(ConversationState, key)
            return Standing() if row is None else Standing(row.state, row.data)

    async def handled(self, update_id: int) -> Handled:
        return await _handled_in_sql(self._database, update_id)

    async def save(self, changes: Mapping[str, Standing], claim: Claim | None) -> None:
        if not changes and claim is None:
            return
        async with self._database.upkeep() as session:
            if claim is not None:
                await claim.finish(session)
            for key, standing in changes.items():
                row = await session.get(ConversationState, key)
                if standing.empty:
                    if row is not None:
                        await session.delete(row)
                    continue
                if row is None:
                    row = ConversationState(key=key)
                    session.add(row)
                row.state, row.data = standing.state, standing.data
                row.updated_at = datetime.now(UTC)


class RedisConversations:
    """Claims stand in both: with the effect in the database, with the state in Redis."""

    def __init__(self, redis: Redis, database: Database, prefix: str) -> None:
        self._redis = redis
        self._database = database
        self._prefix = prefix

    async def load(self, key: str) -> Standing:
        stored = await self._redis.get(self._key(key))
        return Standing() if stored is None else Standing(**json.loads(stored))

    async def handled(self, update_id: int) -> Handled:
        if await self._redis.exists(self._key(f"update:{update_id}")):
            return Handled.DONE
        return await _handled_in_sql(self._database, update_id)

    async def save(self, changes: Mapping[str, Standing], claim: Claim | None) -> None:
        async with self._redis.pipeline(transaction=True) as pipe:
            if claim is not None:
                key = self._key(f"update:{claim.update_id}")
                await pipe.watch(key)
                if await pipe.exists(key):
                    raise AlreadyHandled(claim.update_id)
                pipe.multi()  # type: ignore[no-untyped-call]  # redis-py leaves it untyped
                pipe.set(key, "1", ex=CLAIMS_KEPT_FOR)
            for name, standing in changes.items():
                if standing.empty:
                    pipe.delete(self._key(name))
                else:
                    value = json.dumps({"state": standing.state, "data": standing.data})
                    pipe.set(self._key(name), value, ex=KEPT_FOR)
            try:
                await pipe.execute()
            except WatchError as error:
                raise AlreadyHandled(claim.update_id if claim else 0) from error

    def _key(self, name: str) -> str:
        return f"{self._prefix}:{name}"


async def _handled_in_sql(database: Database, update_id: int) -> Handled:
    async with database.reading() as session:
        row = await session.get(HandledUpdate, update_id)
    if row is None:
        return Handled.NO
    return Handled.DONE if row.finished else Handled.HALF
