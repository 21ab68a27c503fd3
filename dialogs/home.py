"""Where everything begins and leads back to."""

from __future__ import annotations

from typing import Any, cast

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager, ShowMode, StartMode

from dialogs import states
from dialogs.access import anyone, chat_of, services_of
from dialogs.notices import start_with_notice
from ebok.cases.unfinished import has_unsent
from locales.speech import N_

WRITING = {states.Office.message, states.Office.summary, states.Office.answered}
UNSENT = N_(
    "✉️ The message to the office has not gone. It waits for you: press Write to the office."
)


async def go_home(manager: DialogManager, show_mode: ShowMode | None = None) -> None:
    """The menu of whoever is logged in, else the first screen. Whoever is there already sees it
    come again."""
    resident = anyone(manager)
    if resident is None:
        state = states.Start.main
    elif resident.must_change_password:
        state = states.Password.new
    else:
        state = states.Menu.main
    if await _leaves_unsent(manager):
        await start_with_notice(manager, state, UNSENT)
        return
    at_home = manager.has_context() and manager.current_context().state == state
    if at_home and show_mode is None:
        show_mode = ShowMode.SEND
    await manager.start(state, mode=StartMode.RESET_STACK, show_mode=show_mode)


async def _leaves_unsent(manager: DialogManager) -> bool:
    """Whoever walks away from a summary may think that the message has gone."""
    if not manager.has_context() or manager.current_context().state not in WRITING:
        return False
    return await has_unsent(services_of(manager), chat_of(manager))


async def leave(manager: DialogManager) -> None:
    """To the conversation below this one, else home."""
    if len(manager.current_stack().intents) > 1:
        await manager.done()
    else:
        await go_home(manager)


async def open_above(
    manager: DialogManager,
    state: State,
    data: dict[str, str | None] | None = None,
    show_mode: ShowMode = ShowMode.SEND,
) -> None:
    """On top of what is open, as a new message, so that Back returns to it. A conversation that is
    open already comes to the top instead of standing there twice."""
    if manager.has_context():
        await _take_out(manager, state)
    mode = StartMode.NORMAL if manager.has_context() else StartMode.RESET_STACK
    await manager.start(state, data=data, mode=mode, show_mode=show_mode)
    manager.show_mode = ShowMode.SEND


async def _take_out(manager: DialogManager, state: State) -> None:
    """What stands below the open conversation and is of the same kind as it or ``state``."""
    # The library hides its storage from handlers, and knows launch modes for the top only.
    storage: Any = cast(Any, manager).storage()
    stack = manager.current_stack()
    groups = {state.group, manager.current_context().state.group}
    for intent in reversed(stack.intents[:-1]):
        group = (await storage.load_context(intent)).state.group
        if group in groups:
            stack.intents.remove(intent)
            await storage.remove_context(intent)
        groups.add(group)


async def lay_home_below(manager: DialogManager) -> None:
    """Home is where Back leads from what is opened next; it is not shown now."""
    await go_home(manager, show_mode=ShowMode.NO_UPDATE)
    manager.show_mode = ShowMode.SEND
