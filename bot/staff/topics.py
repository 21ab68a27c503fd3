"""A case's topic in the office's group: made with its card, brought up to date, made again when
somebody has deleted it. A plain group has no topics; there the card begins a chain of replies."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.outbox.contents import LONGEST_TEXT, NO_SUCH_MESSAGE, Place, send_contents, visible_length
from bot.outbox.texts.cases import card, topic_name
from bot.staff.buttons import Press
from bot.staff.icons import icon_of
from ebok.cases.case import Author, CaseState
from ebok.cases.placing import note_card, note_topic, note_topic_begun
from ebok.cases.reading import CaseRecord, MessageOnRecord, told_before
from ebok.services import Services
from locales.speech import N_, _

log = structlog.get_logger(__name__)

TAKE, TEMPLATE, CLOSE, MORE = N_("I take it"), N_("Template"), N_("Close"), N_("More…")
BALANCE, PASS_ON, BLOCK, UNBLOCK = (
    N_("Show the balance"),
    N_("Pass on"),
    N_("Block"),
    N_("Unblock"),
)
PART = N_("Part the cases")
GONE = ("message thread not found", "TOPIC_DELETED", "TOPIC_ID_INVALID", "message to be replied")
CLOSED_BY_HAND = "TOPIC_CLOSED"
OUT_OF_REACH = (
    "chat not found",
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "CHAT_ADMIN_REQUIRED",
    "CHAT_WRITE_FORBIDDEN",
    "CHAT_RESTRICTED",
    "deactivated",
)


def is_gone(error: TelegramBadRequest) -> bool:
    return any(words.lower() in error.message.lower() for words in GONE)


def is_closed(error: TelegramBadRequest) -> bool:
    return CLOSED_BY_HAND.lower() in error.message.lower()


def is_out_of_reach(error: TelegramBadRequest) -> bool:
    return any(words.lower() in error.message.lower() for words in OUT_OF_REACH)


def stands_in_the_way(error: TelegramBadRequest) -> bool:
    """It is not the message itself that Telegram does not take."""
    return is_gone(error) or is_closed(error) or is_out_of_reach(error)


async def make_topic(
    services: Services, bot: Bot, group_id: int, case: CaseRecord, pending: int | None
) -> Place:
    """With the card, and with what was said before when the case had a topic already. Each step
    is noted, so that a try after a fault goes on in the same topic. ``pending``: the message that
    comes next by itself."""
    thread_id = case.thread_id
    if thread_id is None and (await bot.get_chat(group_id)).is_forum:
        icon = await icon_of(bot, case.state)
        topic = await bot.create_forum_topic(group_id, topic_name(case), icon_custom_emoji_id=icon)
        thread_id = topic.message_thread_id
        await note_topic_begun(services, case.number, group_id, thread_id)
    card_id = await _send_card(services, bot, group_id, thread_id, case)
    place = Place(group_id, thread_id, None if thread_id else card_id)
    await tell_history(bot, place, await told_before(services, case.number, pending))
    await note_topic(services, case.number, group_id, thread_id, card_id)
    return place


async def _send_card(
    services: Services, bot: Bot, group_id: int, thread_id: int | None, case: CaseRecord
) -> int:
    message = await bot.send_message(
        group_id, card(case), message_thread_id=thread_id, reply_markup=card_buttons(case)
    )
    await note_card(services, case.number, group_id, message.message_id)
    return message.message_id


async def tell_history(bot: Bot, place: Place, said: Sequence[MessageOnRecord]) -> None:
    """After a topic was deleted by hand: nothing said in it is lost, files neither."""
    if not said:
        return
    told = _(N_("What was said so far:"))
    for message in said:
        if message.content.is_file and message.content.file_id is None:
            continue  # it came by mail and comes by itself
        who = f"<b>{_who(message)}:</b>"
        line = f"{told}\n\n{who} {message.content.html}"
        if message.content.file_id is None and visible_length(line) <= LONGEST_TEXT:
            told = line
            continue
        if told:
            await bot.send_message(**place.target, text=told)
            told = ""
        await send_contents(bot, place, [message], who)
    if told:
        await bot.send_message(**place.target, text=told)


def _who(message: MessageOnRecord) -> str:
    match message.author:
        case Author.RESIDENT:
            return _(N_("Resident"))
        case Author.OFFICE:
            return escape(message.content.by or _(N_("The office")))
        case Author.NOTE:
            return _(N_("Note"))


async def show_state(services: Services, bot: Bot, case: CaseRecord, group_id: int) -> None:
    """The card, the topic's name and its icon say where the case stands. Raises TelegramBadRequest
    when the topic is gone."""
    if case.card_id is not None:
        try:
            await bot.edit_message_text(
                card(case),
                chat_id=group_id,
                message_id=case.card_id,
                reply_markup=card_buttons(case),
            )
        except TelegramBadRequest as error:
            if NO_SUCH_MESSAGE in error.message.lower():
                card_id = await _send_card(services, bot, group_id, case.thread_id, case)
                await note_topic(services, case.number, group_id, case.thread_id, card_id)
            log.info("a card stays as it is", reason=error.message[:80])
    if case.thread_id is None:
        return
    try:
        await bot.edit_forum_topic(
            group_id,
            case.thread_id,
            name=topic_name(case),
            icon_custom_emoji_id=await icon_of(bot, case.state),
        )
    except TelegramBadRequest as error:
        if is_gone(error):
            raise
        log.info("a topic keeps its name", reason=error.message[:80])


async def close_topic(bot: Bot, group_id: int, thread_id: int) -> None:
    try:
        await bot.close_forum_topic(group_id, thread_id)
    except TelegramBadRequest as error:
        log.info("a topic stays open", reason=error.message[:80])


async def reopen_topic(bot: Bot, group_id: int, thread_id: int) -> None:
    try:
        await bot.reopen_forum_topic(group_id, thread_id)
    except TelegramBadRequest as error:
        if is_gone(error):
            raise
        log.info("a topic is open already", reason=error.message[:80])


def card_buttons(case: CaseRecord) -> InlineKeyboardMarkup:
    rows = [
        [
            _button(TAKE, Press(deed="take", case=case.number)),
            _button(TEMPLATE, Press(deed="templates", case=case.number)),
        ],
        [
            _button(CLOSE, Press(deed="close", case=case.number)),
            _button(MORE, Press(deed="more", case=case.number)),
        ],
    ]
    if case.state is CaseState.CLOSED:
        rows = [[_button(MORE, Press(deed="more", case=case.number))]]
    return InlineKeyboardMarkup(inline_keyboard=rows)


def more_buttons(case: CaseRecord) -> InlineKeyboardMarkup:
    block = (UNBLOCK, "unblock") if case.blocked else (BLOCK, "block")
    rows = [[_button(PASS_ON, Press(deed="pass", case=case.number))]]
    if not case.writer.is_guest:
        rows.insert(0, [_button(BALANCE, Press(deed="balance", case=case.number))])
    if case.joined or case.joined_to is not None:
        rows.append([_button(PART, Press(deed="part", case=case.number))])
    rows.append([_button(block[0], Press(deed=block[1], case=case.number))])
    rows.append([_button(N_("Back"), Press(deed="card", case=case.number))])
    return InlineKeyboardMarkup(inline_keyboard=rows)


def _button(label: str, press: Press) -> InlineKeyboardButton:
    return InlineKeyboardButton(text=_(label), callback_data=press.pack())
