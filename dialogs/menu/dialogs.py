"""The menu of whoever is logged in."""

from __future__ import annotations

from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.kbd import Start as StartDialog
from aiogram_dialog.widgets.kbd import SwitchTo

from dialogs import states
from dialogs.access import Access
from dialogs.frame import choice, screen
from dialogs.menu import getters, handlers
from dialogs.office.handlers import office_pressed
from dialogs.words import L, Label

PREVIEW = {"name": "Maria Wiśniewska", "cooperative": "SM PIAST"}

dialog = Dialog(
    screen(
        states.Menu.main,
        L("🏠 <b>Menu</b>\n\n{name}\n{cooperative}\n\nWhat would you like to check?"),
        choices=(
            StartDialog(Label("Balance"), id="balance", state=states.Balance.main),
            StartDialog(Label("Documents"), id="documents", state=states.Documents.kinds),
            SwitchTo(Label("More"), id="more", state=states.Menu.more),
        ),
        help_topic="menu",
        access=Access.RESIDENT,
        getter=getters.greeting,
        preview=PREVIEW,
    ),
    screen(
        states.Menu.more,
        L("Please choose."),
        choices=(
            StartDialog(Label("Change password"), id="password", state=states.Password.previous),
            choice("Write to the office", "office", office_pressed),
            choice("Log out", "logout", handlers.log_out_pressed),
        ),
        back=states.Menu.main,
        help_topic="menu",
        access=Access.RESIDENT,
    ),
    launch_mode=LaunchMode.ROOT,
)
