"""Stops the spinner on a pressed button; after a few seconds Telegram takes no answer any more."""

from __future__ import annotations

import structlog
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery

log = structlog.get_logger(__name__)


async def answer_quietly(
    callback: CallbackQuery | None, words: str | None = None, alert: bool = False
) -> None:
    """What could not be answered is no reason to show nothing."""
    if callback is None:
        return
    try:
        await callback.answer(words, show_alert=alert)
    except AiogramError as error:
        log.info("a callback was not answered", reason=type(error).__name__)
