"""Where a guess leads. What has no screen yet is not offered, and the office is always there."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.access import anyone
from dialogs.home import go_home
from dialogs.login.leaving import log_out
from dialogs.office.handlers import start_office
from dialogs.registration.handlers import begin
from ebok.intents.understanding import Intent
from locales.speech import N_

Way = Callable[[DialogManager], Awaitable[None]]


def _to(state: State) -> Way:
    async def way(manager: DialogManager) -> None:
        await manager.start(state)

    return way


async def _register(manager: DialogManager) -> None:
    await (begin(manager) if anyone(manager) is None else go_home(manager))


async def _log_in(manager: DialogManager) -> None:
    await (manager.start(states.Login.login) if anyone(manager) is None else go_home(manager))


async def _log_out(manager: DialogManager) -> None:
    await (go_home(manager) if anyone(manager) is None else log_out(manager))


WAYS: dict[Intent, tuple[str, Way]] = {
    Intent.REGISTER: (N_("Register"), _register),
    Intent.LOGIN: (N_("Log in"), _log_in),
    Intent.FORGOTTEN_PASSWORD: (N_("I forgot the password"), _to(states.Login.forgotten)),
    Intent.CHANGE_PASSWORD: (N_("Change password"), _to(states.Password.previous)),
    Intent.BALANCE: (N_("Balance"), _to(states.Balance.main)),
    Intent.HOW_TO_PAY: (N_("Pay"), _to(states.Balance.numbers)),
    Intent.DOCUMENTS: (N_("Documents"), _to(states.Documents.kinds)),
    Intent.CONTACT: (N_("Contact the office"), _to(states.Contact.main)),
    Intent.HUMAN: (N_("Write to the office"), start_office),
    Intent.FAULT: (N_("Report a fault"), start_office),
    Intent.NO_MAIL: (N_("The e-mail has not come"), _to(states.NoMail.main)),
    Intent.WHAT_IS_THIS: (N_("How does it work?"), _to(states.Start.how)),
    Intent.LANGUAGE: (N_("Language"), _to(states.Language.main)),
    Intent.LOGOUT: (N_("Log out"), _log_out),
}
