"""The message under a posted document: what is asked next, or where the document stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from dialogs.documents.words import ACCESS, ONE_OF_A_KIND, file_size
from ebok.documents.document import Access, Kind, State
from ebok.documents.publishing import Record
from locales.speech import N_, _

YEARS_OFFERED = 12
YEARS_IN_A_ROW = 4


class DocumentPress(CallbackData, prefix="document"):
    deed: str
    document: int
    choice: str = ""


@dataclass(frozen=True)
class Card:
    html: str
    keyboard: InlineKeyboardMarkup


def present(document: Record) -> Card:
    """Where it stands; of a draft, what is missing first."""
    if document.state is State.PUBLISHED:
        return _published(document)
    if document.state is State.WITHDRAWN:
        return _withdrawn(document)
    if document.kind is None:
        return ask_kind(document)
    return ask_title(document) if document.access is None else summary(document)


def ask_kind(document: Record) -> Card:
    buttons = [
        _button(document, words, "kind", kind.value) for kind, words in ONE_OF_A_KIND.items()
    ]
    return _card(
        document,
        _(N_("📄 <b>{file}</b>\n\nWhat is it?"), file=escape(document.file_name)),
        *_in_rows(buttons, 2),
        _cancel(document),
    )


def ask_title(document: Record) -> Card:
    words = N_("Title: <b>{title}</b>\nYear: <b>{year}</b>\n\nIs this right?")
    return _card(
        document,
        _(words, title=escape(document.title), year=document.year),
        [_button(document, N_("Yes, go on"), "ask_access")],
        [
            _button(document, N_("Change the title"), "ask_new_title"),
            _button(document, N_("Change the year"), "ask_year"),
        ],
        _cancel(document),
    )


def ask_year(document: Record, this_year: int) -> Card:
    years = [str(year) for year in range(this_year, this_year - YEARS_OFFERED, -1)]
    buttons = [_plain_button(document, year, "year", year) for year in years]
    return _card(
        document,
        _(N_("From which year is it?\nAn older one? Please write it into the title.")),
        *_in_rows(buttons, YEARS_IN_A_ROW),
        [_button(document, N_("Back"), "ask_title")],
    )


def ask_access(document: Record) -> Card:
    is_published = document.state is State.PUBLISHED
    words = N_(
        "Who may read it?\n\n"
        "<b>Everyone</b>: also without logging in.\n"
        "<b>Residents</b>: whoever has an account.\n"
        "<b>Members</b>: only members of the cooperative."
    )
    return _card(
        document,
        _(words),
        *([_button(document, label, "access", access.value)] for access, label in ACCESS.items()),
        [_button(document, N_("Back"), "present" if is_published else "ask_title")],
    )


def summary(document: Record) -> Card:
    return _card(
        document,
        _(N_("<b>Shall we publish it?</b>")) + f"\n\n{_facts(document)}",
        [_button(document, N_("Publish"), "publish")],
        [_button(document, N_("Correct"), "ask_kind")],
        _cancel(document),
    )


def ask_withdraw(document: Record) -> Card:
    words = N_("⚠️ <b>Shall we withdraw it?</b>\nResidents will not find it any more.")
    return _card(
        document,
        f"{_(words)}\n\n{_facts(document)}",
        [_button(document, N_("Yes, withdraw it"), "withdraw")],
        [_button(document, N_("No, keep it"), "present")],
    )


def dropped() -> str:
    return _(N_("We did not publish this file."))


def _published(document: Record) -> Card:
    by = ""
    if document.published_by:
        by = "\n" + _(N_("Published by: {name}"), name=escape(document.published_by))
    return _card(
        document,
        _(N_("✅ <b>Published</b>")) + f"\n\n{_facts(document)}{by}",
        [_button(document, N_("Change the access"), "ask_access")],
        [_button(document, N_("Withdraw"), "ask_withdraw")],
    )


def _withdrawn(document: Record) -> Card:
    return _card(
        document,
        _(N_("🚫 <b>Withdrawn</b>")) + f"\n\n{_facts(document)}",
        [_button(document, N_("Publish again"), "publish")],
        [_button(document, N_("Correct"), "ask_kind")],
    )


def _facts(document: Record) -> str:
    kind = Kind.OTHER if document.kind is None else document.kind
    access = Access.MEMBERS if document.access is None else document.access
    return _(
        N_("{kind}, {year}\n<b>{title}</b>\nWho reads it: {access}\nFile: {file}, {size}"),
        kind=_(ONE_OF_A_KIND[kind]),
        year=document.year,
        title=escape(document.title),
        access=_(ACCESS[access]),
        file=escape(document.file_name),
        size=file_size(document.size),
    )


def _card(document: Record, html: str, *rows: list[InlineKeyboardButton]) -> Card:
    return Card(html, InlineKeyboardMarkup(inline_keyboard=list(rows)))


def _cancel(document: Record) -> list[InlineKeyboardButton]:
    return [_button(document, N_("Cancel"), "drop")]


def _in_rows(
    buttons: Sequence[InlineKeyboardButton], width: int
) -> list[list[InlineKeyboardButton]]:
    return [list(buttons[begin : begin + width]) for begin in range(0, len(buttons), width)]


def _button(document: Record, label: str, deed: str, choice: str = "") -> InlineKeyboardButton:
    return _plain_button(document, _(label), deed, choice)


def _plain_button(document: Record, label: str, deed: str, choice: str) -> InlineKeyboardButton:
    press = DocumentPress(deed=deed, document=document.id, choice=choice)
    return InlineKeyboardButton(text=label, callback_data=press.pack())
