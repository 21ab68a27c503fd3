"""Where aiogram and aiogram-dialog do not do what this project needs: each patch, and why. One
test each in tests/dialogs/test_library_patches.py."""

from __future__ import annotations

import secrets
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.dispatcher.event.handler import CallableObject, FilterObject
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message
from aiogram_dialog.api.entities import OldMessage, stack
from aiogram_dialog.context.intent_middleware import IntentMiddlewareFactory
from aiogram_dialog.manager.message_manager import MessageManager


def screen_id() -> str:
    """The library's own ids are the second and one of a hundred numbers: of two screens that one
    update opens, every hundredth would overwrite the other."""
    return secrets.token_urlsafe(6)


async def ask_filter(asked: FilterObject, *args: Any, **kwargs: Any) -> Any:
    """aiogram runs every filter that is no coroutine in a thread, ``F.data == …`` among them: a hop
    each, ten a press, to look at an attribute (docs/speed.md)."""
    if asked.awaitable:
        return await CallableObject.call(asked, *args, **kwargs)
    return asked.callback(*args, **asked._prepare_kwargs(kwargs))


def no_screen_is_meant(_middleware: IntentMiddlewareFactory, _message: Message, _data: Any) -> None:
    """The library takes a reply to an old screen for a press there, and what was written is lost.
    A person answers the present screen, whatever the reply points at."""


def share_with_edits(dispatcher: Dispatcher) -> None:
    """The library knows no conversation at an edited message."""
    for ours, theirs in (
        (dispatcher.edited_message.outer_middleware, dispatcher.message.outer_middleware),
        (dispatcher.edited_message.middleware, dispatcher.message.middleware),
    ):
        for middleware in theirs:
            ours(middleware)


def apply() -> None:
    IntentMiddlewareFactory._intent_id_from_reply = no_screen_is_meant  # type: ignore[method-assign, assignment]
    stack.new_id = screen_id
    FilterObject.call = ask_filter  # type: ignore[method-assign, assignment]


class TidyMessageManager(MessageManager):
    async def remove_reply_kbd(self, bot: Bot, old_message: OldMessage | None) -> Message | None:
        """The library sends "..." to remove the keyboard and leaves it in the chat."""
        carrier = await super().remove_reply_kbd(bot, old_message)
        if carrier is not None:
            try:
                await bot.delete_message(carrier.chat.id, carrier.message_id)
            except TelegramAPIError:
                return carrier
        return None
