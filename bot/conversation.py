"""aiogram's conversation storage over ``storage.conversations``, one write per update.

Reads of an update are cached and its writes wait until it has been handled; then all of them
are saved together with the claim on it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, DefaultKeyBuilder, StateType, StorageKey

from storage.claims import Claim, current_claim
from storage.conversations import Conversations, Standing


@dataclass
class _Buffer:
    known: dict[str, Standing] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)


_buffer: ContextVar[_Buffer | None] = ContextVar("conversation_buffer", default=None)


class ConversationStorage(BaseStorage):
    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations
        self._keys = DefaultKeyBuilder(with_bot_id=True, with_destiny=True)

    @asynccontextmanager
    async def update(self, claim: Claim) -> AsyncIterator[None]:
        """Everything inside belongs to one update; saved when it ends well.

        Raises:
            AlreadyHandled: a second delivery of the update was faster.
        """
        buffer = _Buffer()
        buffer_token, claim_token = _buffer.set(buffer), current_claim.set(claim)
        try:
            yield
            if not claim.abandoned:
                changes = {key: buffer.known[key] for key in buffer.changed}
                await self._conversations.save(changes, claim)
        finally:
            _buffer.reset(buffer_token)
            current_claim.reset(claim_token)

    def forget_changes(self) -> None:
        """After a failure: the conversation stands where it stood before the update."""
        if (buffer := _buffer.get()) is not None:
            buffer.known.clear()
            buffer.changed.clear()

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        standing = await self._load(key)
        name = state.state if isinstance(state, State) else state
        await self._change(key, Standing(name, standing.data))

    async def get_state(self, key: StorageKey) -> str | None:
        return (await self._load(key)).state

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        standing = await self._load(key)
        # A round trip now: what is not JSON fails here, not at the next start of the program.
        await self._change(key, Standing(standing.state, json.loads(json.dumps(dict(data)))))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        # A copy all the way down: who changes it in place has not saved it yet.
        return deepcopy((await self._load(key)).data)

    async def close(self) -> None:
        """The connections belong to whoever made them."""

    async def _load(self, key: StorageKey) -> Standing:
        name = self._keys.build(key)
        buffer = _buffer.get()
        if buffer is None:
            return await self._conversations.load(name)
        if name not in buffer.known:
            buffer.known[name] = await self._conversations.load(name)
        return buffer.known[name]

    async def _change(self, key: StorageKey, standing: Standing) -> None:
        name = self._keys.build(key)
        buffer = _buffer.get()
        if buffer is None:
            await self._conversations.save({name: standing}, None)
        elif buffer.known.get(name) != standing:
            buffer.known[name] = standing
            buffer.changed.add(name)
