"""Dates as computers write them, as people do, and relative ones for examples."""

from __future__ import annotations

from datetime import date

import pytest

from ebok.importing.cells import BadCell
from ebok.importing.dates import DateReader
from ebok.importing.report import ProblemCode

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2026-11-22", date(2026, 11, 22)),
        ("22.11.2026", date(2026, 11, 22)),
        ("2026-11-22 00:00:00", date(2026, 11, 22)),
        ("2026-11-22T00:00:00.000", date(2026, 11, 22)),
        ("2026-11-22 00:00", date(2026, 11, 22)),
        ("22.11.2026 0:00:00", date(2026, 11, 22)),
        ("2026-11-22 14:35:10", date(2026, 11, 22)),
        ("1.3.2024", date(2024, 3, 1)),
        ("29.02.2024", date(2024, 2, 29)),
        ("today", date(2026, 11, 22)),
        ("Today-22", date(2026, 10, 31)),
        ("today+9", date(2026, 12, 1)),
        ("month/15", date(2026, 11, 15)),
        ("month/31", date(2026, 11, 30)),
        ("month-3/15", date(2026, 8, 15)),
        ("month-11/1", date(2025, 12, 1)),
        ("month+2/10", date(2027, 1, 10)),
        ("month-9/30", date(2026, 2, 28)),
        ("month-33/30", date(2024, 2, 29)),
    ],
)
def test_a_date_is_read(cell: str, expected: date) -> None:
    assert DateReader(TODAY)(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-11-22T00:00:00Z", "2026-11-22 00:00:00+01:00", "2026-11-22 25:00", "46348"),
        *("2026-02-30", "31.04.2026", "2026-13-01", "22.11.26", "22/11/2026", "11.22.2026"),
        *("tomorrow", "today+", "today+999999", "month-3", "month-3/0", "month-3/32", "٢٢.١١.٢٠٢٦"),
    ],
)
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(BadCell) as refused:
        DateReader(TODAY)(cell)

    assert refused.value.code == ProblemCode.BAD_DATE


@pytest.mark.parametrize("cell", ["0226-11-22", "1899-12-30", "22.11.2062", "today-40000"])
def test_a_date_that_only_a_slip_can_make_is_refused(cell: str) -> None:
    with pytest.raises(BadCell) as refused:
        DateReader(TODAY)(cell)

    assert refused.value.code == ProblemCode.ABSURD_DATE
