"""What was written where nothing is asked: we ask which screen is meant."""

from __future__ import annotations

from aiogram_dialog import Dialog, LaunchMode

from dialogs import states
from dialogs.frame import choice, screen
from dialogs.guess import getters, handlers
from dialogs.lists import pick_list
from dialogs.office.handlers import office_pressed
from dialogs.words import L

dialog = Dialog(
    screen(
        states.Guess.main,
        L("🤔 Is it about <b>{what}</b>?", when="sure"),
        L("🤔 What is it about? Please press a button.", when="unsure"),
        choices=(
            pick_list("guess", "choices", handlers.chosen),
            choice("Something else", "else", handlers.deny, when="sure"),
            choice("Write to the office", "office", office_pressed, when="write"),
        ),
        help_topic="menu",
        getter=getters.meant,
        preview={
            "sure": True,
            "unsure": False,
            "write": False,
            "what": "Saldo",
            "choices": [(1, "Saldo")],
        },
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
