"""What Help explains: the topic that the window was opened with."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import services_of
from dialogs.help.topics import GENERAL, TOPICS
from dialogs.reaching import hours_and_now, ways_to_reach


async def topic(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    services = services_of(dialog_manager)
    start_data = dialog_manager.start_data
    name = start_data.get("topic", GENERAL) if isinstance(start_data, dict) else GENERAL
    return {
        "explanation": TOPICS.get(name, TOPICS[GENERAL]),
        "guide": name == GENERAL,  # elsewhere people want to go on with their question
        "remember_days": services.sessions.remembered.days,
        **ways_to_reach(services.profile.office),
        "hours": hours_and_now(services),
    }
