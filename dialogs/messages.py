"""aiogram-dialog's message manager, but it takes a reply keyboard away without leaving a trace."""

from __future__ import annotations

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message
from aiogram_dialog.api.entities import OldMessage
from aiogram_dialog.manager.message_manager import MessageManager


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
