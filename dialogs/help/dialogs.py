"""One screen that explains: the text of a topic, and how to reach people."""

from __future__ import annotations

from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.input import MessageInput

from dialogs import states
from dialogs.answers import has_words
from dialogs.contact.handlers import contact_pressed
from dialogs.frame import choice, screen
from dialogs.help import getters, handlers
from dialogs.help.topics import GENERAL, TOPICS
from dialogs.words import L, Looked

dialog = Dialog(
    screen(
        states.Help.topic,
        L("ℹ️ <b>Help</b>\n"),
        Looked("explanation"),
        L("\nOffice: {phone}, {hours}."),
        choices=(
            choice("Contact the office", "contact", contact_pressed),
            choice("Guide, step by step", "guide", handlers.guide_pressed, when="guide"),
        ),
        inputs=(MessageInput(handlers.answered, filter=has_words),),
        help_topic=GENERAL,
        getter=getters.topic,
        preview={
            "explanation": TOPICS["symbol"],
            "remember_days": 30,
            "phone": "71 354 00 00",
            "hours": "poniedziałek–piątek, 8.00–15.00",
            "guide": True,
        },
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
    on_start=handlers.opened,
)
