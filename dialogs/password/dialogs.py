"""Changing the password: the previous one, a new one by the eight rules, the new one again."""

from __future__ import annotations

from aiogram_dialog import Dialog
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import SwitchTo
from aiogram_dialog.widgets.text import Format

from dialogs import stuck
from dialogs.access import Access
from dialogs.answers import has_words
from dialogs.frame import PRIMARY, choice, screen
from dialogs.password import getters, handlers
from dialogs.states import Password
from dialogs.stuck import office_button, office_line
from dialogs.words import L, Label
from ebok.passwords import EXAMPLE

dialog = Dialog(
    screen(
        Password.previous,
        office_line(),
        L("🔑 Please give the present password. We delete the message at once."),
        choices=(office_button(),),
        inputs=(MessageInput(handlers.previous_typed, filter=has_words),),
        back=handlers.leave_pressed,
        help_topic="password",
        access=Access.LOGGED_IN,
        getter=getters.question,
        preview=stuck.PREVIEW,
    ),
    screen(
        Password.new,
        office_line(),
        L("✅ You are logged in. Now please set a password of your own.\n", when="forced"),
        L("🔑 <b>Please write a new password.</b> The rules:\n", when="asking"),
        L(
            "⚠️ <b>This password does not meet all the rules.</b> Please try again:\n",
            when="refused",
        ),
        Format("{rules}"),
        L("\nFor example: {example}. Please think of another one."),
        choices=(office_button(),),
        inputs=(MessageInput(handlers.new_typed, filter=has_words),),
        back=handlers.back_from_new,
        help_topic="password",
        access=Access.LOGGED_IN,
        getter=getters.requirements,
        preview={
            "rules": "…",
            "refused": False,
            "asking": True,
            "forced": True,
            "example": EXAMPLE,
            **stuck.PREVIEW,
        },
    ),
    screen(
        Password.repeat,
        L("🔑 Please write the new password once more. It must be the same."),
        inputs=(MessageInput(handlers.repeated, filter=has_words),),
        back=Password.new,
        help_topic="password",
        access=Access.LOGGED_IN,
    ),
    screen(
        Password.changed,
        L(
            "✅ <b>The password is changed.</b>\n\n"
            "Please remember it. On other phones you log in with the new one."
        ),
        choices=(choice("Go on", "on", handlers.go_on),),
        back=handlers.go_on,
        help_topic="password",
        access=Access.LOGGED_IN,
    ),
    screen(
        Password.leaving,
        L(
            "⚠️ <b>Shall we log you out?</b> There is no password of your own yet.\n"
            "The temporary password works only once. For a new one press"
            " <b>I forgot the password</b>."
        ),
        choices=(
            SwitchTo(Label("No, set the password"), id="stay", state=Password.new, style=PRIMARY),
            choice("Yes, log out", "leave", handlers.log_out_pressed),
        ),
        back=Password.new,
        help_topic="password",
        access=Access.LOGGED_IN,
    ),
)
