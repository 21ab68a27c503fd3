"""Amounts, days and hours as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from dialogs.amounts import day, hour, money
from locales.speech import speaking


@pytest.mark.parametrize(
    ("grosze", "text"),
    [
        (31240, "312,40 zł"),
        (120477, "1 204,77 zł"),
        (123456789, "1 234 567,89 zł"),
        (100, "1,00 zł"),
        (5, "0,05 zł"),
        (0, "0,00 zł"),
    ],
)
def test_amounts_have_a_comma_and_plain_spaces(grosze: int, text: str) -> None:
    with speaking("pl"):
        assert money(grosze) == text


@pytest.mark.parametrize("language", ["pl", "uk", "en"])
def test_an_amount_has_no_space_that_cannot_be_typed(language: str) -> None:
    with speaking(language):
        assert not set(money(123456789)) & {"\u00a0", "\u202f"}
        assert money(31240).endswith("zł")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2026, 12, 15), "15 grudnia 2026 r."),
        (date(2026, 5, 1), "1 maja 2026 r."),
        (date(2028, 2, 29), "29 lutego 2028 r."),
    ],
)
def test_days_have_the_month_in_a_word(value: date, text: str) -> None:
    with speaking("pl"):
        assert day(value) == text


def test_a_day_speaks_the_language_of_the_chat() -> None:
    told = set()
    for language in ("pl", "uk", "en"):
        with speaking(language):
            told.add(day(date(2026, 12, 15)))

    assert len(told) == 3
    assert all("2026" in text for text in told)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime(2026, 11, 22, 13, 5, tzinfo=UTC), "14.05"),
        (datetime(2026, 7, 1, 6, 0, tzinfo=UTC), "8.00"),
        (datetime(2026, 11, 22, 23, 30, tzinfo=UTC), "0.30"),
    ],
)
def test_hours_are_those_on_polish_clocks(value: datetime, text: str) -> None:
    with speaking("pl"):
        assert hour(value) == text
