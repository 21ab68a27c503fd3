"""What the password change does with an answer. Nothing typed here is kept."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import chat_of, logged_in, services_of
from dialogs.amounts import hour
from dialogs.answers import password_said, said
from dialogs.home import go_home, leave
from dialogs.login.leaving import log_out
from dialogs.notices import notify, start_with_notice
from dialogs.secret_messages import delete_at_once
from dialogs.states import Login, Password
from dialogs.stuck import answered_right, answered_wrong, cannot_answer
from ebok.accounts.lockout import Locked
from ebok.accounts.password_change import (
    RepeatedDiffers,
    RulesBroken,
    WrongPassword,
    check_previous,
    confirm,
    propose,
)
from ebok.accounts.sessions import who
from ebok.identity.cannot_answer import says_cannot_answer
from ebok.passwords import ExamplePassword, PasswordTooLong, is_no_password
from locales.speech import N_


async def previous_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await delete_at_once(message, services_of(manager))
    manager.show_mode = ShowMode.SEND
    resident = logged_in(manager)
    if says_cannot_answer(said(message)) and is_no_password(said(message)):
        cannot_answer(manager)
        notify(
            manager,
            N_("☎️ No problem. Log out, then press <b>I forgot the password</b>."),
        )
        return
    try:
        await check_previous(
            services_of(manager), chat_of(manager), resident.account_id, password_said(message)
        )
    except WrongPassword as wrong:
        answered_wrong(manager)
        notify(
            manager,
            N_("⚠️ This is not the present password. Tries left: {tries}."),
            tries=wrong.tries_left,
        )
    except Locked as locked:
        notify(
            manager,
            N_("⚠️ There were too many tries. Please try again after {hour}."),
            hour=hour(locked.until),
        )
    else:
        manager.dialog_data.pop("kept", None)
        await manager.switch_to(Password.new)


async def new_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await delete_at_once(message, services_of(manager))
    manager.show_mode = ShowMode.SEND
    resident = logged_in(manager)
    try:
        await propose(services_of(manager), resident.account_id, password_said(message))
    except RulesBroken as broken:
        _not_taken(message, manager)
        manager.dialog_data["kept"] = {rule.value: kept for rule, kept in broken.report.results}
    except ExamplePassword:
        _not_taken(message, manager)
        notify(manager, N_("⚠️ This is our example. Please think of another password."))
    except PasswordTooLong as too_long:
        _not_taken(message, manager)
        notify(
            manager,
            N_("⚠️ This is too long. A password has at most {limit} characters."),
            limit=too_long.max_length,
        )
    else:
        manager.dialog_data.pop("kept", None)
        answered_right(manager)
        await manager.switch_to(Password.repeat)


def _not_taken(message: Message, manager: DialogManager) -> None:
    if says_cannot_answer(said(message)) and is_no_password(said(message)):
        cannot_answer(manager)
    else:
        answered_wrong(manager)


async def repeated(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await delete_at_once(message, services_of(manager))
    manager.show_mode = ShowMode.SEND
    services, chat_id, resident = services_of(manager), chat_of(manager), logged_in(manager)
    try:
        await confirm(services, chat_id, resident.account_id, password_said(message))
    except RepeatedDiffers:
        notify(manager, N_("⚠️ The two passwords differ. Please write the new one again."))
        await manager.switch_to(Password.new)
        return
    manager.middleware_data["resident"] = await who(services, chat_id)
    if resident.must_change_password:
        done = N_("✅ The password is changed. The new one works already.")
        data = manager.start_data if isinstance(manager.start_data, dict) else None
        await start_with_notice(manager, Login.remember, done, data)
    else:
        await manager.switch_to(Password.changed)


async def leave_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await leave(manager)


async def back_from_new(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """From a change that must be there is no way back but logging out, and that is asked first."""
    forced = logged_in(manager).must_change_password
    await manager.switch_to(Password.leaving if forced else Password.previous)


async def log_out_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await log_out(manager)


async def go_on(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await go_home(manager)
