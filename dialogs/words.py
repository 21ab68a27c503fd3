"""Words on the screen: looked up when shown, in the language of the chat, with values escaped."""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.text import Text

from locales import DEFAULT_LANGUAGE, translations

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    token = _language.set(language)
    try:
        yield
    finally:
        _language.reset(token)


def speak(language: str) -> None:
    """For the rest of this task: its error messages too are in the chat's language."""
    _language.set(language)


def current_language() -> str:
    return _language.get()


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "marked, looked up later"
    return message


def _(message: str, **values: Any) -> str:
    """The message in the current language; values are put in as they are."""
    text = translations(_language.get()).gettext(message)
    return text.format_map(values) if values else text


def escaped(values: dict[str, Any]) -> dict[str, Any]:
    """Strings made harmless in HTML; what a person typed never becomes markup."""
    return {
        key: html.escape(value, quote=False) if isinstance(value, str) else value
        for key, value in values.items()
    }


class L(Text):
    """A message of a window: HTML in the catalogue, values escaped."""

    def __init__(self, message: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.message = message

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return translations(_language.get()).gettext(self.message).format_map(escaped(data))


class Label(L):
    """Words on a button: no markup, so nothing is escaped."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return translations(_language.get()).gettext(self.message).format_map(data)


class Looked(Text):
    """A message that the getter chose: the value under ``key`` is a message id."""

    def __init__(self, key: str, when: WhenCondition = None) -> None:
        super().__init__(when=when if when is not None else key)
        self.key = key

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return translations(_language.get()).gettext(data[self.key]).format_map(escaped(data))
