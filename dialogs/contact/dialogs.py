"""How to reach people: telephone, mail, and the office's door."""

from __future__ import annotations

from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.text import Format

from dialogs import states
from dialogs.contact import getters
from dialogs.frame import screen
from dialogs.words import L

dialog = Dialog(
    screen(
        states.Contact.main,
        L("☎️ <b>The office</b>"),
        Format("{now}", when="now"),
        # plain: long
        L(
            "\nTelephone: {phone}\nE-mail: {email}\n"
            "Address: {address}, {room}\nHours: {hours}\n\n"
            "Breakdowns, day and night: {emergency}\n"
            "Danger to life: 112. Gas: 992."
        ),
        help_topic="contact",
        getter=getters.place,
        preview={
            "address": "Bulwar Ikara 10b",
            "room": "pokój nr 3, parter",
            "hours": "poniedziałek–piątek, 8.00–15.00",
            "phone": "71 354 00 00",
            "email": "biuro@example.com",
            "emergency": "71 354 00 99",
            "now": "Teraz otwarte do 15.00.",
        },
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
