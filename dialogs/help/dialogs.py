"""One screen that explains: the text of a topic, and how to reach people."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import Dialog, DialogManager, LaunchMode

from dialogs import states
from dialogs.access import office_of
from dialogs.frame import screen
from dialogs.help.topics import GENERAL, TOPICS
from dialogs.words import L, Looked
from ebok.identity.contact import readable_phone


async def topic(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    office = office_of(dialog_manager)
    start_data = dialog_manager.start_data
    name = start_data.get("topic", GENERAL) if isinstance(start_data, dict) else GENERAL
    return {
        "explanation": TOPICS.get(name, TOPICS[GENERAL]),
        "remember_days": office.sessions.remembered.days,
        "phone": readable_phone(office.profile.office.phone),
        "hours": office.profile.office.hours,
    }


dialog = Dialog(
    screen(
        states.Help.topic,
        L("ℹ️ <b>Help</b>\n"),
        Looked("explanation"),
        L("\nOffice: {phone}, {hours}."),
        help_topic=GENERAL,
        getter=topic,
        preview={
            "explanation": TOPICS["symbol"],
            "remember_days": 30,
            "phone": "71 354 00 00",
            "hours": "poniedziałek–piątek, 8.00–15.00",
        },
    ),
    launch_mode=LaunchMode.SINGLE_TOP,
)
