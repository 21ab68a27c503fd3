"""How Help comes, and what is written while it is open: the answer to the question below."""

from __future__ import annotations

from typing import Any, cast

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.utils import CB_SEP
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.unexpected import unexpected


async def opened(_data: Any, manager: DialogManager) -> None:
    """Asked for on Help itself it comes as a new message, or nobody would see it come."""
    event = manager.event
    if isinstance(event, CallbackQuery):
        pressed_on = (event.data or "").partition(CB_SEP)[0]
        if pressed_on not in manager.current_stack().intents:
            manager.show_mode = ShowMode.SEND


async def guide_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await manager.start(states.Tour.stop)


async def answered(message: Message, _widget: MessageInput, manager: DialogManager) -> None:
    """Whoever reads the help of a question answers it right there: the answer goes to the
    question below."""
    if len(manager.current_stack().intents) == 1:
        await unexpected(message, _widget, manager)
        return
    await manager.done(show_mode=ShowMode.NO_UPDATE)
    manager.show_mode = ShowMode.SEND
    # The library's own way of giving a message to the dialog that is open; its protocol hides it.
    below: Any = cast(Any, manager).dialog()
    await below._message_handler(message, manager)
