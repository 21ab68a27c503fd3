"""What the login's windows show."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import services_of
from dialogs.stuck import way_out
from ebok.accounts.temporary import GOOD_FOR_HOURS


async def question(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return way_out(dialog_manager)


async def lock(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return {"hour": dialog_manager.dialog_data.get("locked_until", "")}


async def expiry(**_data: Any) -> dict[str, Any]:
    return {"hours": GOOD_FOR_HOURS}


async def remembering(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    rules = services_of(dialog_manager).sessions
    return {
        "days": rules.remembered.days,
        "minutes": max(1, round(rules.idle.total_seconds() / 60)),
    }
