"""Whoever cannot answer a question, or has answered it wrong three times, is brought to a person:
the question stays, and the way to the office stands with it."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Start

from dialogs import states
from dialogs.access import services_of
from dialogs.reaching import hours_and_now, ways_to_reach
from dialogs.words import L, Label
from locales.speech import N_

WRONG_BEFORE_PERSON = 3
CANNOT_ANSWER = N_("☎️ No problem. The office will help.")


def answered_wrong(manager: DialogManager) -> None:
    _count(manager, _wrong(manager) + 1)


def cannot_answer(manager: DialogManager) -> None:
    _count(manager, WRONG_BEFORE_PERSON)


def answered_right(manager: DialogManager) -> None:
    manager.dialog_data.pop("stuck", None)


def way_out(manager: DialogManager) -> dict[str, Any]:
    """Values for ``office_line`` and ``office_button``."""
    stuck, services = _wrong(manager) >= WRONG_BEFORE_PERSON, services_of(manager)
    ways = ways_to_reach(services.profile.office) | {"hours": hours_and_now(services)}
    return {"stuck": stuck, **{f"office_{name}": value for name, value in ways.items()}}


def office_line() -> L:
    return L(
        "☎️ Office: {office_phone}, {office_hours}.\n"
        "Address: {office_address}, {office_room}. Please take an identity card.\n",
        when="stuck",
    )


def office_button() -> Start:
    return Start(Label("Write to the office"), id="stuck", state=states.Office.topic, when="stuck")


PREVIEW = {
    "stuck": False,
    "office_phone": "71 354 00 00",
    "office_hours": "poniedziałek–piątek, 8.00–15.00",
    "office_address": "Bulwar Ikara 10b",
    "office_room": "pokój nr 3, parter",
}


def _wrong(manager: DialogManager) -> int:
    """At the question that is open."""
    stuck = manager.dialog_data.get("stuck", {})
    return int(stuck["wrong"]) if stuck.get("at") == _question(manager) else 0


def _count(manager: DialogManager, wrong: int) -> None:
    manager.dialog_data["stuck"] = {"at": _question(manager), "wrong": wrong}


def _question(manager: DialogManager) -> str | None:
    return manager.current_context().state.state
