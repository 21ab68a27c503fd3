"""What the password change shows."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import logged_in
from dialogs.password.rules import checklist, rules
from dialogs.stuck import way_out
from ebok.passwords import EXAMPLE


async def question(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return way_out(dialog_manager)


async def requirements(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    broken = dialog_manager.dialog_data.get("kept")
    return {
        "rules": rules() if broken is None else checklist(broken),
        "refused": broken is not None,
        "asking": broken is None,
        "forced": broken is None and logged_in(dialog_manager).must_change_password,
        "example": EXAMPLE,
        **way_out(dialog_manager),
    }
