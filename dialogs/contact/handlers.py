"""How the contact window is opened."""

from __future__ import annotations

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs import states


async def contact_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(states.Contact.main)
