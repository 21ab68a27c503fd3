"""Who is logged in on the chat. A session that ran out ends here, before anything is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject, Update

from bot.private_messages import mark, watching
from ebok.accounts.sessions import Resident, SessionEnded, who
from ebok.office import Office


class IdentityMiddleware(BaseMiddleware):
    def __init__(self, office: Office) -> None:
        self._office = office

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        chat: Chat | None = data.get("event_chat")
        if chat is None or chat.type != "private":
            return await handler(event, data)
        found = await who(self._office, chat.id)
        data["office"] = self._office
        data["resident"] = found if isinstance(found, Resident) else None
        data["session_ended"] = isinstance(found, SessionEnded)
        async with watching(self._office, chat.id):
            if isinstance(event, Update) and event.message is not None:
                mark(event.message.message_id)
            return await handler(event, data)
