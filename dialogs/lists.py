"""A list to choose from: four at a time, one per row, and buttons to turn the pages."""

from __future__ import annotations

from typing import Any

from aiogram.types import InlineKeyboardButton, KeyboardButton
from aiogram_dialog import DialogManager
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.kbd import ScrollingGroup, Select
from aiogram_dialog.widgets.text import Format

from locales.speech import N_, _

ON_A_PAGE = 4
PAGES = "pages"
EARLIER, LATER = N_("⬅️ Previous"), N_("More ➡️")


class Pages(ScrollingGroup):
    """The library's own pager is a row of signs, and most of them lead where one is already."""

    async def _render_pager(self, pages: int, manager: DialogManager) -> RawKeyboard:
        page = min(pages - 1, await self.get_page(manager))
        ways = [
            (page - 1, EARLIER) if page > 0 else None,
            (page + 1, LATER) if page < pages - 1 else None,
        ]
        row: list[InlineKeyboardButton | KeyboardButton] = [
            InlineKeyboardButton(text=_(way[1]), callback_data=self._item_callback_data(way[0]))
            for way in ways
            if way is not None
        ]
        return [row] if row else []


def page_of(manager: DialogManager) -> int:
    """Counted from 0."""
    page: Any = manager.current_context().widget_data.get(PAGES, 0)
    return int(page)


def turn_to_first_page(manager: DialogManager) -> None:
    """The lists of one conversation share the number of their page."""
    manager.current_context().widget_data.pop(PAGES, None)


def pick_list(name: str, items: str, on_click: Any) -> Pages:
    """``items`` is the key of the getter's list of (number, label)."""
    return Pages(
        Select(
            Format("{item[1]}"),
            id=name,
            item_id_getter=lambda item: item[0],
            type_factory=int,
            items=items,
            on_click=on_click,
        ),
        id=PAGES,
        width=1,
        height=ON_A_PAGE,
    )
