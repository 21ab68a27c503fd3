"""Text widgets of aiogram-dialog: looked up when shown, with values escaped."""

from __future__ import annotations

from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.text import Text

from locales import translations
from locales.speech import current_language, escaped


class L(Text):
    """A message of a window: HTML in the catalogue, values escaped."""

    def __init__(self, message: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.message = message

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return _looked_up(self.message).format_map(escaped(data))


class Label(L):
    """Words on a button: no markup, so nothing is escaped."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return _looked_up(self.message).format_map(data)


class Looked(Text):
    """A message that the getter chose: the value under ``key`` is a message id."""

    def __init__(self, key: str, when: WhenCondition = None) -> None:
        super().__init__(when=when if when is not None else key)
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return _looked_up(data[self.key]).format_map(escaped(data))


def _looked_up(message: str) -> str:
    return translations(current_language()).gettext(message)
