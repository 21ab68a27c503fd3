"""Messages with a secret in them are deleted before they are looked at."""

from __future__ import annotations

import structlog
from aiogram.enums import ChatAction
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
)
from aiogram.types import Message

from ebok.outbox.deletions import delete_later
from ebok.services import Services

log = structlog.get_logger(__name__)


async def delete_at_once(message: Message, services: Services) -> bool:
    """And shows that somebody is at work: checking a password takes a moment. While Telegram is
    out of order the deletion waits as background work; what Telegram will not delete (older than
    48 hours) is no reason to stop. Returns whether it is gone."""
    try:
        await message.delete()
        if message.bot is not None:
            await message.bot.send_chat_action(message.chat.id, ChatAction.TYPING)
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        log.warning("a secret stays in a chat", reason=error.message)
    except (TelegramAPIError, ClientDecodeError) as error:
        log.warning("a secret is deleted later", reason=type(error).__name__)
        await delete_later(services, message.chat.id, message.message_id)
    else:
        return True
    return False
