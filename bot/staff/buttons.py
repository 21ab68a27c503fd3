"""Buttons of the office's group: what is done, with which case, and with which of its choices."""

from __future__ import annotations

from aiogram.filters.callback_data import CallbackData


class Press(CallbackData, prefix="staff"):
    deed: str
    case: int
    choice: int = 0
