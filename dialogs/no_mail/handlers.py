"""What sending once more does."""

from __future__ import annotations

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from dialogs.access import chat_of, services_of
from dialogs.no_mail.getters import login_of
from dialogs.notices import notify
from ebok.accounts.lockout import Locked
from ebok.accounts.no_mail import send_again
from locales.speech import N_


async def again_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    manager.show_mode = ShowMode.SEND
    try:
        await send_again(services_of(manager), chat_of(manager), await login_of(manager))
    except Locked:
        return  # the screen says when
    notify(
        manager,
        N_(
            "✅ If there is such an account, a new temporary password is on its way.\n"
            "The earlier one works too, until its time is over."
        ),
    )
