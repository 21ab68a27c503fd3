"""Dates in a cooperative's files, absolute or relative to the day of import.

=====================  =========================================================
``2026-11-22``         as computers write it
``2026-11-22 00:00``   a time is left out, with seconds too
``22.11.2026``         as people write it (``1.3.2026`` is read, too)
``today``              the day of import
``today-12``           days before it; ``today+5`` days after it
``month-3/15``         the 15th of the month three months before the one of import
``month/31``           the last day of this month: a day is cut to the month's length
=====================  =========================================================

Relative dates are there for examples and tests: what is due in five days stays so next year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from ebok.importing.cells import BadCell
from ebok.importing.report import ProblemCode, shown

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
POLISH = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
# Programs write the midnight of a date; a zone would make it another day.
TIME = re.compile(r"[T ]+(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:[.,]\d+)?)?\Z", re.ASCII)
DAYS = re.compile(r"today(?:([+-]\d{1,5}))?", re.ASCII | re.IGNORECASE)
MONTHS = re.compile(r"month([+-]\d{1,4})?/(\d{1,2})", re.ASCII | re.IGNORECASE)

EARLIEST = date(1945, 1, 1)
YEARS_AHEAD = 5


class DateReader:
    """Reads date cells against one day of import; the few that a ledger repeats are kept."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._latest = date(today.year + YEARS_AHEAD, 12, 31)
        self._known: dict[str, date] = {}

    def __call__(self, text: str) -> date:
        """Raises BadCell."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = self._read(text)
        return known

    def _read(self, text: str) -> date:
        try:
            found = self._parse(text)
        except (ValueError, OverflowError):
            raise BadCell(ProblemCode.BAD_DATE, shown(text)) from None
        if not EARLIEST <= found <= self._latest:
            raise BadCell(ProblemCode.ABSURD_DATE, shown(text))
        return found

    def _parse(self, text: str) -> date:
        text = TIME.sub("", text)
        if match := ISO.fullmatch(text):
            year, month, day = map(int, match.groups())
            return date(year, month, day)
        if match := POLISH.fullmatch(text):
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        if match := DAYS.fullmatch(text):
            return self._today + timedelta(days=int(match[1] or 0))
        if match := MONTHS.fullmatch(text):
            return day_of_month(self._today, int(match[1] or 0), int(match[2]))
        raise ValueError


def day_of_month(today: date, months: int, day: int) -> date:
    """Raises ValueError for a day that no month has."""
    if not 1 <= day <= 31:
        raise ValueError
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))
