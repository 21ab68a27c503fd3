"""What the menu does with a press."""

from __future__ import annotations

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs.login.leaving import log_out


async def log_out_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await log_out(manager)
