"""Messages with a secret in them are deleted before they are looked at."""

from __future__ import annotations

import structlog
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message

log = structlog.get_logger(__name__)


async def delete_at_once(message: Message) -> None:
    """What Telegram will not delete (older than 48 hours) is no reason to stop."""
    try:
        await message.delete()
    except TelegramAPIError as error:
        log.warning("a secret stays in a chat", reason=error.message)
