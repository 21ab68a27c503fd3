"""Where everything begins and leads back to."""

from __future__ import annotations

from aiogram_dialog import DialogManager, ShowMode, StartMode

from dialogs import states
from dialogs.access import anyone


async def go_home(manager: DialogManager, show_mode: ShowMode | None = None) -> None:
    """The menu of whoever is logged in, else the first screen."""
    resident = anyone(manager)
    if resident is None:
        state = states.Start.main
    elif resident.must_change_password:
        state = states.Password.previous
    else:
        state = states.Menu.main
    await manager.start(state, mode=StartMode.RESET_STACK, show_mode=show_mode)


async def lay_home_below(manager: DialogManager) -> None:
    """Home is where Back leads from what is opened next; it is not shown now."""
    await go_home(manager, show_mode=ShowMode.NO_UPDATE)
    manager.show_mode = ShowMode.SEND
