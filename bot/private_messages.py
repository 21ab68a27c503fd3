"""Remembers which messages of a chat may show personal data, so that logging out removes them.

Every message that the bot sends or edits in a private chat counts, and every one that a person
writes: a balance, a summary, a typed address. Telegram lets a bot delete them for 48 hours.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.methods import TelegramMethod
from aiogram.methods.base import Response, TelegramType
from aiogram.types import Message

from ebok.accounts.sessions import remember_private_messages
from ebok.office import Office

_shown: ContextVar[set[int] | None] = ContextVar("shown_messages", default=None)


@asynccontextmanager
async def watching(office: Office, chat_id: int) -> AsyncIterator[None]:
    """What is sent to the chat inside is remembered at the end."""
    shown: set[int] = set()
    token = _shown.set(shown)
    try:
        yield
    finally:
        _shown.reset(token)
        if shown and chat_id > 0:  # groups have negative ids
            await remember_private_messages(office, chat_id, shown)


def mark(message_id: int) -> None:
    if (shown := _shown.get()) is not None:
        shown.add(message_id)


class WatchSentMessages(BaseRequestMiddleware):
    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        response: Any = await make_request(bot, method)
        if isinstance(response, Message):
            mark(response.message_id)
        return response  # type: ignore[no-any-return]  # aiogram types it as the bare result
