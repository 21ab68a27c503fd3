"""The e-mail with the password has not come: where to look, once more, and the office at last."""

from __future__ import annotations

from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.kbd import Start as StartDialog

from dialogs import states
from dialogs.frame import PRIMARY, choice, screen
from dialogs.no_mail import getters, handlers
from dialogs.office.handlers import office_pressed
from dialogs.words import L, Label

dialog = Dialog(
    screen(
        states.NoMail.main,
        # plain: long
        L(
            "✉️ <b>The e-mail has not come?</b>\n\n"
            "Please wait five minutes. Then look in the folders <b>Spam</b> and <b>Offers</b>."
        ),
        L("We sent it to: <b>{address}</b>", when="address"),
        L("⚠️ This address looks like a typing slip.", when="slip"),
        L(
            "\nIs the address wrong? Only the office can change it: {phone}, {hours}.\n"
            "You can also come: {address_of_office}, {room}."
        ),
        L("\nWe can send it again after {hour}, on {day}.", when="none_left"),
        choices=(
            choice("Send once more", "again", handlers.again_pressed, style=PRIMARY, when="left"),
            StartDialog(Label("Log in"), id="login", state=states.Login.login),
            choice("Write to the office", "office", office_pressed),
        ),
        help_topic="forgotten",
        getter=getters.where,
        preview={
            "address": "m•••@wp.pl",
            "slip": True,
            "left": 3,
            "none_left": False,
            "hour": "14.05",
            "day": "23 listopada 2026 r.",
            "phone": "71 354 00 00",
            "hours": "poniedziałek–piątek, 8.00–15.00",
            "address_of_office": "Bulwar Ikara 10b",
            "room": "pokój nr 3, parter",
        },
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
