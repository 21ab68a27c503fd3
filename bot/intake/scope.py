"""The update under way: one object that is opened once, read once and committed once.

It carries the claim on the update, the conversation's state, who is logged in, and which messages
were shown. Everything that handles the update is given it, or a part of it, by name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from copy import copy, deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from aiogram import Bot
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from aiogram.methods import (
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
    TelegramMethod,
)
from aiogram.methods.base import TelegramType
from aiogram.types import Message, MessageId

from ebok.accounts.sessions import (
    Resident,
    SessionEnded,
    note_presence,
    remember_private_messages,
    resident_in,
)
from ebok.services import Services
from storage.claims import Claim
from storage.conversations import Conversation, Conversations, Handled, Opened


@dataclass
class UpdateScope:
    """``services`` write this update's claim with every effect."""

    chat_id: int
    claim: Claim
    opened: Opened
    services: Services
    conversation: ConversationState
    resident: Resident | None = None
    session_ended: bool = False
    shown: set[int] = field(default_factory=set)

    @property
    def interrupted(self) -> bool:
        """The effect of this update was made by an earlier delivery, but nobody saw the answer."""
        return self.opened.handled is Handled.HALF

    def note_shown(self, chat_id: object, *message_ids: int) -> None:
        """They may show personal data. Of the person's own chat, not of a group, whose id is
        negative: messages are numbered in each chat for itself."""
        if chat_id == self.chat_id > 0:
            self.shown.update(message_ids)

    async def commit(self, conversations: Conversations) -> None:
        """Raises AlreadyHandled when a second delivery of the update was faster."""
        link = self.opened.row.link if self.resident is not None else None
        beside = note_presence(self.services, self.chat_id, self.shown, link)
        await conversations.save(self.chat_id, self.claim, self.conversation.changed, beside)

    async def remember_shown(self) -> None:
        """After a failure: what was sent stands in the chat all the same."""
        if self.shown:
            with suppress(Exception):  # the database is away
                await remember_private_messages(self.services, self.chat_id, self.shown)


async def open_scope(
    conversations: Conversations, services: Services, chat_id: int, update_id: int
) -> UpdateScope:
    opened = await conversations.open(chat_id, update_id)
    claim = Claim(update_id, written=opened.handled is Handled.HALF)
    own = replace(services, database=services.database.claiming(claim))
    found = None if opened.row.link is None else resident_in(services, opened.row.link)
    return UpdateScope(
        chat_id,
        claim,
        opened,
        own,
        ConversationState(opened.conversation),
        resident=found if isinstance(found, Resident) else None,
        session_ended=isinstance(found, SessionEnded),
    )


class ConversationState(BaseStorage):
    """What aiogram-dialog reads and writes while one update is handled."""

    def __init__(self, opened: Conversation) -> None:
        self._opened = opened
        self._now = dict(opened)

    @property
    def changed(self) -> Conversation | None:
        """None when it stands as it stood."""
        return None if self._now == self._opened else self._now

    def forget_changes(self) -> None:
        """After a failure: the conversation stands where it stood before the update."""
        self._now = dict(self._opened)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        # A copy all the way down: aiogram-dialog changes it in place.
        return deepcopy(self._now.get(_name(key), {}))

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        if data:
            # A round trip now: what is not JSON fails here, not at the next start of the program.
            self._now[_name(key)] = json.loads(json.dumps(dict(data)))
        else:
            self._now.pop(_name(key), None)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        raise NotImplementedError("windows stand in aiogram-dialog's data")

    async def get_state(self, key: StorageKey) -> str | None:
        return None

    async def close(self) -> None:
        """Nothing is held."""


def _name(key: StorageKey) -> str:
    """Within its chat. People of a group would have states of their own."""
    name = key.destiny.removeprefix("aiogd:")
    return name if key.user_id == key.chat_id else f"{key.user_id}:{name}"


class ScopedBot(Bot):
    """The program's bot. For an update it is handed on as a copy that notes in the scope what was
    sent into its chat; what is only edited was noted when it was sent."""

    _scope: UpdateScope | None = None

    def within(self, scope: UpdateScope) -> ScopedBot:
        bound = copy(self)
        bound._scope = scope
        return bound

    async def __call__(
        self, method: TelegramMethod[TelegramType], request_timeout: int | None = None
    ) -> TelegramType:
        result = await super().__call__(method, request_timeout)
        if self._scope is not None and not isinstance(method, EDITS):
            sent = result if isinstance(result, list) else [result]
            numbers = [one.message_id for one in sent if isinstance(one, (Message, MessageId))]
            self._scope.note_shown(getattr(method, "chat_id", None), *numbers)
        return result


EDITS = (EditMessageText, EditMessageCaption, EditMessageMedia, EditMessageReplyMarkup)
