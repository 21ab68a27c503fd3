"""The menu of whoever is logged in."""

from __future__ import annotations

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager, LaunchMode
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.kbd import Start as StartDialog

from dialogs import states
from dialogs.access import office_of, resident_of
from dialogs.frame import choice, screen
from dialogs.login.leaving import log_out
from dialogs.words import L, Label


async def greeting(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    resident = resident_of(dialog_manager)
    office = office_of(dialog_manager)
    return {"name": resident.name, "cooperative": office.profile.cooperative.name}


async def log_out_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await log_out(manager)


PREVIEW = {"name": "Maria Wiśniewska", "cooperative": "SM PIAST"}

dialog = Dialog(
    screen(
        states.Menu.main,
        L("🏠 <b>Menu</b>\n\n{name}\n{cooperative}\n\nWhat would you like to check?"),
        choices=(
            StartDialog(Label("Balance"), id="balance", state=states.Balance.main),
            SwitchTo(Label("More"), id="more", state=states.Menu.more),
        ),
        help_topic="menu",
        getter=greeting,
        preview=PREVIEW,
    ),
    screen(
        states.Menu.more,
        L("Please choose."),
        choices=(
            StartDialog(Label("Change password"), id="password", state=states.Password.previous),
            StartDialog(Label("Write to the office"), id="contact", state=states.Contact.main),
            choice("Log out", "logout", log_out_pressed),
        ),
        back=states.Menu.main,
        help_topic="menu",
        getter=greeting,
        preview=PREVIEW,
    ),
    launch_mode=LaunchMode.ROOT,
)
