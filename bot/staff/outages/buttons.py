"""Buttons under an outage: what is done, with which one, and with which of its choices."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class OutagePress(CallbackData, prefix="outage"):
    deed: str
    number: int
    choice: str = ""
