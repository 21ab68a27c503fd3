"""Amounts, days and hours as people write them: 312,40 zł, 15 grudnia 2026 r., 14.05."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency

from ebok.money import zloty
from ebok.services import WARSAW
from locales.speech import current_language

NO_BREAK_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " "})


def money(grosze: int) -> str:
    amount = format_currency(
        zloty(grosze), "PLN", "#,##0.00\u00a0zł", locale="pl" if _slavic() else "en"
    )
    return amount.translate(NO_BREAK_SPACES)


def day(value: date) -> str:
    if current_language() == "pl":
        return format_date(value, "d MMMM y 'r'.", locale="pl")
    return format_date(value, "long", locale=current_language())


def hour(value: datetime) -> str:
    pattern = "H.mm" if current_language() == "pl" else "H:mm"
    return format_datetime(value.astimezone(WARSAW), pattern, locale=current_language())


def duration(value: timedelta) -> str:
    """``3 godziny``, ``2 dni``: as people say about how long something takes."""
    return format_timedelta(value, threshold=1.5, locale=current_language())


def _slavic() -> bool:
    return current_language() in {"pl", "uk"}
