"""What logging in does with an answer."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import chat_of, office_of
from dialogs.amounts import hour
from dialogs.home import go_home, lay_home_below
from dialogs.notices import notify
from dialogs.secrets import delete_at_once
from dialogs.states import Balance, Login, Password
from dialogs.words import N_
from ebok.accounts.lockout import Locked
from ebok.accounts.login import (
    NotALogin,
    TemporaryExpired,
    WrongCredentials,
    forgot_password,
    log_in,
    read_login,
)
from ebok.accounts.sessions import Resident, remember, who

# Where a person may be led back to after having to log in again.
RETURNS = {state.state: state for state in (Balance.main, Password.previous)}


async def login_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    try:
        login = read_login(message.text or "")
    except NotALogin:
        await delete_at_once(
            message, manager
        )  # whatever it was, it may have been a PESEL or a password
        notify(manager, N_("⚠️ A login is 6 digits or an e-mail address. For example: 204518"))
        return
    # Sealed: an e-mail address is personal, and conversation state may live in Redis.
    manager.dialog_data["login"] = office_of(manager).vault.seal(login).decode()
    await manager.switch_to(Login.password)


def _typed_login(manager: DialogManager) -> str:
    sealed = manager.dialog_data.get("login")
    return office_of(manager).vault.open(sealed.encode()) if sealed else ""


async def password_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await delete_at_once(message, manager)
    manager.show_mode = ShowMode.SEND
    office, chat_id = office_of(manager), chat_of(manager)
    try:
        done = await log_in(office, chat_id, _typed_login(manager), message.text or "")
    except WrongCredentials as wrong:
        if wrong.locked_until is not None:
            await _show_lock(manager, wrong.locked_until)
        else:
            words = N_("⚠️ The login or the password is not right. Tries left: {tries}.")
            if "@" in _typed_login(manager):  # a couple's shared address names neither of them
                words = N_(
                    "⚠️ The login or the password is not right. Tries left: {tries}.\n"
                    "Please also try the client number instead of the e-mail."
                )
            notify(manager, words, tries=wrong.tries_left)
    except Locked as locked:
        await _show_lock(manager, locked.until)
    except TemporaryExpired:
        await manager.switch_to(Login.expired)
    else:
        resident = await who(office, chat_id)
        manager.middleware_data["resident"] = resident
        if done.must_change_password:
            await manager.start(
                Password.previous, data=manager.start_data, mode=StartMode.RESET_STACK
            )
        else:
            await manager.switch_to(Login.remember)


async def _show_lock(manager: DialogManager, until: datetime) -> None:
    manager.dialog_data["locked_until"] = hour(until)
    await manager.switch_to(Login.locked)


async def remember_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await remember(office_of(manager), chat_of(manager))
    await _enter(manager)


async def only_now(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _enter(manager)


async def _enter(manager: DialogManager) -> None:
    """The menu, and above it what the person was after when the session had ended."""
    start_data = manager.start_data
    wanted = RETURNS.get(start_data.get("then", "")) if isinstance(start_data, dict) else None
    resident = manager.middleware_data.get("resident")
    if wanted is None or not isinstance(resident, Resident):
        await go_home(manager)
    else:
        await lay_home_below(manager)
        await manager.start(wanted)


async def forgotten_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await _send_temporary(manager, message.text or "")


async def renew(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _send_temporary(manager, _typed_login(manager))


async def _send_temporary(manager: DialogManager, login: str) -> None:
    await forgot_password(office_of(manager), chat_of(manager), login)
    manager.show_mode = ShowMode.SEND
    await manager.switch_to(Login.forgotten_sent)
