"""Buttons about accounts, and what they stand for."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from locales.speech import _


class EntryPress(CallbackData, prefix="entry"):
    """Under an application."""

    deed: str
    application: int


class AccountPress(CallbackData, prefix="account"):
    """Under what is known of a client's account."""

    deed: str
    symbol: str


class ErrandPress(CallbackData, prefix="errand"):
    """The answer to an errand's question."""

    deed: str
    errand: int
    choice: int = 0


def row(label: str, press: CallbackData) -> list[InlineKeyboardButton]:
    return [InlineKeyboardButton(text=_(label), callback_data=press.pack())]


def keyboard(*rows: list[InlineKeyboardButton]) -> InlineKeyboardMarkup | None:
    return InlineKeyboardMarkup(inline_keyboard=list(rows)) if rows else None
