"""The bot's user name in Telegram, for a mail's button back to the chat."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import AiogramError

ASKED_FOR = 3.0  # seconds


async def name_of(bot: Bot) -> str | None:
    """Asked once in a life of the program. A mail does not wait for Telegram: then it has no
    button."""
    with suppress(AiogramError, TimeoutError):
        async with asyncio.timeout(ASKED_FOR):
            return (await bot.me()).username
    return None
