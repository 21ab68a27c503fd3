"""What logging in does with an answer."""

from __future__ import annotations

from datetime import datetime

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import chat_of, services_of
from dialogs.amounts import hour
from dialogs.answers import password_said, said
from dialogs.home import go_home, lay_home_below
from dialogs.notices import notify
from dialogs.sealed import keep, kept
from dialogs.secret_messages import delete_at_once
from dialogs.states import Balance, Documents, Login, NoMail, Password
from dialogs.stuck import CANNOT_ANSWER, answered_right, answered_wrong, cannot_answer
from ebok.accounts.forgotten import forgot_password
from ebok.accounts.lockout import Locked
from ebok.accounts.login import NotALogin, TemporaryExpired, WrongCredentials, log_in, read_login
from ebok.accounts.sessions import Resident, remember, who
from ebok.identity.cannot_answer import says_cannot_answer
from ebok.passwords import is_no_password
from locales.speech import N_

# Where a person may be led back to after having to log in again.
RETURNS = {state.state: state for state in (Balance.main, Documents.kinds, Password.previous)}


async def login_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    if await _takes_login(message, manager):
        await manager.switch_to(Login.password)


async def _takes_login(message: Message, manager: DialogManager) -> bool:
    manager.show_mode = ShowMode.SEND
    try:
        login = read_login(said(message))
    except NotALogin:
        if says_cannot_answer(said(message)):
            cannot_answer(manager)
            notify(manager, CANNOT_ANSWER)
            return False
        # Whatever it was, it may have been a PESEL or a password.
        await delete_at_once(message, services_of(manager))
        answered_wrong(manager)
        notify(manager, N_("⚠️ A login is 6 digits or an e-mail address. For example: 204518"))
        return False
    keep(manager, "login", login)
    answered_right(manager)
    return True


def typed_login(manager: DialogManager) -> str:
    return kept(manager, "login") or ""


async def password_typed(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    await delete_at_once(message, services_of(manager))
    manager.show_mode = ShowMode.SEND
    services, chat_id = services_of(manager), chat_of(manager)
    if says_cannot_answer(said(message)) and is_no_password(said(message)):
        cannot_answer(manager)
        notify(manager, N_("☎️ No problem. Press <b>I forgot the password</b>."))
        return
    try:
        done = await log_in(services, chat_id, typed_login(manager), password_said(message))
    except WrongCredentials as wrong:
        if wrong.locked_until is not None:
            await _show_lock(manager, wrong.locked_until)
        else:
            words = N_("⚠️ The login or the password is not right. Tries left: {tries}.")
            answered_wrong(manager)
            if "@" in typed_login(manager):  # a couple's shared address names neither of them
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
        resident = await who(services, chat_id)
        manager.middleware_data["resident"] = resident
        if done.must_change_password:
            # The temporary password was proved a moment ago: it is not asked for again.
            await manager.start(Password.new, data=manager.start_data, mode=StartMode.RESET_STACK)
        else:
            await manager.switch_to(Login.remember)


async def _show_lock(manager: DialogManager, until: datetime) -> None:
    manager.dialog_data["locked_until"] = hour(until)
    await manager.switch_to(Login.locked)


async def remember_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await remember(services_of(manager), chat_of(manager))
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
    if await _takes_login(message, manager):
        await _send_temporary(manager)


async def renew(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _send_temporary(manager)


async def _send_temporary(manager: DialogManager) -> None:
    await forgot_password(services_of(manager), chat_of(manager), typed_login(manager))
    manager.show_mode = ShowMode.SEND
    await manager.switch_to(Login.forgotten_sent)


async def no_mail_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(NoMail.main, data={"login": manager.dialog_data.get("login")})
