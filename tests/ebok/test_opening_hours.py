"""When the office is open now, when next, and how many office hours pass: past breaks, week-ends,
holidays, midnight and the nights when the clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from ebok.opening_hours import OpeningHours, Span, read_span, without_breaks

WARSAW = ZoneInfo("Europe/Warsaw")
EIGHT_TO_THREE = (read_span("8.00-15.00"),)
WITH_BREAK = (read_span("8.00-12.00"), read_span("12.30-17:00"))
ROUND_THE_CLOCK = (read_span("0.00-24.00"),)
WORKDAYS = (*[EIGHT_TO_THREE] * 5, (), ())


def office(*week: tuple[Span, ...], closed: tuple[date, ...] = ()) -> OpeningHours:
    return OpeningHours(week or WORKDAYS, frozenset(closed), WARSAW)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WARSAW)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [
        ("2026-11-25 07:59", False),
        ("2026-11-25 08:00", True),
        ("2026-11-25 14:59", True),
        ("2026-11-25 15:00", False),
        ("2026-11-28 10:00", False),  # Saturday
        ("2026-11-11 10:00", False),  # Independence Day
        ("2026-12-24 10:00", False),  # Christmas Eve, a holiday since 2025
        ("2024-12-24 10:00", True),  # … and a working day before
        ("2026-06-04 10:00", False),  # Corpus Christi
        ("2026-12-31 10:00", True),
    ],
)
def test_it_is_open_in_its_hours_but_on_no_holiday(now: str, is_open: bool) -> None:
    assert office().is_open(at(now)) is is_open


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-11-25 07:00", "2026-11-25 08:00"),  # this morning
        ("2026-11-25 00:00", "2026-11-25 08:00"),  # at midnight
        ("2026-11-25 15:00", "2026-11-26 08:00"),  # tomorrow
        ("2026-11-25 10:00", "2026-11-26 08:00"),  # while it is open: the next time
        ("2026-11-27 16:00", "2026-11-30 08:00"),  # after the week-end
        ("2026-11-10 16:00", "2026-11-12 08:00"),  # after Independence Day
        ("2026-12-23 16:00", "2026-12-28 08:00"),  # after Christmas Eve and Christmas
        ("2026-04-03 16:00", "2026-04-07 08:00"),  # after Easter Monday
        ("2026-12-31 23:59", "2027-01-04 08:00"),  # after the New Year
    ],
)
def test_the_next_opening(now: str, opens: str) -> None:
    assert office().next_opening(at(now)) == at(opens)


def test_a_break_is_closed_and_ends() -> None:
    week = (*[WITH_BREAK] * 5, (), ())

    assert office(*week).closes_at(at("2026-11-25 11:00")) == at("2026-11-25 12:00")
    assert not office(*week).is_open(at("2026-11-25 12:10"))
    assert office(*week).next_opening(at("2026-11-25 12:10")) == at("2026-11-25 12:30")
    assert office(*week).closes_at(at("2026-11-25 12:30")) == at("2026-11-25 17:00")


def test_the_offices_own_closed_days_count() -> None:
    closed = office(closed=(date(2026, 11, 26), date(2026, 11, 27)))

    assert closed.next_opening(at("2026-11-25 16:00")) == at("2026-11-30 08:00")


def test_a_moment_from_another_zone_is_the_same_moment() -> None:
    assert office().is_open(datetime(2026, 7, 1, 6, 0, tzinfo=UTC))  # 8.00 in summer
    assert not office().is_open(datetime(2026, 11, 25, 6, 59, tzinfo=UTC))  # 7.59 in winter
    assert office().next_opening(datetime(2026, 11, 25, 23, 30, tzinfo=UTC)) == at(
        "2026-11-26 08:00"
    )


@pytest.mark.parametrize(
    ("start", "hours", "passed_at"),
    [
        ("2026-11-25 09:00", 2, "2026-11-25 11:00"),
        ("2026-11-25 08:00", 7, "2026-11-25 15:00"),  # at the very end of a day
        ("2026-11-25 14:00", 2, "2026-11-26 09:00"),
        ("2026-11-25 20:00", 1.5, "2026-11-26 09:30"),
        ("2026-11-27 14:30", 1, "2026-11-30 08:30"),
        ("2026-12-23 14:00", 8, "2026-12-28 15:00"),
        ("2026-11-25 09:00", 70, "2026-12-09 09:00"),  # ten days of the office
        ("2026-11-28 12:00", 0, "2026-11-30 08:00"),  # nothing passes while it is closed
    ],
)
def test_so_many_office_hours_later(start: str, hours: float, passed_at: str) -> None:
    assert office().add_office_hours(at(start), hours) == at(passed_at)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-25 09:00", "2026-11-25 11:30", 2.5),
        ("2026-11-25 14:00", "2026-11-26 09:00", 2),
        ("2026-11-25 15:00", "2026-11-26 08:00", 0),
        ("2026-11-27 12:00", "2026-11-30 12:00", 7),
        ("2026-12-23 08:00", "2026-12-28 15:00", 14),
        ("2026-11-26 09:00", "2026-11-25 09:00", 0),  # backwards
        ("2026-01-01 00:00", "2027-01-01 00:00", 253 * 7),  # 261 weekdays, 8 of them holidays
    ],
)
def test_office_hours_between(start: str, end: str, hours: float) -> None:
    assert office().office_hours_between(at(start), at(end)) == hours


def test_breaks_are_no_office_hours() -> None:
    week = (*[WITH_BREAK] * 5, (), ())

    assert office(*week).office_hours_between(at("2026-11-25 08:00"), at("2026-11-25 17:00")) == 8.5
    assert office(*week).add_office_hours(at("2026-11-25 11:00"), 2) == at("2026-11-25 13:30")


@pytest.mark.parametrize(("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25)])
def test_nights_of_another_time_are_counted_as_they_pass(day: str, hours: int) -> None:
    always = office(*[ROUND_THE_CLOCK] * 7)
    midnight, later = at(f"{day} 00:00"), at(f"{day} 12:00")

    assert always.office_hours_between(midnight, later) == hours - 12
    assert always.closes_at(later) == at(f"{day} 00:00").replace(day=int(day[-2:]) + 1)
    assert always.add_office_hours(midnight, hours - 12) == later


def test_hours_until_midnight_end_there() -> None:
    late = office(*[(read_span("16.00-24.00"),)] * 7)

    assert late.is_open(at("2026-11-25 23:59"))
    assert not late.is_open(at("2026-11-26 00:00"))
    assert late.closes_at(at("2026-11-25 20:00")) == at("2026-11-26 00:00")


def test_breaks_are_cut_out_of_a_day() -> None:
    day = without_breaks(
        read_span("8.00-16.00"), [read_span("13.00–13.15"), read_span("10.00-10.30")]
    )

    assert day == [
        read_span("8.00-10.00"),
        read_span("10.30-13.00"),
        read_span("13.15-16.00"),
    ]


@pytest.mark.parametrize(
    "text", ["", "8", "8.00", "15.00-8.00", "osiem-dziewięć", "8.00-25.00", "8.60-9.00", "-8.00"]
)
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"like 8\.00|closes before"):
        read_span(text)


@pytest.mark.parametrize("pause", ["7.00-9.00", "14.00-16.00", "8.00-9.00"])
def test_a_break_lies_within_its_hours(pause: str) -> None:
    with pytest.raises(ValueError, match="not within"):
        without_breaks(read_span("8.00-15.00"), [read_span(pause)])
