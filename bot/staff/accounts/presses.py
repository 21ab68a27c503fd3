"""Buttons about accounts, pressed by colleagues. Everybody of the office may look; only
administrators of the group change anything."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import CallbackQuery, Message

from bot.intake.callback_answers import answer_quietly
from bot.outbox.contents import Place
from bot.staff.accounts.asking import show
from bot.staff.accounts.buttons import AccountPress, EntryPress, ErrandPress
from bot.staff.accounts.cards import card
from bot.staff.accounts.commands import below
from bot.staff.accounts.refusals import OLD, REFUSED, NotAllowed, refusal
from bot.staff.rights import Right
from ebok.accounts import errands
from ebok.accounts.errands import Colleague, Errand, Kind, Step
from ebok.outbox.recipients import Standing
from ebok.registration.entries import settle
from ebok.services import Services
from ebok.staff_topics import thread_of_standing
from locales.speech import N_, _

BEGUN = {
    "activate": Kind.ACTIVATE,
    "decline": Kind.DECLINE,
    "unlock": Kind.UNLOCK,
    "reset": Kind.RESET,
    "email": Kind.EMAIL,
}


async def entry_pressed(
    event: CallbackQuery, callback_data: EntryPress, services: Services, bot: Bot, right: Right
) -> None:
    number = callback_data.application

    async def do() -> str | None:
        if callback_data.deed == "done":
            settled = await settle(services, number, _who(event).name)
            return _(N_("Settled.")) if settled else _(N_("It is settled already."))
        kind = _kind(callback_data.deed, right)
        errand = await errands.begin_for(services, kind, number, _who(event))
        await show(services, bot, errand, await _place(services, event))
        return None

    await _answer(event, do)


async def account_pressed(
    event: CallbackQuery, callback_data: AccountPress, services: Services, bot: Bot, right: Right
) -> None:
    symbol = callback_data.symbol

    async def do() -> None:
        place = await _place(services, event)
        if callback_data.deed == "show":
            html, buttons = await card(services, symbol)
            await bot.send_message(**place.target, text=html, reply_markup=buttons)
            return
        kind = _kind(callback_data.deed, right)
        errand = await errands.begin(services, kind, symbol, _who(event))
        await show(services, bot, errand, place)

    await _answer(event, do)


async def errand_pressed(
    event: CallbackQuery, callback_data: ErrandPress, services: Services, bot: Bot, right: Right
) -> None:
    pressed = _Pressed(services, callback_data, _who(event))

    async def do() -> str | None:
        if right is not Right.ADMINISTRATOR:
            raise NotAllowed
        place = await _place(services, event)
        said = None
        try:
            errand = await pressed.do()
        except (errands.Ended, errands.Elsewhere):
            said, errand = _(OLD), await errands.look(services, callback_data.errand)
            if errand.step is Step.TYPING and errand.stands_at != (place.chat_id, place.reply_to):
                return said  # the question stands below
        await show(services, bot, errand, place, place.reply_to)
        return said

    await _answer(event, do)


@dataclass(frozen=True)
class _Pressed:
    services: Services
    press: ErrandPress
    who: Colleague

    async def do(self) -> Errand:
        """Raises what the rules raise."""
        services, number, who = self.services, self.press.errand, self.who
        match self.press.deed:
            case "agrees":
                return await errands.card_agrees(services, number, who)
            case "choose":
                return await errands.choose(services, number, who, self.press.choice)
            case "another":
                return await errands.ask_for_another(services, number, who)
            case "do":
                return await errands.finish(services, number, who)
            case "drop":
                return await errands.drop(services, number, who)
        raise errands.NoSuchErrand(number)


def _kind(deed: str, right: Right) -> Kind:
    """Raises NotAllowed; NoSuchErrand for what no button of ours says."""
    if right is not Right.ADMINISTRATOR:
        raise NotAllowed
    if deed not in BEGUN:
        raise errands.NoSuchErrand(deed)
    return BEGUN[deed]


async def _answer(event: CallbackQuery, do: Callable[[], Awaitable[str | None]]) -> None:
    """Nothing that was pressed stays silent."""
    try:
        said = await do()
    except REFUSED as fault:
        said = refusal(fault)
    await answer_quietly(event, said, alert=said is not None)


def _who(event: CallbackQuery) -> Colleague:
    return Colleague(event.from_user.id, event.from_user.full_name[:128])


async def _place(services: Services, event: CallbackQuery) -> Place:
    """Below the button. Of an old message Telegram does not tell the topic."""
    message = event.message
    if isinstance(message, Message):
        return below(message)
    assert message is not None  # noqa: S101 - the filter looked at its chat
    thread_id = await thread_of_standing(services, message.chat.id, Standing.ACCOUNTS)
    return Place(message.chat.id, thread_id, message.message_id)
