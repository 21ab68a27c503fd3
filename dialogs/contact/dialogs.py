"""How to reach people: telephone, mail, and the office's door."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import Dialog, DialogManager, LaunchMode

from dialogs import states
from dialogs.access import office_of
from dialogs.frame import screen
from dialogs.reaching import ways_to_reach
from dialogs.words import L


async def place(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return ways_to_reach(office_of(dialog_manager).profile.office)


dialog = Dialog(
    screen(
        states.Contact.main,
        # plain: long
        L(
            "☎️ <b>The office</b>\n\n"
            "Telephone: {phone}\nE-mail: {email}\n"
            "Address: {address}, {room}\nHours: {hours}\n\n"
            "Breakdowns, day and night: {emergency}\n"
            "Danger to life: 112. Gas: 992."
        ),
        help_topic="contact",
        getter=place,
        preview={
            "address": "Bulwar Ikara 10b",
            "room": "pokój nr 3, parter",
            "hours": "poniedziałek–piątek, 8.00–15.00",
            "phone": "71 354 00 00",
            "email": "biuro@example.com",
            "emergency": "71 354 00 99",
        },
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
