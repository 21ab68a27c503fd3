"""The language of the chat, for every text of this update."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import Chat, TelegramObject, User

from dialogs.words import speak
from ebok.languages import language_of
from ebok.office import Office


class LocaleMiddleware(BaseMiddleware):
    def __init__(self, office: Office) -> None:
        self._office = office

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        chat: Chat | None = data.get("event_chat")
        user: User | None = data.get("event_from_user")
        if chat is not None:
            phone_language = None if user is None else user.language_code
            speak(await language_of(self._office, chat.id, phone_language))
        return await handler(event, data)
