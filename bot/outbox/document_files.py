"""Files that were posted in the office's group are fetched and kept: Telegram's ids of them end
with the bot's token."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from ebok.documents import keeping
from ebok.services import Services

log = structlog.get_logger(__name__)


async def fetch(services: Services, bot: Bot, row_id: int) -> None:
    """Raises TelegramAPIError when it is worth another try."""
    file_id = await keeping.to_fetch(services, row_id)
    fetched: bytes | None = None
    if file_id is not None:
        try:
            file = await bot.download(file_id)
            fetched = None if file is None else file.read()
        except TelegramBadRequest as error:
            log.warning("a document stays with Telegram alone", reason=error.message[:80])
    await keeping.keep(services, row_id, fetched)
