"""What the password change does with an answer. Nothing typed here is kept."""

from __future__ import annotations

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import chat_of, logged_in, office_of
from dialogs.amounts import hour
from dialogs.home import go_home
from dialogs.login.leaving import log_out
from dialogs.notices import notify
from dialogs.secrets import delete_at_once
from dialogs.states import Login, Password
from dialogs.words import N_
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
from ebok.passwords import PasswordTooLong


async def previous_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await delete_at_once(message, manager)
    manager.show_mode = ShowMode.SEND
    resident = logged_in(manager)
    try:
        await check_previous(
            office_of(manager), chat_of(manager), resident.account_id, message.text or ""
        )
    except WrongPassword as wrong:
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
    await delete_at_once(message, manager)
    manager.show_mode = ShowMode.SEND
    resident = logged_in(manager)
    try:
        await propose(office_of(manager), resident.account_id, message.text or "")
    except RulesBroken as broken:
        manager.dialog_data["kept"] = {rule.value: kept for rule, kept in broken.report.results}
    except PasswordTooLong as too_long:
        notify(
            manager,
            N_("⚠️ This is too long. A password has at most {limit} characters."),
            limit=too_long.max_length,
        )
    else:
        manager.dialog_data.pop("kept", None)
        await manager.switch_to(Password.repeat)


async def repeated(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await delete_at_once(message, manager)
    manager.show_mode = ShowMode.SEND
    office, chat_id, resident = office_of(manager), chat_of(manager), logged_in(manager)
    try:
        await confirm(office, chat_id, resident.account_id, message.text or "")
    except RepeatedDiffers:
        notify(manager, N_("⚠️ The two passwords differ. Please write the new one again."))
        await manager.switch_to(Password.new)
        return
    manager.middleware_data["resident"] = await who(office, chat_id)
    if resident.must_change_password:
        await manager.start(Login.remember, data=manager.start_data, mode=StartMode.RESET_STACK)
    else:
        await manager.switch_to(Password.changed)


async def leave(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """Back, unless the password must be changed: then the only way out is logging out."""
    if logged_in(manager).must_change_password:
        await log_out(manager)
    elif len(manager.current_stack().intents) > 1:
        await manager.done()
    else:
        await go_home(manager)


async def go_on(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await go_home(manager)
