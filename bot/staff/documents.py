"""A file that a colleague posts in the topic of the documents: described by buttons, published,
withdrawn. Where it stands is kept in the database, so a restart between two presses loses nothing,
and a button does the same however old it is."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.enums import ContentType
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import CallbackQuery, ForceReply, InlineKeyboardMarkup, Message, ReplyParameters

from bot.intake.callback_answers import answer_quietly
from bot.outbox.contents import Place
from bot.staff import document_cards as cards
from bot.staff.document_cards import Card, DocumentPress
from bot.staff.standing_topics import standing_at
from dialogs.answers import SENT_BY_PEOPLE
from ebok.documents import publishing
from ebok.documents.document import (
    MOST_BYTES,
    Access,
    Empty,
    Kind,
    NoSuchDocument,
    NotTaken,
    State,
    TooLarge,
    year_in,
)
from ebok.documents.publishing import IsPublished, NotDescribed, Posted, Record
from ebok.outbox.recipients import Standing
from ebok.services import Services
from locales.speech import N_, _

AS_A_FILE = N_("⚠️ Please send the picture as a file. Then people can read it.")
NOT_TAKEN = N_("⚠️ We publish PDF, DOCX, XLSX, ODT, ODS, JPG and PNG files. This is another kind.")
TOO_LARGE = N_("⚠️ This file is larger than {megabytes} MB. Please make it smaller.")
EMPTY = N_("⚠️ There is nothing in this file. Please send it again.")
NO_FILE = N_("⚠️ Please reply with this command to a file, or write it under the file.")
PUBLISHED = N_("This document is published already. Withdraw it first to change it.")
OLD = N_("This button is old. Please use those under the card.")


async def is_in_their_topic(message: Message, services: Services) -> bool:
    return await standing_at(services, message) is Standing.DOCUMENTS


async def posted(message: Message, services: Services, bot: Bot) -> None:
    """What colleagues say there among themselves is left alone."""
    if message.content_type == ContentType.PHOTO:
        await message.reply(_(AS_A_FILE))
    elif message.document is not None:
        await _take(message, services, bot)
    elif message.content_type in SENT_BY_PEOPLE and message.content_type != ContentType.TEXT:
        await message.reply(_(NOT_TAKEN))


async def command(message: Message, services: Services, bot: Bot) -> None:
    """For a group without topics, and for a file that stands elsewhere."""
    file = message if message.document is not None else message.reply_to_message
    if file is None or file.document is None:
        await message.reply(_(NO_FILE))
        return
    await _take(file, services, bot)


async def _take(message: Message, services: Services, bot: Bot) -> None:
    file = message.document
    if file is None:
        return
    name = file.file_name or f"dokument{mimetypes.guess_extension(file.mime_type or '') or ''}"
    size = 1 if file.file_size is None else file.file_size  # Telegram may not say it
    caption = "" if (message.caption or "").startswith("/") else message.caption or ""
    try:
        draft = await publishing.begin(
            services,
            Posted(message.chat.id, message.message_id, file.file_id, name, size, caption),
        )
    except NotTaken:
        await message.reply(_(NOT_TAKEN))
    except TooLarge:
        await message.reply(_(TOO_LARGE, megabytes=MOST_BYTES // 1024**2))
    except Empty:
        await message.reply(_(EMPTY))
    else:
        if draft.card_id is None:  # else the message has come a second time
            await _send_card(services, bot, message, draft)


async def _send_card(services: Services, bot: Bot, under: Message, document: Record) -> None:
    """Noted afterwards: a card that nobody has noted is sent again."""
    thread = under.message_thread_id if under.is_topic_message else None
    place = Place(under.chat.id, thread, document.posted_id)
    card = cards.present(document)
    sent = await bot.send_message(**place.target, text=card.html, reply_markup=card.keyboard)
    await publishing.note_card(services, document.id, sent.message_id)


async def answers_for_title(message: Message, services: Services) -> dict[str, Any] | bool:
    """A reply to our question for a title; hands on which document it is about."""
    asked = message.reply_to_message
    if asked is None:
        return False
    document_id = await publishing.asked_in(services, message.chat.id, asked.message_id)
    return False if document_id is None else {"document_id": document_id}


async def title_given(message: Message, services: Services, bot: Bot, document_id: int) -> None:
    title = message.text or ""
    try:
        document = await publishing.describe(
            services, document_id, title=title, year=year_in(title, services.today().year)
        )
    except IsPublished:
        await message.reply(_(PUBLISHED))
        return
    # The card comes below the new title; the old one can no longer be pressed by mistake.
    if document.card_id is not None:
        with suppress(TelegramAPIError):
            await bot.delete_message(message.chat.id, document.card_id)
    await _send_card(services, bot, message, document)


@dataclass(frozen=True)
class Pressed:
    services: Services
    bot: Bot
    event: CallbackQuery
    document: Record
    choice: str

    @property
    def colleague(self) -> str:
        return self.event.from_user.full_name[:128]

    @property
    def at(self) -> tuple[int, int]:
        assert self.event.message is not None  # noqa: S101 - the filter looked at its chat
        return self.event.message.chat.id, self.event.message.message_id

    async def show(self, card: Card) -> None:
        await self.replace(card.html, card.keyboard)

    async def replace(self, html: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """What was done is done, also when the card has gone or shows it already."""
        chat_id, message_id = self.at
        with suppress(TelegramBadRequest):
            await self.bot.edit_message_text(
                html, chat_id=chat_id, message_id=message_id, reply_markup=keyboard
            )

    async def show_present(self) -> None:
        document = await publishing.record(self.services, self.document.id)
        await self.show(cards.present(document))


async def pressed(
    event: CallbackQuery, callback_data: DocumentPress, services: Services, bot: Bot
) -> None:
    try:
        document = await publishing.record(services, callback_data.document)
        press = Pressed(services, bot, event, document, callback_data.choice)
        said = await _do(press, callback_data.deed)
    except NoSuchDocument:
        said = _(N_("There is no such document any more."))
    await answer_quietly(event, said)


async def _do(press: Pressed, deed: str) -> str | None:
    try:
        return await DEEDS[deed](press)
    except IsPublished:
        await press.show_present()
        return _(PUBLISHED)
    except NotDescribed:
        await press.show_present()
        return _(N_("Please say first what it is and who may read it."))
    except (KeyError, ValueError):  # of another version, or guessed
        return _(OLD)


async def _ask_kind(press: Pressed) -> None:
    await press.show(cards.ask_kind(press.document))


async def _ask_title(press: Pressed) -> None:
    await press.show(cards.ask_title(press.document))


async def _ask_year(press: Pressed) -> None:
    await press.show(cards.ask_year(press.document, press.services.today().year))


async def _ask_access(press: Pressed) -> None:
    await press.show(cards.ask_access(press.document))


async def _ask_withdraw(press: Pressed) -> None:
    await press.show(cards.ask_withdraw(press.document))


async def _show(press: Pressed) -> None:
    await press.show(cards.present(press.document))


async def _ask_new_title(press: Pressed) -> None:
    """Recognised by its reply, also after a restart."""
    message = press.event.message
    chat_id, message_id = press.at
    thread = message.message_thread_id if isinstance(message, Message) else None
    question = await press.bot.send_message(
        chat_id,
        _(N_("Please reply to this message with the new title.")),
        message_thread_id=thread,
        reply_parameters=ReplyParameters(message_id=message_id, allow_sending_without_reply=True),
        reply_markup=ForceReply(input_field_placeholder=press.document.title[:64]),
    )
    await publishing.note_question(press.services, press.document.id, question.message_id)


async def _kind(press: Pressed) -> None:
    document = await publishing.describe(press.services, press.document.id, kind=Kind(press.choice))
    await press.show(cards.ask_title(document))


async def _year(press: Pressed) -> None:
    year = year_in(press.choice, press.services.today().year)
    document = await publishing.describe(press.services, press.document.id, year=year)
    await press.show(cards.ask_title(document))


async def _access(press: Pressed) -> str | None:
    access = Access(press.choice)
    if press.document.state is State.PUBLISHED:
        await publishing.change_access(press.services, press.document.id, access, press.colleague)
        await press.show_present()
        return _(N_("Changed."))
    document = await publishing.describe(press.services, press.document.id, access=access)
    await press.show(cards.summary(document))
    return None


async def _publish(press: Pressed) -> str:
    done = await publishing.publish(press.services, press.document.id, press.colleague)
    await press.show_present()
    return _(N_("Published.")) if done else _(N_("It is published already."))


async def _withdraw(press: Pressed) -> str:
    done = await publishing.withdraw(press.services, press.document.id, press.colleague)
    await press.show_present()
    return _(N_("Withdrawn.")) if done else _(N_("It is not published."))


async def _drop(press: Pressed) -> str | None:
    if not await publishing.drop(press.services, press.document.id):
        await press.show_present()
        return None
    await press.replace(cards.dropped())
    return cards.dropped()


DEEDS: dict[str, Callable[[Pressed], Awaitable[str | None]]] = {
    "ask_kind": _ask_kind,
    "kind": _kind,
    "ask_title": _ask_title,
    "ask_new_title": _ask_new_title,
    "ask_year": _ask_year,
    "year": _year,
    "ask_access": _ask_access,
    "access": _access,
    "publish": _publish,
    "ask_withdraw": _ask_withdraw,
    "withdraw": _withdraw,
    "present": _show,
    "drop": _drop,
}
