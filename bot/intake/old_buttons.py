"""Buttons above the present screen: pressed twice in a hurry, or found again after weeks.

aiogram-dialog would draw the present screen into the message that was pressed, so one conversation
would stand in the chat twice.
"""

from __future__ import annotations

from typing import Any

import structlog
from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.api.entities import Stack
from aiogram_dialog.api.internal import STACK_KEY
from aiogram_dialog.utils import CB_SEP

from bot.intake.callback_answers import answer_quietly
from locales.speech import N_, _

log = structlog.get_logger(__name__)


async def is_above(event: CallbackQuery, **data: Any) -> bool:
    """A filter: the button belongs to the open conversation, whose screen has moved on below it."""
    stack: Stack | None = data.get(STACK_KEY)  # handlers' dialog_manager comes after the filters
    return CB_SEP in (event.data or "") and stack is not None and _above(event, stack)


async def point_below(event: CallbackQuery) -> None:
    await answer_quietly(event, _(N_("This button is old. The present screen is below.")))
    await _take_buttons_away(event)


async def point_to_present(event: CallbackQuery | None, manager: DialogManager) -> bool:
    """False when the present screen stands neither below the pressed message nor in it."""
    if event is None or not manager.has_context():
        return False
    stack = manager.current_stack()
    if _above(event, stack):
        await point_below(event)
        return True
    if _pressed(event) == stack.last_message_id:
        await answer_quietly(event)  # pressed twice in a hurry: the first press has brought it
        return True
    return False


async def _take_buttons_away(event: CallbackQuery) -> None:
    if not isinstance(event.message, Message):
        return
    try:
        await event.message.edit_reply_markup(reply_markup=None)
    except AiogramError as error:
        log.info("old buttons stay", reason=type(error).__name__)


def _above(event: CallbackQuery, stack: Stack) -> bool:
    pressed, present = _pressed(event), stack.last_message_id
    return pressed is not None and present is not None and pressed < present


def _pressed(event: CallbackQuery) -> int | None:
    return None if event.message is None else event.message.message_id
