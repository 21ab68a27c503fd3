"""The command that reports an outage, and what colleagues type about one in reply to us."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.types import Message

from bot.outbox.announcements_told import with_names
from bot.outbox.contents import Place
from bot.staff.announcements.cards import Card
from bot.staff.announcements.may import NOT_ALLOWED, may_announce
from bot.staff.announcements.posting import TOO_LONG
from bot.staff.outages import cards
from bot.staff.rights import Right, colleague_of
from ebok.announcements.announcement import LONGEST, TooLong
from ebok.announcements.composing import Posted
from ebok.cases.plain import without_markup
from ebok.outages import describing, telling
from ebok.outages.outage import NotNow, Question
from ebok.services import Services
from locales.speech import N_, _

NOT_NOW = N_("This outage has begun or ended already.")
TOLD = N_("✅ We tell everybody who lives there.")
NO_TEXT = N_("⚠️ Please answer with a text.")


async def command(message: Message, services: Services, bot: Bot, right: Right) -> None:
    """What stands after it is told beside the kind, the place and the hour."""
    if not _may(services, message, right):
        await message.reply(_(NOT_ALLOWED))
        return
    _name, *rest = message.html_text.split(maxsplit=1)
    posted = Posted(message.chat.id, message.message_id, rest[0].strip() if rest else "")
    try:
        draft = await describing.begin(services, posted, colleague_of(message) or "group")
    except TooLong:
        await message.reply(_(TOO_LONG, longest=LONGEST))
        return
    if draft.card_id is None:  # else the message has come a second time
        await _send_card(services, bot, message, draft.id, cards.ask_kind(draft))


async def answers_for_outage(message: Message, services: Services) -> dict[str, Any] | bool:
    """A reply to a question of ours; hands on which outage it is about, and what we asked."""
    asked = message.reply_to_message
    if asked is None:
        return False
    found = await describing.asked_in(services, message.chat.id, asked.message_id)
    return False if found is None else {"outage_id": found[0], "question": found[1]}


async def answered(
    message: Message,
    services: Services,
    bot: Bot,
    right: Right,
    outage_id: int,
    question: Question,
) -> None:
    if not _may(services, message, right):
        await message.reply(_(NOT_ALLOWED))
    elif not (message.text or "").strip():
        await message.reply(_(NO_TEXT))
    elif len(without_markup(message.html_text)) > LONGEST:
        await message.reply(_(TOO_LONG, longest=LONGEST))
    else:
        await _take(message, services, bot, outage_id, question)


async def _take(
    message: Message, services: Services, bot: Bot, outage_id: int, question: Question
) -> None:
    try:
        if question is Question.NEWS:
            by = colleague_of(message) or "group"
            await telling.tell_news(services, outage_id, message.html_text, by, message.message_id)
            await message.reply(_(TOLD))
            return
        outage = await describing.until(services, outage_id, message.text or "")
    except NotNow:
        await message.reply(_(NOT_NOW))
        return
    told = await with_names(services, outage)
    card = cards.preview(told, await telling.reach(services, outage))
    await _send_card(services, bot, message, outage_id, card)


async def _send_card(
    services: Services, bot: Bot, under: Message, outage_id: int, card: Card
) -> None:
    thread = under.message_thread_id if under.is_topic_message else None
    place = Place(under.chat.id, thread, under.message_id)
    sent = await bot.send_message(**place.target, text=card.html, reply_markup=card.keyboard)
    await describing.note_card(services, outage_id, sent.message_id)


def _may(services: Services, message: Message, right: Right) -> bool:
    return may_announce(services, right, message.from_user.id if message.from_user else None)
