"""The topics of the office's group that are about no case: made by the bot, made again when
somebody has deleted them. A plain group has no topics; there everything stands in the group."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.types import InlineKeyboardMarkup, Message

from bot.outbox.contents import Place
from bot.staff.obstacles import GroupOutOfReach, past_obstacles
from ebok.cases.placing import present_group
from ebok.outbox.recipients import Standing
from ebok.services import Services
from ebok.staff_topics import forget_standing, note_standing, standing_in, thread_of_standing
from locales.speech import N_, _, speaking

NAMES = {
    Standing.ACCOUNTS: N_("Accounts to look at"),
    Standing.ANNOUNCEMENTS: N_("Announcements"),
    Standing.DOCUMENTS: N_("Documents"),
    Standing.LOG: N_("Log"),
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class _Kept:
    services: Services
    chat_id: int
    standing: Standing

    async def thread_id(self) -> int | None:
        group_id = await present_group(self.services, self.chat_id)
        return await thread_of_standing(self.services, group_id, self.standing)

    async def forget(self) -> None:
        group_id = await present_group(self.services, self.chat_id)
        await forget_standing(self.services, group_id, self.standing)


async def send_to_standing(
    services: Services,
    bot: Bot,
    chat_id: int,
    standing: Standing,
    html: str,
    keyboard: InlineKeyboardMarkup | None = None,
) -> Message:
    """``chat_id``: the group's, as it was set. Raises GroupOutOfReach, TelegramAPIError."""

    async def write(group_id: int) -> Message:
        place = await _place(services, bot, group_id, standing)
        return await bot.send_message(**place.target, text=html, reply_markup=keyboard)

    kept = _Kept(services, chat_id, standing)
    return await past_obstacles(services, bot, chat_id, kept, write)


async def make_standing_topics(services: Services, bot: Bot) -> None:
    """At the start, and when the bot comes into the group; what fails is made when it is needed."""
    chat_id = services.office.chat_id
    if chat_id is None:
        return
    for standing in Standing:

        async def make(group_id: int, standing: Standing = standing) -> None:
            await _place(services, bot, group_id, standing)

        try:
            await past_obstacles(services, bot, chat_id, _Kept(services, chat_id, standing), make)
        except (AiogramError, GroupOutOfReach) as error:
            log.warning("a standing topic waits", topic=standing, reason=type(error).__name__)
            return


async def standing_at(services: Services, message: Message) -> Standing | None:
    """In which of them a message was written."""
    if not message.is_topic_message or message.message_thread_id is None:
        return None
    return await standing_in(services, message.chat.id, message.message_thread_id)


async def _place(services: Services, bot: Bot, group_id: int, standing: Standing) -> Place:
    thread_id = await thread_of_standing(services, group_id, standing)
    if thread_id is None and (await bot.get_chat(group_id)).is_forum:
        with speaking("pl"):  # the office's language
            name = _(NAMES[standing])
        topic = await bot.create_forum_topic(group_id, name)
        thread_id = await note_standing(services, group_id, standing, topic.message_thread_id)
        if thread_id != topic.message_thread_id:  # another worker was faster
            with suppress(TelegramAPIError):
                await bot.delete_forum_topic(group_id, topic.message_thread_id)
    return Place(group_id, thread_id)
