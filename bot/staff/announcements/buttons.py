"""Buttons under a draft: what is done, with which announcement, and with which of its choices."""

from __future__ import annotations

from hashlib import sha256

from aiogram.filters.callback_data import CallbackData


class AnnouncementPress(CallbackData, prefix="announce"):
    deed: str
    number: int
    choice: str = ""


def mark_of(building_key: str) -> str:
    """Short enough for a button, and the same however the list of buildings changes."""
    return sha256(building_key.encode()).hexdigest()[:10]
