"""What may be meant, the likeliest first."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.guess.ways import WAYS
from ebok.intents.understanding import Intent
from locales.speech import _

MOST = 3


async def meant(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    """One when we are sure of it and it was not denied; else the first three that have a screen."""
    data: Any = dialog_manager.start_data
    ranked = [Intent(name) for name in data["ranked"].split()]
    offered = [intent for intent in ranked if intent in WAYS]
    denied = bool(dialog_manager.dialog_data.get("denied"))
    sure = data["sure"] in WAYS and not denied
    if sure:
        offered = [Intent(data["sure"])]
    elif denied:
        offered.remove(Intent(data["sure"]))
    return {
        "sure": sure,
        "unsure": not sure,
        "write": not sure and Intent.HUMAN not in offered[:MOST],
        "what": _(WAYS[offered[0]][0]),
        "choices": [(list(Intent).index(intent), _(WAYS[intent][0])) for intent in offered[:MOST]],
    }
