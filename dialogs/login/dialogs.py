"""Logging in: login, password, and what to do when it does not work."""

from __future__ import annotations

from typing import Any

from aiogram.enums import ContentType
from aiogram_dialog import Dialog, DialogManager, LaunchMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs.access import logged_in, office_of
from dialogs.frame import PRIMARY, choice, screen
from dialogs.login import handlers
from dialogs.states import Login
from dialogs.unexpected import is_answer
from dialogs.words import L, Label
from ebok.accounts.temporary import GOOD_FOR_HOURS


async def lock(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return {"hour": dialog_manager.dialog_data.get("locked_until", "")}


async def expiry(**_data: Any) -> dict[str, Any]:
    return {"hours": GOOD_FOR_HOURS}


async def remembering(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    logged_in(dialog_manager)
    rules = office_of(dialog_manager).sessions
    return {
        "days": rules.remembered.days,
        "minutes": max(1, round(rules.idle.total_seconds() / 60)),
    }


dialog = Dialog(
    screen(
        Login.login,
        L(
            "🔑 Please give the login. It is the client number: 6 digits.\n"
            "You can also give the e-mail address."
        ),
        choices=(SwitchTo(Label("I forgot the password"), id="forgot", state=Login.forgotten),),
        inputs=(
            MessageInput(handlers.login_typed, content_types=ContentType.TEXT, filter=is_answer),
        ),
        help_topic="login",
    ),
    screen(
        Login.password,
        L(
            "🔑 Please give the password. We delete the message with it at once.\n"
            "First time? Please give the temporary password from the e-mail."
        ),
        choices=(SwitchTo(Label("I forgot the password"), id="forgot", state=Login.forgotten),),
        # A password may begin with a slash, so everything written here is one.
        inputs=(MessageInput(handlers.password_typed, content_types=ContentType.TEXT),),
        back=Login.login,
        help_topic="login",
    ),
    screen(
        Login.locked,
        L(
            "⚠️ There were too many tries. For safety we wait until {hour}.\n"
            "Then please try again. You can also ask for a new temporary password."
        ),
        choices=(SwitchTo(Label("I forgot the password"), id="forgot", state=Login.forgotten),),
        back=Login.login,
        help_topic="forgotten",
        getter=lock,
        preview={"hour": "14.05"},
    ),
    screen(
        Login.expired,
        L(
            "⚠️ This temporary password has expired. It works for {hours} hours.\n"
            "Shall we send a new one by e-mail?"
        ),
        choices=(choice("Send a new password", "renew", handlers.renew, style=PRIMARY),),
        back=Login.login,
        help_topic="forgotten",
        getter=expiry,
        preview={"hours": 72},
    ),
    screen(
        Login.remember,
        L(
            "✅ <b>You are logged in.</b>\n\n"
            "Is this your own phone? We can remember it for {days} days.\n"
            "Otherwise we log you out after {minutes} minutes of silence."
        ),
        choices=(
            choice("Remember this phone", "remember", handlers.remember_pressed, style=PRIMARY),
            choice("Only now", "now", handlers.only_now),
        ),
        back=handlers.only_now,
        help_topic="remember",
        getter=remembering,
        preview={"days": 30, "minutes": 15},
    ),
    screen(
        Login.forgotten,
        L(
            "🔑 Please give the client number or the e-mail address of the account.\n"
            "We will send a temporary password by e-mail."
        ),
        inputs=(
            MessageInput(
                handlers.forgotten_typed, content_types=ContentType.TEXT, filter=is_answer
            ),
        ),
        back=Login.login,
        help_topic="forgotten",
    ),
    screen(
        Login.forgotten_sent,
        L(
            "✉️ If there is such an account, a temporary password is on its way.\n"
            "It goes to the e-mail address of the account. Please look also in the spam folder."
        ),
        choices=(SwitchTo(Label("Log in"), id="login", state=Login.login),),
        back=Login.login,
        help_topic="forgotten",
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
