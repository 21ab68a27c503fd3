"""Office hours, reckoned: people ask "is anybody there now?", and promises count office hours.

Pure: the clock comes in. Reckoned in UTC, so that a night of another summer time takes nothing
away; what is handed back stands in the office's zone. Poland's public holidays come from the
library ``holidays``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MINUTES_OF_DAY = 24 * 60
PUBLIC_HOLIDAYS = holidays.country_holidays("PL")

_HOUR = re.compile(r"(\d{1,2})[.:](\d\d)")


@dataclass(frozen=True, order=True)
class Span:
    """Minutes after midnight; the last one is 24.00."""

    opens: int
    closes: int


Week = tuple[tuple[Span, ...], ...]  # seven days from Monday, the spans of each in order


def minute_of_day(text: str) -> int:
    """Of ``8.00`` or ``8:00``. Raises ValueError."""
    found = _HOUR.fullmatch(text.strip())
    minutes = int(found[1]) * 60 + int(found[2]) if found and int(found[2]) < 60 else -1
    if not 0 <= minutes <= MINUTES_OF_DAY:
        raise ValueError(f"{text!r} is not an hour like 8.00")
    return minutes


def read_span(text: str) -> Span:
    """Of ``8.00-15.00``, any dash. Raises ValueError."""
    opens, _dash, closes = text.replace("–", "-").partition("-")
    span = Span(minute_of_day(opens), minute_of_day(closes))
    if span.opens >= span.closes:
        raise ValueError(f"{text!r} closes before it opens")
    return span


def without_breaks(span: Span, breaks: Sequence[Span]) -> list[Span]:
    """What is left of a span. Raises ValueError when a break is not within it."""
    left, opens = [], span.opens
    for pause in sorted(breaks):
        if pause.opens <= opens or pause.closes >= span.closes:
            raise ValueError("a break is not within its hours")
        left.append(Span(opens, pause.opens))
        opens = pause.closes
    return [*left, Span(opens, span.closes)]


@dataclass(frozen=True)
class OpeningHours:
    """``week`` has at least one span: an office that never opens has no hours. Moments that come in
    have a zone, whichever."""

    week: Week
    closed_days: frozenset[date]
    zone: ZoneInfo

    def is_open(self, now: datetime) -> bool:
        return self.closes_at(now) is not None

    def closes_at(self, now: datetime) -> datetime | None:
        """For a break or for the night; None when it is closed now."""
        opens, closes = next(self._spans(now))
        return self._here(closes) if opens <= now else None

    def is_open_on(self, day: date) -> bool:
        """At any hour of it."""
        return bool(self._spans_of(day))

    def next_opening(self, now: datetime) -> datetime:
        """After a break or a night; while it is open, the one after that."""
        return self._here(next(opens for opens, _closes in self._spans(now) if opens > now))

    def add_office_hours(self, start: datetime, hours: float) -> datetime:
        """When so many office hours after ``start`` have passed, at the latest the minute it
        closes."""
        left = timedelta(hours=hours)
        for opens, closes in self._spans(start):
            since = max(opens, start.astimezone(UTC))
            if left <= closes - since:
                return self._here(since + left)
            left -= closes - since
        raise AssertionError("spans never end")

    def office_hours_between(self, start: datetime, end: datetime) -> float:
        """0 when ``end`` is not after ``start``."""
        passed = timedelta()
        for opens, closes in self._spans(start):
            if opens >= end or start >= end:
                break
            passed += min(closes, end.astimezone(UTC)) - max(opens, start.astimezone(UTC))
        return passed / timedelta(hours=1)

    def _spans(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Without end, in UTC: those that close after the moment."""
        day = moment.astimezone(self.zone).date()
        while True:
            for span in self._spans_of(day):
                closes = self._moment(day, span.closes)
                if closes > moment:
                    yield self._moment(day, span.opens), closes
            day += timedelta(days=1)

    def _spans_of(self, day: date) -> Sequence[Span]:
        if day in self.closed_days or day in PUBLIC_HOLIDAYS:
            return ()
        return self.week[day.weekday()]

    def _moment(self, day: date, minute: int) -> datetime:
        days, minute = divmod(minute, MINUTES_OF_DAY)
        hour = time(*divmod(minute, 60))
        return datetime.combine(day + timedelta(days=days), hour, self.zone).astimezone(UTC)

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(self.zone)
