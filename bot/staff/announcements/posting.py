"""A text that a colleague posts in the topic of the announcements, or with the command: it gets a
card. And the list of client numbers, in reply to our question."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from bot.outbox.contents import Place
from bot.staff.announcements import cards
from bot.staff.announcements.may import NOT_ALLOWED, may_announce
from bot.staff.announcements.showing import preview_of
from bot.staff.rights import Right
from bot.staff.standing_topics import standing_at
from dialogs.answers import SENT_BY_PEOPLE
from ebok.announcements import composing
from ebok.announcements.announcement import LONGEST, Audience, NotADraft, TooLong
from ebok.announcements.composing import Posted, symbols_in
from ebok.outbox.recipients import Standing
from ebok.services import Services
from locales.speech import N_, _

INTERNAL = "!"
NO_TEXT = N_(
    "⚠️ Please write the text after the command, or simply post it in the topic of the"
    " announcements."
)
ONLY_TEXT = N_("⚠️ We send announcements as text. Please write it here.")
TOO_LONG = N_("⚠️ This is longer than {longest} characters. Please make it shorter.")
NO_NUMBERS = N_("⚠️ There is no client number here. A number has 6 digits, for example 104217.")
GONE = N_("This announcement has gone already.")
UNCHANGED = N_("⚠️ This announcement has gone already. Residents do not see the change.")


async def is_in_their_topic(message: Message, services: Services) -> bool:
    return await standing_at(services, message) is Standing.ANNOUNCEMENTS


async def posted(message: Message, services: Services, bot: Bot, right: Right) -> None:
    """Replies, and what begins with an exclamation mark, are talk among colleagues."""
    text = message.text or message.caption or ""
    if text.startswith((INTERNAL, "/")) or _is_reply(message):
        return
    if message.content_type == ContentType.TEXT:
        await _begin(message, message.html_text, services, bot, right)
    elif message.content_type in SENT_BY_PEOPLE:
        await message.reply(_(ONLY_TEXT))


async def edited(message: Message, services: Services, bot: Bot) -> None:
    """The draft is changed with the text that it was made of; the card asks once more."""
    text = message.text or ""
    html = _after_the_command(message) if text.startswith("/") else message.html_text
    if not text or not html.strip():
        return
    posted = Posted(message.chat.id, message.message_id, html.strip())
    try:
        draft = await composing.rewrite(services, posted)
    except NotADraft:
        await message.reply(_(UNCHANGED))
        return
    except TooLong:
        await message.reply(_(TOO_LONG, longest=LONGEST))
        return
    if draft is not None and draft.card_id is not None:
        card = cards.ask_audience(draft)
        with suppress(TelegramBadRequest):  # it has gone, or asks already
            await bot.edit_message_text(
                card.html,
                chat_id=message.chat.id,
                message_id=draft.card_id,
                reply_markup=card.keyboard,
            )


async def command(message: Message, services: Services, bot: Bot, right: Right) -> None:
    """Its text stands after it, or in the message replied to."""
    answered = message.reply_to_message if _is_reply(message) else None
    html = _after_the_command(message)
    if not html and answered is not None and answered.text:
        html = answered.html_text
    await _begin(message, html, services, bot, right)


def _after_the_command(message: Message) -> str:
    _name, *rest = message.html_text.split(maxsplit=1)
    return rest[0] if rest else ""


async def _begin(message: Message, html: str, services: Services, bot: Bot, right: Right) -> None:
    author = message.from_user.id if message.from_user else None
    if not may_announce(services, right, author):
        await message.reply(_(NOT_ALLOWED))
        return
    if not html.strip():
        await message.reply(_(NO_TEXT))
        return
    try:
        draft = await composing.begin(
            services, Posted(message.chat.id, message.message_id, html.strip())
        )
    except TooLong:
        await message.reply(_(TOO_LONG, longest=LONGEST))
        return
    if draft.card_id is not None:  # the message has come a second time
        return
    thread = message.message_thread_id if message.is_topic_message else None
    place = Place(message.chat.id, thread, message.message_id)
    card = cards.ask_audience(draft)
    sent = await bot.send_message(**place.target, text=card.html, reply_markup=card.keyboard)
    await composing.note_card(services, draft.id, sent.message_id)


async def answers_for_list(message: Message, services: Services) -> dict[str, Any] | bool:
    """A reply to our question for client numbers; hands on which announcement it is about."""
    asked = message.reply_to_message
    if asked is None:
        return False
    number = await composing.asked_in(services, message.chat.id, asked.message_id)
    return False if number is None else {"announcement_id": number}


async def listed(
    message: Message, services: Services, bot: Bot, right: Right, announcement_id: int
) -> None:
    author = message.from_user.id if message.from_user else None
    if not may_announce(services, right, author):
        await message.reply(_(NOT_ALLOWED))
        return
    symbols = symbols_in(message.text or "")
    if not symbols:
        await message.reply(_(NO_NUMBERS))
        return
    try:
        draft = await composing.address_to(services, announcement_id, Audience.SYMBOLS, symbols)
    except NotADraft:
        await message.reply(_(GONE))
        return
    card = await preview_of(services, draft)
    sent = await message.reply(card.html, reply_markup=card.keyboard)
    await composing.note_card(services, draft.id, sent.message_id)


def _is_reply(message: Message) -> bool:
    """In a topic every message replies to the one that opened it."""
    answered = message.reply_to_message
    return answered is not None and answered.forum_topic_created is None
