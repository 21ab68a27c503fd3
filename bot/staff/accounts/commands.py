"""``/aktywuj SYMBOL`` and ``/konto SYMBOL`` in the office's group."""

from __future__ import annotations

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.types import Message

from bot.outbox.contents import Place
from bot.staff.accounts.asking import show
from bot.staff.accounts.buttons import AccountPress, keyboard, row
from bot.staff.accounts.cards import card
from bot.staff.accounts.entry_words import SHOW
from bot.staff.accounts.refusals import REFUSED, NotAllowed, refusal
from bot.staff.rights import Right, colleague_of, is_anonymous
from ebok.accounts.activation import HasAccount
from ebok.accounts.desk import NoSuchMember
from ebok.accounts.errands import Colleague, Kind, begin
from ebok.identity.errors import NotReadable
from ebok.identity.numbers import client_symbol
from ebok.services import Services
from locales.speech import N_, _


async def activate(
    message: Message, services: Services, bot: Bot, command: CommandObject, right: Right
) -> None:
    symbol = _symbol(command)
    try:
        if right is not Right.ADMINISTRATOR:
            raise NotAllowed
        if symbol is None:
            await message.reply(_(N_("Please write the client symbol: /aktywuj 104217")))
            return
        errand = await begin(services, Kind.ACTIVATE, symbol, writer_of(message))
        await show(services, bot, errand, below(message))
    except HasAccount as fault:
        shown = keyboard(row(SHOW, AccountPress(deed="show", symbol=str(fault))))
        await message.reply(refusal(fault), reply_markup=shown)
    except REFUSED as fault:
        await message.reply(refusal(fault))


async def account(message: Message, services: Services, command: CommandObject) -> None:
    symbol = _symbol(command)
    if symbol is None:
        await message.reply(_(N_("Please write the client symbol: /konto 104217")))
        return
    try:
        html, buttons = await card(services, symbol)
    except NoSuchMember as fault:
        await message.reply(refusal(fault))
        return
    await message.reply(html, reply_markup=buttons)


def _symbol(command: CommandObject) -> str | None:
    try:
        return client_symbol(command.args or "")
    except NotReadable:
        return None


def writer_of(message: Message) -> Colleague:
    hidden = is_anonymous(message) or message.from_user is None
    number = None if hidden or message.from_user is None else message.from_user.id
    return Colleague(number, colleague_of(message) or _(N_("an administrator")))


def below(message: Message) -> Place:
    thread_id = message.message_thread_id if message.is_topic_message else None
    return Place(message.chat.id, thread_id, message.message_id)
