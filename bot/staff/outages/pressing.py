"""Buttons under an outage. Where it stands is kept in the database, so a button does the same
however old it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import CallbackQuery, ForceReply, Message, ReplyParameters

from bot.intake.callback_answers import answer_quietly
from bot.outbox.announcements_told import with_names
from bot.staff.announcements.buttons import mark_of
from bot.staff.announcements.cards import Card
from bot.staff.announcements.may import NOT_ALLOWED, may_announce
from bot.staff.announcements.pressing import OLD
from bot.staff.outages import cards
from bot.staff.outages.buttons import OutagePress
from bot.staff.outages.posting import NOT_NOW
from bot.staff.rights import Right
from ebok.buildings import buildings
from ebok.outages import describing, telling
from ebok.outages.outage import (
    Kind,
    NoSuchOutage,
    NotDescribed,
    NotNow,
    Question,
    Record,
    State,
)
from ebok.services import WARSAW, Services
from locales.speech import N_, _


@dataclass(frozen=True)
class Pressed:
    services: Services
    bot: Bot
    event: CallbackQuery
    outage: Record
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
        now = await describing.record(self.services, self.outage.id)
        told = await with_names(self.services, now)
        match now.state:
            case State.DRAFT:
                await self.show(cards.ask_kind(now))
            case State.RUNNING:
                await self.show(cards.running(told))
            case State.ENDED:
                await self.show(cards.ended(told))
            case State.DROPPED:
                await self.show(cards.dropped())

    async def ask(self, words: str, question: Question) -> None:
        """Recognised by its reply, also after a restart."""
        message = self.event.message
        chat_id, message_id = self.at
        asked = await self.bot.send_message(
            chat_id,
            words,
            message_thread_id=message.message_thread_id if isinstance(message, Message) else None,
            reply_parameters=ReplyParameters(
                message_id=message_id, allow_sending_without_reply=True
            ),
            reply_markup=ForceReply(),
        )
        await describing.note_question(self.services, self.outage.id, question, asked.message_id)


async def pressed(
    event: CallbackQuery, callback_data: OutagePress, services: Services, bot: Bot, right: Right
) -> None:
    if not may_announce(services, right, event.from_user.id):
        await answer_quietly(event, _(NOT_ALLOWED))
        return
    try:
        outage = await describing.record(services, callback_data.number)
        said = await _do(
            Pressed(services, bot, event, outage, callback_data.choice), callback_data.deed
        )
    except NoSuchOutage:
        said = _(OLD)
    await answer_quietly(event, said)


async def _do(press: Pressed, deed: str) -> str | None:
    """What stands on an earlier card is not what would be told now."""
    if press.outage.card_id not in {None, press.at[1]}:
        return _(OLD)
    try:
        return await DEEDS[deed](press)
    except NotNow:
        await press.show_present()
        return _(NOT_NOW)
    except NotDescribed:
        await press.show_present()
        return _(N_("Please say first what does not work, and where."))
    except (KeyError, ValueError):  # of another version, or guessed
        return _(OLD)


def _still(press: Pressed, state: State) -> None:
    if press.outage.state is not state:
        raise NotNow


async def _ask_kind(press: Pressed) -> None:
    _still(press, State.DRAFT)
    await press.show(cards.ask_kind(press.outage))


async def _kind(press: Pressed) -> None:
    outage = await describing.of_kind(press.services, press.outage.id, Kind(press.choice))
    await press.show(cards.ask_buildings(outage, await buildings(press.services)))


async def _page(press: Pressed) -> None:
    _still(press, State.DRAFT)
    known = await buildings(press.services)
    await press.show(cards.ask_buildings(press.outage, known, int(press.choice or 0)))


async def _building(press: Pressed) -> None:
    page, mark = press.choice.split(".")
    known = await buildings(press.services)
    key = {mark_of(each.key): each.key for each in known}[mark]
    outage = await describing.toggle_building(press.services, press.outage.id, key)
    await press.show(cards.ask_buildings(outage, known, int(page)))


async def _ask_until(press: Pressed) -> None:
    _still(press, State.DRAFT)
    await press.show(cards.ask_until(press.outage, press.services.now().astimezone(WARSAW)))


async def _ask_until_typed(press: Pressed) -> None:
    _still(press, State.DRAFT)
    words = N_("Please reply to this message: until when? For example: Friday, 14.00.")
    await press.ask(_(words), Question.UNTIL)


async def _until(press: Pressed) -> None:
    words = ""
    if press.choice:
        at = datetime.strptime(press.choice, cards.AS_CHOICE)  # noqa: DTZ007 - as on our clocks
        words = cards.hour_of(at)
    outage = await describing.until(press.services, press.outage.id, words)
    told = await with_names(press.services, outage)
    await press.show(cards.preview(told, await telling.reach(press.services, outage)))


async def _start(press: Pressed) -> str:
    await telling.start(press.services, press.outage.id, press.colleague)
    await press.show_present()
    return _(N_("On its way."))


async def _ask_news(press: Pressed) -> None:
    _still(press, State.RUNNING)
    words = N_("Please reply to this message with the news. All who live there get it at once.")
    await press.ask(_(words), Question.NEWS)


async def _ask_end(press: Pressed) -> None:
    _still(press, State.RUNNING)
    told = await with_names(press.services, press.outage)
    await press.show(cards.ask_end(told, await telling.reach(press.services, press.outage)))


async def _end(press: Pressed) -> str:
    await telling.end(press.services, press.outage.id, press.colleague)
    await press.show_present()
    return _(N_("On its way."))


async def _present(press: Pressed) -> None:
    await press.show_present()


async def _drop(press: Pressed) -> None:
    await describing.drop(press.services, press.outage.id)
    await press.show_present()


DEEDS: dict[str, Callable[[Pressed], Awaitable[str | None]]] = {
    "ask_kind": _ask_kind,
    "kind": _kind,
    "ask_buildings": _page,
    "page": _page,
    "building": _building,
    "ask_until": _ask_until,
    "ask_until_typed": _ask_until_typed,
    "until": _until,
    "start": _start,
    "ask_news": _ask_news,
    "ask_end": _ask_end,
    "end": _end,
    "present": _present,
    "drop": _drop,
}
