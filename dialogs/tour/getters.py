"""What stands at a stop, and which words the glossary has."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import anyone, services_of
from dialogs.help.topics import TERMS
from dialogs.reaching import ways_to_reach
from dialogs.tour.stops import STOPS, Thing, place_of
from locales.speech import _


def place_now(manager: DialogManager) -> int:
    """The number of the stop that is open, from 0."""
    start_data = manager.start_data if isinstance(manager.start_data, dict) else {}
    return place_of(manager.dialog_data.get("stop", start_data.get("stop")))


async def stop(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    place = place_now(dialog_manager)
    now = STOPS[place]
    return {
        **ways_to_reach(services_of(dialog_manager).profile.office),
        "number": place + 1,
        "all": len(STOPS),
        "title": _(now.title),
        "text": now.text,
        "terms": [(topic, _(TERMS[topic])) for topic in now.terms],
        "more": place + 1 < len(STOPS),
        "thing": can_be_done(dialog_manager, now.thing),
        "last": place + 1 == len(STOPS),
    }


def can_be_done(manager: DialogManager, thing: Thing | None) -> bool:
    """Whoever is logged in has registered and logged in already."""
    if thing in {Thing.REGISTER, Thing.LOG_IN, Thing.NO_MAIL}:
        return anyone(manager) is None
    return thing is not None


def words_known() -> list[tuple[str, str]]:
    """Topic and word, as a dictionary has them."""
    known = [(topic, _(label)) for topic, label in TERMS.items()]
    return sorted(known, key=lambda word: word[1].casefold())


async def glossary(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    return {"words": [(place, word) for place, (_topic, word) in enumerate(words_known())]}
