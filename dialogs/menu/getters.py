"""What the menu says to whoever is logged in."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import resident_of, services_of


async def greeting(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    resident = resident_of(dialog_manager)
    services = services_of(dialog_manager)
    return {"name": resident.name, "cooperative": services.profile.cooperative.name}
