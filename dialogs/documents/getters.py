"""What the windows of the documents show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram_dialog import DialogManager

from dialogs.access import anyone, services_of
from dialogs.documents.words import SHELVES, day_and_size, on_a_button
from dialogs.lists import ON_A_PAGE, page_of
from dialogs.reaching import ways_to_reach
from ebok.documents import reading
from ebok.documents.document import Kind, Listed
from locales.speech import _, escaped

KINDS = tuple(Kind)


def reader_of(manager: DialogManager) -> int | None:
    """None is somebody who has not shown a password of their own."""
    resident = anyone(manager)
    return None if resident is None or resident.must_change_password else resident.member_id


def kind_of(manager: DialogManager) -> Kind | None:
    chosen = manager.dialog_data.get("kind")
    return None if chosen is None else Kind(chosen)


async def shelves(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    found = await reading.shelves(services_of(dialog_manager), reader_of(dialog_manager))
    return {
        "kinds": [(KINDS.index(shelf.kind), _on_shelf(shelf)) for shelf in found],
        "any": bool(found),
        "none": not found,
    }


def _on_shelf(shelf: reading.Shelf) -> str:
    name = _(SHELVES[shelf.kind])
    return f"{name} ({shelf.readable})" if shelf.readable else f"🔒 {name} ({shelf.locked})"


async def years(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    kind = kind_of(dialog_manager)
    if kind is None:
        return {"kind": "", "years": []}
    found = await reading.years(services_of(dialog_manager), reader_of(dialog_manager), kind)
    return {"kind": _(SHELVES[kind]), "years": [(year, f"{year} ({n})") for year, n in found]}


async def files(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    kind, year = kind_of(dialog_manager), dialog_manager.dialog_data.get("year")
    if kind is None or year is None:
        return {"kind": "", "year": "", "locked": 0, **_page(dialog_manager, [])}
    services, reader = services_of(dialog_manager), reader_of(dialog_manager)
    listed = await reading.of_year(services, reader, kind, year)
    locked = sum(
        shelf.locked for shelf in await reading.shelves(services, reader) if shelf.kind is kind
    )
    return {
        "kind": _(SHELVES[kind]),
        "year": year,
        "locked": locked,
        **_page(dialog_manager, listed),
    }


async def found(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    words = str(dialog_manager.dialog_data.get("words", ""))
    matching = await reading.search(services_of(dialog_manager), reader_of(dialog_manager), words)
    return {"words": words, **_page(dialog_manager, matching)}


def _page(manager: DialogManager, listed: Sequence[Listed]) -> dict[str, Any]:
    """All of them as buttons, and those of the open page in words as well: a button is too short
    for a title."""
    last_page = max(0, (len(listed) - 1) // ON_A_PAGE)
    begin = ON_A_PAGE * min(page_of(manager), last_page)
    shown = list(enumerate(listed, 1))[begin : begin + ON_A_PAGE]
    lines = [
        f"{number}. <b>{escaped({'title': one.title})['title']}</b>\n{day_and_size(one)}"
        for number, one in shown
    ]
    return {
        "documents": [(one.id, on_a_button(n, one.title)) for n, one in enumerate(listed, 1)],
        "lines": "\n\n".join(lines),
        "any": bool(listed),
        "none": not listed,
        "several_pages": last_page > 0,
        "first": begin + 1,
        "last": begin + len(shown),
        "all": len(listed),
    }


async def locked(dialog_manager: DialogManager, **_data: Any) -> dict[str, Any]:
    guest = reader_of(dialog_manager) is None
    ways = ways_to_reach(services_of(dialog_manager).profile.office)
    return {"guest": guest, "not_a_member": not guest, "phone": ways["phone"]}
