"""``https://t.me/<bot>?start=saldo``: links on posters, in mails and on the web page, each
to its screen. Who must log in first comes there afterwards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager

from dialogs import states
from dialogs.access import anyone
from dialogs.help.topics import TOPICS
from dialogs.home import go_home, lay_home_below, open_above
from dialogs.office.handlers import open_office
from dialogs.registration.handlers import begin
from dialogs.registration.letter import start_by_letter

LOGIN = "logowanie"
BY_LETTER = "kod"  # the QR code of a letter on paper
ABOUT = "pomoc-"  # and a topic of Help
FOR_RESIDENTS: dict[str, State] = {"saldo": states.Balance.main}


async def follow(manager: DialogManager, link: str) -> bool:
    """False when it leads nowhere."""
    if link in FOR_RESIDENTS:
        await open_for_resident(manager, FOR_RESIDENTS[link])
        return True
    if link.startswith(ABOUT) and link.removeprefix(ABOUT) in TOPICS:
        await open_above(manager, states.Help.topic, {"topic": link.removeprefix(ABOUT)})
        return True
    way = FOR_ANYONE.get(link)
    if way is not None:
        await way(manager)
    return way is not None


async def open_for_resident(manager: DialogManager, state: State) -> None:
    resident = anyone(manager)
    if resident is None:
        await open_above(manager, states.Login.login, {"then": state.state})
    elif resident.must_change_password:
        await go_home(manager)
    else:
        await lay_home_below(manager)
        await manager.start(state)


async def _register(manager: DialogManager) -> None:
    await lay_home_below(manager)
    if anyone(manager) is None:
        await begin(manager)


async def _log_in(manager: DialogManager) -> None:
    await lay_home_below(manager)
    if anyone(manager) is None:
        await manager.start(states.Login.login)


async def _by_letter(manager: DialogManager) -> None:
    await lay_home_below(manager)
    if anyone(manager) is None:
        await start_by_letter(manager)


async def _guide(manager: DialogManager) -> None:
    await open_above(manager, states.Tour.stop)


async def _documents(manager: DialogManager) -> None:
    await lay_home_below(manager)
    await manager.start(states.Documents.kinds)


FOR_ANYONE: dict[str, Callable[[DialogManager], Awaitable[None]]] = {
    LOGIN: _log_in,
    BY_LETTER: _by_letter,
    "rejestracja": _register,
    "biuro": open_office,
    "usterka": open_office,
    "samouczek": _guide,
    "dokumenty": _documents,
}
