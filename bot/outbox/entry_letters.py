"""Applications shown in the office's group: sent once, then brought up to date where they stand."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outbox.case_letters import Also
from bot.outbox.contents import NO_SUCH_MESSAGE
from bot.staff.accounts.entry_words import buttons, words
from bot.staff.standing_topics import send_to_standing
from ebok.cases.placing import present_group
from ebok.outbox.letters import ApplicationEntry
from ebok.outbox.recipients import Standing
from ebok.registration.entries import Entry, NoSuchApplication, entry, note_place
from ebok.services import Services
from locales.speech import speaking

log = structlog.get_logger(__name__)


async def pass_on(
    services: Services, bot: Bot, chat_id: int, letter: ApplicationEntry, language: str
) -> Also | None:
    """Returns what to note with the delivery. Raises GroupOutOfReach, TelegramAPIError."""
    number = letter.application
    try:
        found = await entry(services, number)
    except NoSuchApplication:
        return None
    with speaking(language):
        if await _brought_up_to_date(services, bot, chat_id, number, found):
            return None
        sent = await send_to_standing(
            services, bot, chat_id, Standing.ACCOUNTS, words(found), buttons(number, found)
        )

    async def note(session: AsyncSession) -> None:
        await note_place(session, number, sent.chat.id, sent.message_id)

    return note


async def _brought_up_to_date(
    services: Services, bot: Bot, chat_id: int, number: int, found: Entry
) -> bool:
    """False when it is to be sent: for the first time, or because somebody has deleted what is
    still to be done."""
    if found.stands_at is None:
        return False
    group_id, message_id = found.stands_at
    settled = found.settled is not None
    if group_id != await present_group(services, chat_id):
        return settled  # it stands in the group from before the upgrade
    try:
        await bot.edit_message_text(
            words(found),
            chat_id=group_id,
            message_id=message_id,
            reply_markup=buttons(number, found),
        )
    except TelegramBadRequest as error:
        if NO_SUCH_MESSAGE in error.message.lower():
            return settled
        log.info("an application stays as it is", reason=error.message[:80])
    return True
