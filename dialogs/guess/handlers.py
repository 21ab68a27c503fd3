"""Where a press on a guess leads."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.guess.ways import WAYS
from ebok.intents.understanding import Intent


async def chosen(_event: CallbackQuery, _select: Any, manager: DialogManager, number: int) -> None:
    _label, way = WAYS[list(Intent)[number]]
    await way(manager)


async def deny(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.dialog_data["denied"] = True
