"""Tells the office how far an announcement has got: one line, brought up to date where it stands,
until everybody has it."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.outbox.announcements_told import told
from bot.outbox.contents import NO_SUCH_MESSAGE, NOT_MODIFIED
from bot.outbox.texts.announcements import in_the_end, on_its_way
from bot.staff.standing_topics import send_to_standing
from ebok.announcements import sending
from ebok.announcements.announcement import Record
from ebok.announcements.composing import note_card, record
from ebok.cases.placing import present_group
from ebok.outbox.recipients import Standing
from ebok.services import Services
from locales.speech import speaking

log = structlog.get_logger(__name__)


async def report(services: Services, bot: Bot, announcement_id: int) -> None:
    """Raises GroupOutOfReach, TelegramAPIError: then it is told later."""
    announcement = await record(services, announcement_id)
    counted = await sending.count(services, announcement_id)
    about = await told(services, announcement)
    with speaking("pl"):  # the office's language
        words = on_its_way(about, counted) if counted.waiting else in_the_end(about, counted)
    await _show(services, bot, announcement, words)
    if counted.waiting:
        await sending.look_again(services, announcement_id)
    else:
        await sending.finish(services, announcement_id, counted)


async def _show(services: Services, bot: Bot, announcement: Record, html: str) -> None:
    chat_id = services.office.chat_id
    if chat_id is None:  # the group was taken out of the settings meanwhile
        return
    in_present_group = announcement.group_id == await present_group(services, chat_id)
    if announcement.card_id is not None and in_present_group:
        try:
            await bot.edit_message_text(
                html, chat_id=announcement.group_id, message_id=announcement.card_id
            )
        except TelegramBadRequest as error:
            said = error.message.lower()
            if NOT_MODIFIED in said:
                return
            if NO_SUCH_MESSAGE not in said:
                log.info("a count stays as it is", reason=error.message[:80])
                return
        else:
            return
    sent = await send_to_standing(services, bot, chat_id, Standing.ANNOUNCEMENTS, html)
    await note_card(services, announcement.id, sent.message_id)
