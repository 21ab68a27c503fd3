"""Shows where an errand stands: its question moves on in one message, but for an address that is to
be typed, which is asked for in a message of its own."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import ForceReply, InlineKeyboardMarkup

from bot.outbox.contents import NO_SUCH_MESSAGE, Place
from bot.staff.accounts import errand_words
from ebok.accounts.errands import Errand, Step, compare_with, note_place
from ebok.services import Services

Markup = InlineKeyboardMarkup | ForceReply | None

log = structlog.get_logger(__name__)


async def show(
    services: Services,
    bot: Bot,
    errand: Errand,
    place: Place,
    message_id: int | None = None,
    above: str = "",
) -> None:
    """In the message that asked before, or below ``place`` when there is none. Raises NoSuchErrand,
    NoSuchMember, HasAccount: the record has changed meanwhile."""
    html, markup = await _question(services, errand)
    if message_id is not None:
        if isinstance(markup, ForceReply):
            await _edit(bot, place.chat_id, message_id, errand_words.asked_below(errand), None)
        elif await _edit(bot, place.chat_id, message_id, html, markup):
            return
    html = f"{above}\n\n{html}" if above else html
    sent = await bot.send_message(**place.target, text=html, reply_markup=markup)
    await note_place(services, errand.id, sent.chat.id, sent.message_id)


async def _question(services: Services, errand: Errand) -> tuple[str, Markup]:
    match errand.step:
        case Step.IDENTITY:
            return errand_words.identity(errand, await compare_with(services, errand.id))
        case Step.ADDRESS:
            return errand_words.address(errand)
        case Step.TYPING:
            return errand_words.typing(errand)
        case Step.SUMMARY:
            return errand_words.summary(errand)
        case Step.DONE | Step.DROPPED:
            return errand_words.ended(errand), None


async def _edit(
    bot: Bot, chat_id: int, message_id: int, html: str, markup: InlineKeyboardMarkup | None
) -> bool:
    """False when the message has gone."""
    try:
        await bot.edit_message_text(
            html, chat_id=chat_id, message_id=message_id, reply_markup=markup
        )
    except TelegramBadRequest as error:
        if NO_SUCH_MESSAGE in error.message.lower():
            return False
        log.info("a question stays as it is", reason=error.message[:80])
    return True
