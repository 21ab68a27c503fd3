"""Registering with a code from a letter on paper: the client number, the code, then the e-mail and
the consents as everybody gives them."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.access import chat_of, services_of
from dialogs.answers import said
from dialogs.notices import notify, start_with_notice
from dialogs.registration.steps import what_is_wrong
from dialogs.registration.way import go_on, show
from dialogs.sealed import keep, kept
from dialogs.secret_messages import delete_at_once
from dialogs.states import Registration
from dialogs.stuck import CANNOT_ANSWER, answered_right, answered_wrong, cannot_answer
from ebok.accounts.activation import HasAccount
from ebok.accounts.lockout import Locked
from ebok.accounts.paper_codes import CodeExpired, NotACode, WrongCode
from ebok.identity.cannot_answer import says_cannot_answer
from ebok.identity.errors import NotASymbol
from ebok.identity.numbers import client_symbol
from ebok.registration.application import StillMissing
from ebok.registration.by_letter import LetterVoid, open_by_letter, prove
from ebok.registration.draft import NothingUnderWay, Step
from locales.speech import N_, current_language

SYMBOL = "letter_symbol"
ENDED = N_("⚠️ <b>There are no tries left for this client number.</b>")
EXPIRED = N_("⚠️ <b>This code has expired. It works for 30 days.</b>")
VOID = N_("⚠️ <b>This code does not work any more.</b>")
WAIT = N_("⚠️ <b>There were too many tries. The next one is possible on {day} at {hour}.</b>")


async def start_by_letter(manager: DialogManager) -> None:
    """From outside the conversation."""
    await manager.start(Registration.letter_symbol, show_mode=ShowMode.SEND)


async def letter_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    await manager.switch_to(Registration.letter_symbol)


async def symbol_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    try:
        symbol = client_symbol(said(message))
    except NotASymbol as fault:
        _not_taken(message, manager, what_is_wrong(fault))
        return
    answered_right(manager)
    keep(manager, SYMBOL, symbol)
    await manager.switch_to(Registration.letter_code)


async def code_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await delete_at_once(message, services_of(manager))
    manager.show_mode = ShowMode.SEND
    symbol = kept(manager, SYMBOL)
    if symbol is None:
        await manager.switch_to(Registration.letter_symbol)
        return
    try:
        draft = await prove(services_of(manager), chat_of(manager), symbol, said(message))
    except NotACode:
        words = N_(
            "⚠️ The code has 12 digits, in three groups of four.\nPlease check it and type it again."
        )
        _not_taken(message, manager, words)
    except WrongCode as wrong:
        if not wrong.tries_left:
            await _over(manager, ENDED)
            return
        answered_wrong(manager)
        words = N_(
            "⚠️ The client number or the code is not right. Tries left: {tries}.\n"
            "Please check both in the letter."
        )
        notify(manager, words, tries=wrong.tries_left)
    except CodeExpired:
        await _over(manager, EXPIRED)
    except Locked as locked:
        await _over(manager, WAIT, locked.until)
    except HasAccount:
        await _has_account(manager)
    else:
        await go_on(manager, draft)
        notify(manager, N_("✅ The code is right. We deleted that message."))


def _not_taken(message: Message, manager: DialogManager, words: str) -> None:
    if says_cannot_answer(said(message)):
        cannot_answer(manager)
        words = CANNOT_ANSWER
    else:
        answered_wrong(manager)
    manager.dialog_data["fault"] = words


async def open_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    try:
        await open_by_letter(services_of(manager), chat_of(manager), current_language())
    except StillMissing as missing:
        await show(manager, missing.step)
    except LetterVoid:
        await _over(manager, VOID)
    except HasAccount:
        await _has_account(manager)
    except NothingUnderWay:  # pressed twice: the result again
        await manager.switch_to(Registration.sent)
    else:
        await manager.switch_to(Registration.sent)


async def correct_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await show(manager, Step.EMAIL)
    manager.dialog_data["correcting"] = True  # Back leads to the summary again


async def _over(manager: DialogManager, why: str, until: datetime | None = None) -> None:
    manager.dialog_data["over"] = {"why": why, "until": until and until.isoformat()}
    await manager.switch_to(Registration.letter_over)


async def _has_account(manager: DialogManager) -> None:
    words = N_(
        "ℹ️ This client number has an account already. Please log in.\n"
        "<b>I forgot the password</b> sends a new one."
    )
    await start_with_notice(manager, states.Login.login, words)
