"""Who is logged in on the chat. A session that ran out ends here, before anything is shown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject, Update

from bot.private_messages import mark
from dialogs.words import current_language
from ebok.accounts.sessions import Resident, SessionEnded, end_if_over, who
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
        if isinstance(found, SessionEnded):
            # Now, not at the next look of the housekeeping: what is shown from here on stays.
            await end_if_over(self._office, chat.id, current_language())
        data["office"] = self._office
        data["resident"] = found if isinstance(found, Resident) else None
        data["session_ended"] = isinstance(found, SessionEnded)
        if isinstance(event, Update) and event.message is not None:
            mark(event.message.message_id)
        return await handler(event, data)
