"""Where conversations stand: one row a chat in the database, or one value a chat in Redis.

What one update changes is saved together with the claim on it, so an update is either wholly
handled or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto
from typing import Any, Protocol

from redis.asyncio import Redis
from sqlalchemy import JSON, Connection, bindparam, delete, insert, update

from storage.chats import ChatRow, read_chat
from storage.claims import AlreadyHandled, Claim
from storage.database import Database
from storage.tables import ConversationState
from storage.tables.base import UtcTime

KEPT_FOR = timedelta(days=60)
CLAIMS_KEPT_FOR = timedelta(days=2)  # Telegram redelivers for 24 hours

# Of one chat: the data (JSON, never personal) under each of aiogram-dialog's keys.
Conversation = dict[str, dict[str, Any]]
Beside = Callable[[Connection], None]


class Handled(Enum):
    NO = auto()
    HALF = auto()  # its changes were made, but the person may not have seen the answer
    DONE = auto()


@dataclass(frozen=True)
class Opened:
    """One chat as an update finds it."""

    handled: Handled
    conversation: Conversation
    row: ChatRow


class Conversations(Protocol):
    async def open(self, chat_id: int, update_id: int) -> Opened: ...

    async def save(
        self,
        chat_id: int,
        claim: Claim,
        changed: Conversation | None,
        beside: Beside | None = None,
    ) -> None:
        """The conversation when it has ``changed``, the claim, and what ``beside`` writes into the
        database. Raises AlreadyHandled when another delivery of the update was faster."""


class SqlConversations:
    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self, chat_id: int, update_id: int) -> Opened:
        row = await self._database.read_at_once(
            lambda connection: read_chat(connection, chat_id, update_id)
        )
        return Opened(_handled(row), row.conversation or {}, row)

    async def save(
        self,
        chat_id: int,
        claim: Claim,
        changed: Conversation | None,
        beside: Beside | None = None,
    ) -> None:
        def write(connection: Connection) -> None:
            claim.finish(connection)
            if changed is not None:
                _write(connection, chat_id, changed)
            if beside is not None:
                beside(connection)

        await self._database.write_at_once(write)


_TABLE: Any = ConversationState.__table__
_OF_CHAT = ConversationState.chat_id == bindparam("chat")
_UPDATE = (
    update(_TABLE)
    .where(_OF_CHAT)
    .values(data=bindparam("data", type_=JSON), updated_at=bindparam("at", type_=UtcTime))
)
_INSERT = insert(_TABLE).values(
    chat_id=bindparam("chat"),
    data=bindparam("data", type_=JSON),
    updated_at=bindparam("at", type_=UtcTime),
)
_DELETE = delete(_TABLE).where(_OF_CHAT)


def _write(connection: Connection, chat_id: int, conversation: Conversation) -> None:
    if not conversation:
        connection.execute(_DELETE, {"chat": chat_id})
        return
    row = {"chat": chat_id, "data": conversation, "at": datetime.now(UTC)}
    if connection.execute(_UPDATE, row).rowcount == 0:
        connection.execute(_INSERT, row)


# KEYS: claim, conversation. ARGV: how long claims are kept, the conversation ("" keeps what is
# there, "-" removes it), how long it is kept. Answers 0 when the update was handled already.
_SAVE = """
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', ARGV[1]) then return 0 end
if ARGV[2] == '-' then redis.call('DEL', KEYS[2])
elseif ARGV[2] ~= '' then redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3]) end
return 1
"""


class RedisConversations:
    """Claims stand in both: with the effect in the database, with the state in Redis."""

    def __init__(self, redis: Redis, database: Database, prefix: str) -> None:
        self._redis = redis
        self._database = database
        self._prefix = prefix
        self._save: Callable[..., Awaitable[Any]] = redis.register_script(_SAVE)

    async def open(self, chat_id: int, update_id: int) -> Opened:
        claimed, stored = await self._redis.mget(
            self._claim_key(update_id), self._conversation_key(chat_id)
        )
        row = await self._database.read_at_once(
            lambda connection: read_chat(connection, chat_id, update_id)
        )
        handled = Handled.DONE if claimed is not None else _handled(row)
        return Opened(handled, {} if stored is None else json.loads(stored), row)

    async def save(
        self,
        chat_id: int,
        claim: Claim,
        changed: Conversation | None,
        beside: Beside | None = None,
    ) -> None:
        if beside is not None:
            await self._database.write_at_once(beside)
        text = "" if changed is None else json.dumps(changed) if changed else "-"
        saved = await self._save(
            keys=[self._claim_key(claim.update_id), self._conversation_key(chat_id)],
            args=[int(CLAIMS_KEPT_FOR.total_seconds()), text, int(KEPT_FOR.total_seconds())],
        )
        if not saved:
            raise AlreadyHandled(claim.update_id)

    def _claim_key(self, update_id: int) -> str:
        return f"{self._prefix}:update:{update_id}"

    def _conversation_key(self, chat_id: int) -> str:
        return f"{self._prefix}:chat:{chat_id}"


def _handled(row: ChatRow) -> Handled:
    if row.finished is None:
        return Handled.NO
    return Handled.DONE if row.finished else Handled.HALF
