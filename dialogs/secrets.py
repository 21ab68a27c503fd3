"""Messages with a secret in them are deleted before they are looked at."""

from __future__ import annotations

import structlog
from aiogram.enums import ChatAction
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message

log = structlog.get_logger(__name__)


async def delete_at_once(message: Message) -> None:
    """And shows that somebody is at work: checking a password takes a moment. What Telegram will
    not delete (older than 48 hours) is no reason to stop."""
    try:
        await message.delete()
        if message.bot is not None:
            await message.bot.send_chat_action(message.chat.id, ChatAction.TYPING)
    except TelegramAPIError as error:
        log.warning("a secret stays in a chat", reason=error.message)
