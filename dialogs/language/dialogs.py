"""The language of the chat."""

from __future__ import annotations

from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.kbd import Button
from aiogram_dialog.widgets.text import Const

from dialogs import states
from dialogs.frame import screen
from dialogs.language import getters, handlers
from dialogs.words import L
from locales import OWN_NAMES

dialog = Dialog(
    screen(
        states.Language.main,
        L("Please choose a language."),
        L("\nNow: {spoken}"),
        choices=[
            Button(Const(name), id=code, on_click=handlers.chosen)
            for code, name in OWN_NAMES.items()
        ],
        help_topic="language",
        getter=getters.spoken,
        preview={"spoken": OWN_NAMES["pl"]},
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
