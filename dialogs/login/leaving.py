"""Logging out: the session ends, and what is personal goes from the chat."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramForbiddenError
from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.access import bot_of, chat_of, services_of
from dialogs.notices import start_with_notice
from ebok.accounts.sessions import log_out as end_session
from locales.speech import N_

AT_ONCE = 100  # deleteMessages takes no more


async def log_out(manager: DialogManager) -> None:
    chat_id = chat_of(manager)
    private = await end_session(services_of(manager), chat_id)
    with suppress(TelegramAPIError):  # background work does it as soon as Telegram can
        await sweep(bot_of(manager), chat_id, private)
    manager.middleware_data["resident"] = None
    await start_with_notice(
        manager,
        states.Start.main,
        N_("✅ You are logged out. We removed the messages with your data."),
    )


async def sweep(bot: Bot, chat_id: int, message_ids: Sequence[int]) -> None:
    """Deletes what can be deleted; Telegram skips what is gone already. Raises TelegramAPIError
    when it is worth another try."""
    for at in range(0, len(message_ids), AT_ONCE):
        try:
            await bot.delete_messages(chat_id, list(message_ids[at : at + AT_ONCE]))
        except (TelegramBadRequest, TelegramForbiddenError):
            continue  # older than 48 hours, or the chat is blocked
