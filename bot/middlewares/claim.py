"""A second delivery of an update does nothing, unless the first one was cut short: then the
person sees the present screen again."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware
from aiogram.types import TelegramObject, Update

from storage.claims import current_claim
from storage.conversations import Conversations, Handled

INTERRUPTED = "interrupted"


class ClaimMiddleware(BaseMiddleware):
    """Stands inside the chat's lock, so two deliveries at once cannot both pass."""

    def __init__(self, conversations: Conversations) -> None:
        self._conversations = conversations

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        claim = current_claim.get()
        if claim is None or not isinstance(event, Update):
            return await handler(event, data)
        match await self._conversations.handled(event.update_id):
            case Handled.DONE:
                claim.abandoned = True
                return None
            case Handled.HALF:
                claim.written = True
                data[INTERRUPTED] = True
            case Handled.NO:
                pass
        return await handler(event, data)
