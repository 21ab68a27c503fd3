"""How to reach the office, for the window."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import services_of
from dialogs.reaching import open_now, ways_to_reach


async def place(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    services = services_of(dialog_manager)
    now = open_now(services)
    sentence = f"{now[:1].upper()}{now[1:]}." if now else None
    return {**ways_to_reach(services.profile.office), "now": sentence}
