"""What the first screen does with a press."""

from __future__ import annotations

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.access import chat_of, services_of
from dialogs.registration.handlers import begin, correct_refused, resume
from dialogs.registration.letter import start_by_letter
from ebok.guide import stop_of


async def registration_pressed(
    _event: CallbackQuery, _button: Button, manager: DialogManager
) -> None:
    await begin(manager)


async def resume_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await resume(manager)


async def correct_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await correct_refused(manager)


async def guide_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """From its beginning."""
    await manager.start(states.Tour.stop)


async def go_on_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    """From where it was left."""
    stop = await stop_of(services_of(manager), chat_of(manager))
    await manager.start(states.Tour.stop, data={"stop": stop})


async def letter_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await start_by_letter(manager)
