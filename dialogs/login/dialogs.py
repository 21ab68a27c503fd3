"""Logging in: login, password, and what to do when it does not work."""

from __future__ import annotations

from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs import stuck
from dialogs.access import Access
from dialogs.answers import has_words, is_answer
from dialogs.frame import PRIMARY, choice, explain, screen
from dialogs.login import getters, handlers
from dialogs.states import Login
from dialogs.stuck import office_button, office_line
from dialogs.words import L, Label

dialog = Dialog(
    screen(
        Login.login,
        office_line(),
        L(
            "🔑 Please type your login. It is the client number: 6 digits.\n"
            "You can also give the e-mail address."
        ),
        choices=(
            SwitchTo(Label("I forgot the password"), id="forgot", state=Login.forgotten),
            explain("What is a login?", "what_login"),
            office_button(),
        ),
        inputs=(MessageInput(handlers.login_typed, filter=is_answer),),
        help_topic="login",
        getter=getters.question,
        preview=stuck.PREVIEW,
    ),
    screen(
        Login.password,
        office_line(),
        L(
            "🔑 Please give the password. We delete the message with it at once.\n"
            "First time? Please give the temporary password from the e-mail."
        ),
        choices=(
            SwitchTo(Label("I forgot the password"), id="forgot", state=Login.forgotten),
            explain("Temporary password?", "what_temporary", secret=True),
            office_button(),
        ),
        inputs=(MessageInput(handlers.password_typed, filter=has_words),),
        back=Login.login,
        help_topic="login",
        getter=getters.question,
        preview=stuck.PREVIEW,
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
        getter=getters.lock,
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
        getter=getters.expiry,
        preview={"hours": 72},
    ),
    screen(
        Login.remember,
        L(
            "✅ <b>You are logged in.</b>\n\n"
            "Is this your own phone? We can remember it for {days} days.\n"
            "Otherwise we log you out after {minutes} minutes without activity."
        ),
        choices=(
            choice("Remember this phone", "remember", handlers.remember_pressed, style=PRIMARY),
            choice("Only now", "now", handlers.only_now),
        ),
        back=handlers.only_now,
        help_topic="remember",
        access=Access.LOGGED_IN,
        getter=getters.remembering,
        preview={"days": 30, "minutes": 15},
    ),
    screen(
        Login.forgotten,
        office_line(),
        L(
            "🔑 Please give the client number or the e-mail address of the account.\n"
            "We will send a temporary password by e-mail."
        ),
        choices=(office_button(),),
        inputs=(MessageInput(handlers.forgotten_typed, filter=is_answer),),
        back=Login.login,
        help_topic="forgotten",
        getter=getters.question,
        preview=stuck.PREVIEW,
    ),
    screen(
        Login.forgotten_sent,
        L(
            "✉️ If there is such an account, a temporary password is on its way.\n"
            "It goes to the e-mail address of the account. Please look also in the spam folder."
        ),
        choices=(
            SwitchTo(Label("Log in"), id="login", state=Login.login),
            choice("The e-mail has not come", "no_mail", handlers.no_mail_pressed),
        ),
        back=Login.login,
        help_topic="forgotten",
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
