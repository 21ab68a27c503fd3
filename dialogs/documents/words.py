"""Kinds and rights of documents in words, for residents and for colleagues."""

from __future__ import annotations

from babel.numbers import format_decimal

from dialogs.amounts import day
from ebok.documents.document import Access, Kind, Listed
from locales.speech import N_, _, current_language

SHELVES: dict[Kind, str] = {
    Kind.RESOLUTION: N_("Resolutions"),
    Kind.REPORT: N_("Reports"),
    Kind.MINUTES: N_("Minutes of meetings"),
    Kind.REGULATIONS: N_("Regulations"),
    Kind.STATUTE: N_("Statute"),
    Kind.FORM: N_("Forms"),
    Kind.OTHER: N_("Other documents"),
}
ONE_OF_A_KIND: dict[Kind, str] = {
    Kind.RESOLUTION: N_("A resolution"),
    Kind.REPORT: N_("A report"),
    Kind.MINUTES: N_("Minutes"),
    Kind.REGULATIONS: N_("Rules"),
    Kind.STATUTE: N_("The statute"),
    Kind.FORM: N_("A form"),
    Kind.OTHER: N_("Another document"),
}
ACCESS: dict[Access, str] = {
    Access.EVERYONE: N_("Everyone"),
    Access.RESIDENTS: N_("Residents"),
    Access.MEMBERS: N_("Members"),
}
LONGEST_ON_A_BUTTON = 38  # characters; a telephone shows about as many


def day_and_size(document: Listed) -> str:
    words = N_("{day} · {size}") if document.is_dated else N_("added {day} · {size}")
    return _(words, day=day(document.day), size=file_size(document.size))


def file_size(size: int) -> str:
    """``340 kB``, ``1,2 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    return f"{format_decimal(size / 1_000_000, '0.0', locale=current_language())} MB"


def on_a_button(number: int, title: str) -> str:
    label = f"{number}. {title}"
    if len(label) <= LONGEST_ON_A_BUTTON:
        return label
    return label[: LONGEST_ON_A_BUTTON - 1].rstrip() + "…"
