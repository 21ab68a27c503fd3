"""Buttons under a draft. Where it stands is kept in the database, so a button does the same however
old it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, ForceReply, Message, ReplyParameters

from bot.intake.callback_answers import answer_quietly
from bot.outbox.announcements_told import told
from bot.outbox.texts.announcements import in_the_end, on_its_way
from bot.staff.announcements import cards
from bot.staff.announcements.buttons import AnnouncementPress, mark_of
from bot.staff.announcements.cards import Card
from bot.staff.announcements.may import NOT_ALLOWED, may_announce
from bot.staff.announcements.showing import preview_of
from bot.staff.rights import Right
from ebok.announcements import composing, sending
from ebok.announcements.announcement import (
    Audience,
    NobodyThere,
    NoSuchAnnouncement,
    NotADraft,
    Record,
    State,
)
from ebok.buildings import buildings
from ebok.services import Services
from locales.speech import N_, _

OLD = N_("This button is old. Please use those under the card.")


@dataclass(frozen=True)
class Pressed:
    services: Services
    bot: Bot
    event: CallbackQuery
    announcement: Record
    choice: str

    @property
    def colleague(self) -> str:
        return self.event.from_user.full_name[:128]

    @property
    def at(self) -> tuple[int, int]:
        assert self.event.message is not None  # noqa: S101 - the filter looked at its chat
        return self.event.message.chat.id, self.event.message.message_id

    async def show(self, card: Card) -> None:
        """What was done is done, also when the card has gone or shows it already."""
        chat_id, message_id = self.at
        with suppress(TelegramBadRequest):
            await self.bot.edit_message_text(
                card.html, chat_id=chat_id, message_id=message_id, reply_markup=card.keyboard
            )

    async def show_present(self) -> None:
        now = await composing.record(self.services, self.announcement.id)
        about = await told(self.services, now)
        match now.state:
            case State.DRAFT:
                await self.show(cards.ask_audience(now))
            case State.DROPPED:
                await self.show(cards.dropped())
            case State.SENDING:
                await self.show(Card(on_its_way(about, await sending.count(self.services, now.id))))
            case State.SENT:
                await self.show(Card(in_the_end(about, now.count)))


async def pressed(
    event: CallbackQuery,
    callback_data: AnnouncementPress,
    services: Services,
    bot: Bot,
    right: Right,
) -> None:
    if not may_announce(services, right, event.from_user.id):
        await answer_quietly(event, _(NOT_ALLOWED))
        return
    try:
        announcement = await composing.record(services, callback_data.number)
        press = Pressed(services, bot, event, announcement, callback_data.choice)
        said = await _do(press, callback_data.deed)
    except NoSuchAnnouncement:
        said = _(N_("There is no such announcement any more."))
    await answer_quietly(event, said)


async def _do(press: Pressed, deed: str) -> str | None:
    """What stands on an earlier card is not what would be sent now."""
    if press.announcement.card_id not in {None, press.at[1]}:
        return _(OLD)
    try:
        return await DEEDS[deed](press)
    except NotADraft:
        await press.show_present()
        return _(N_("It has gone already, or was cancelled."))
    except NobodyThere:
        return _(N_("Nobody would get it."))
    except (KeyError, ValueError):  # of another version, or guessed
        return _(OLD)


def _still_a_draft(press: Pressed) -> None:
    if press.announcement.state is not State.DRAFT:
        raise NotADraft


async def _ask_audience(press: Pressed) -> None:
    _still_a_draft(press)
    await press.show(cards.ask_audience(press.announcement))


async def _audience(press: Pressed) -> None:
    draft = await composing.address_to(
        press.services, press.announcement.id, Audience(press.choice)
    )
    await press.show(await preview_of(press.services, draft))


async def _ask_buildings(press: Pressed) -> None:
    draft = await composing.address_to(press.services, press.announcement.id, Audience.BUILDINGS)
    await press.show(cards.ask_buildings(draft, await buildings(press.services)))


async def _page(press: Pressed) -> None:
    _still_a_draft(press)
    known = await buildings(press.services)
    await press.show(cards.ask_buildings(press.announcement, known, int(press.choice)))


async def _building(press: Pressed) -> None:
    page, mark = press.choice.split(".")
    known = await buildings(press.services)
    key = {mark_of(each.key): each.key for each in known}[mark]
    draft = await composing.toggle_building(press.services, press.announcement.id, key)
    await press.show(cards.ask_buildings(draft, known, int(page)))


async def _ask_symbols(press: Pressed) -> None:
    """Recognised by its reply, also after a restart."""
    _still_a_draft(press)
    message = press.event.message
    chat_id, message_id = press.at
    thread = message.message_thread_id if isinstance(message, Message) else None
    question = await press.bot.send_message(
        chat_id,
        _(N_("Please reply to this message with client numbers, for example 104217, 118830.")),
        message_thread_id=thread,
        reply_parameters=ReplyParameters(message_id=message_id, allow_sending_without_reply=True),
        reply_markup=ForceReply(input_field_placeholder="104217, 118830"),
    )
    await composing.note_question(press.services, press.announcement.id, question.message_id)


async def _preview(press: Pressed) -> None:
    _still_a_draft(press)
    await press.show(await preview_of(press.services, press.announcement))


async def _send(press: Pressed) -> str:
    """The card becomes the line of progress, which the worker brings up to date."""
    await composing.note_card(press.services, press.announcement.id, press.at[1])
    await sending.send(press.services, press.announcement.id, press.colleague)
    await press.show_present()
    return _(N_("On its way."))


async def _drop(press: Pressed) -> None:
    await composing.drop(press.services, press.announcement.id)
    await press.show(cards.dropped())


DEEDS: dict[str, Callable[[Pressed], Awaitable[str | None]]] = {
    "ask_audience": _ask_audience,
    "audience": _audience,
    "ask_buildings": _ask_buildings,
    "page": _page,
    "building": _building,
    "ask_symbols": _ask_symbols,
    "preview": _preview,
    "send": _send,
    "drop": _drop,
}
