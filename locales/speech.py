"""Speaking: message ids looked up in the language of the chat.

The language belongs to the task that handles one update or writes one letter, so that every text
of it, its error messages too, is in the same one.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

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
    """For the rest of this task."""
    _language.set(language)


def current_language() -> str:
    return _language.get()


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "marked, looked up later"
    return message


def _(message: str, **values: Any) -> str:
    """The message in the current language; values are put in as they are."""
    text = translations(_language.get()).gettext(message)
    return text.format_map(values) if values else text


def ngettext(one: str, several: str, n: int, **values: Any) -> str:
    """The message whose form fits the number, which is ``{n}`` in it."""
    text = translations(_language.get()).ngettext(one, several, n)
    return text.format_map({**values, "n": n})


def escaped(values: dict[str, Any]) -> dict[str, Any]:
    """Strings made harmless in HTML; what a person typed never becomes markup."""
    return {
        key: html.escape(value, quote=False) if isinstance(value, str) else value
        for key, value in values.items()
    }
