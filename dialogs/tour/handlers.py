"""How one walks through the guide, and what a stop opens."""

from __future__ import annotations

from typing import Any, assert_never

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button

from dialogs import states
from dialogs.access import anyone, chat_of, services_of
from dialogs.home import leave
from dialogs.office.handlers import open_office
from dialogs.registration.handlers import begin
from dialogs.registration.way import send_terms
from dialogs.tour.getters import place_now, words_known
from dialogs.tour.stops import STOPS, Thing
from ebok.guide import forget_stop, note_stop


async def next_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    await _go_to(manager, min(place_now(manager) + 1, len(STOPS) - 1))


async def back_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    place = place_now(manager)
    if place > 0:
        await _go_to(manager, place - 1)
    else:
        await leave(manager)


async def _go_to(manager: DialogManager, place: int) -> None:
    services, chat_id = services_of(manager), chat_of(manager)
    manager.dialog_data["stop"] = STOPS[place].name
    if place + 1 == len(STOPS):
        await forget_stop(services, chat_id)
    else:
        await note_stop(services, chat_id, STOPS[place].name)


async def do_pressed(_event: CallbackQuery, _button: Button, manager: DialogManager) -> None:
    thing = STOPS[place_now(manager)].thing
    match thing:
        case None:
            return
        case Thing.REGISTER:
            await begin(manager)
        case Thing.TERMS:
            await send_terms(manager)
            manager.show_mode = ShowMode.SEND
        case Thing.LOG_IN:
            await manager.start(states.Login.login)
        case Thing.PASSWORD:
            inside = anyone(manager) is not None
            await manager.start(states.Password.previous if inside else states.Login.login)
        case Thing.NO_MAIL:
            await manager.start(states.NoMail.main)
        case Thing.OFFICE:
            await open_office(manager)
        case _:
            assert_never(thing)


async def term_pressed(
    _event: CallbackQuery, _select: Any, manager: DialogManager, topic: str
) -> None:
    await manager.start(states.Help.topic, data={"topic": topic})


async def word_pressed(
    _event: CallbackQuery, _select: Any, manager: DialogManager, place: int
) -> None:
    known = words_known()
    if place < len(known):
        await manager.start(states.Help.topic, data={"topic": known[place][0]})
