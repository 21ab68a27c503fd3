"""A line above a screen, shown once."""

from __future__ import annotations

from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, ShowMode, StartMode

from dialogs.words import Looked
from locales.speech import N_

# Above whatever is shown by the update that found it.
SESSION_ENDED = N_(
    "🔒 For safety we logged you out. We removed the messages with your data.\nPlease log in again."
)


class LineAbove(Looked):
    """The message under ``key`` above everything else, with a gap below it."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return await super()._render_text(data, manager) + "\n"


def notify(manager: DialogManager, message: str, **values: Any) -> None:
    """A line above the screen that is shown next, once. Values must be no secret."""
    manager.dialog_data["notice"] = message
    manager.dialog_data["notice_values"] = values


async def take_notice(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    if not dialog_manager.has_context():
        return {"notice": None}
    notice = dialog_manager.dialog_data.pop("notice", None)
    if notice is None and dialog_manager.middleware_data.get("session_ended"):
        notice = SESSION_ENDED
    values = dialog_manager.dialog_data.pop("notice_values", {})
    return {"notice": notice, **values}


async def start_with_notice(
    manager: DialogManager, state: State, notice: str, data: dict[str, Any] | None = None
) -> None:
    """Everything else is closed; the screen comes as a new message with a line above it."""
    await manager.start(state, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.NO_UPDATE)
    notify(manager, notice)
    manager.show_mode = ShowMode.SEND
    await manager.show()
