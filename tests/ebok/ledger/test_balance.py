"""What is owed on a day, from the whole ledger of one premises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ebok.ledger.balance import Balance, Entry, LastPayment, balance_of
from ebok.money import zloty

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = TODAY - timedelta(1), TODAY + timedelta(1)
OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 15), date(2026, 11, 15), date(2026, 12, 15)


def charge(amount: int, due: date | None, booked: date = date(2026, 10, 1)) -> Entry:
    return Entry("charge", amount, booked, due)


def payment(amount: int, booked: date = date(2026, 11, 14)) -> Entry:
    return Entry("payment", amount, booked)


def figures(*entries: Entry, today: date = TODAY) -> tuple[int, int, int, date | None]:
    """Overdue, not yet due, overpaid, the next due day."""
    found = balance_of(entries, today)
    return found.overdue, found.not_yet_due, found.overpaid, found.next_due


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], (0, 0, 0, None)),
        ([charge(100, NOVEMBER)], (100, 0, 0, None)),
        ([charge(100, DECEMBER)], (0, 100, 0, DECEMBER)),
        ([charge(100, YESTERDAY)], (100, 0, 0, None)),
        ([charge(100, TODAY)], (0, 100, 0, TODAY)),
        ([charge(100, TOMORROW)], (0, 100, 0, TOMORROW)),
        ([charge(100, NOVEMBER), charge(50, DECEMBER)], (100, 50, 0, DECEMBER)),
        ([charge(100, NOVEMBER), payment(100)], (0, 0, 0, None)),
        ([charge(100, NOVEMBER), payment(30)], (70, 0, 0, None)),
        ([charge(100, NOVEMBER), payment(130)], (0, 0, 30, None)),
        ([payment(58)], (0, 0, 58, None)),
        # what is paid beforehand settles the next charges, the earliest first
        ([charge(100, DECEMBER), payment(30)], (0, 70, 0, DECEMBER)),
        ([charge(100, DECEMBER), charge(100, date(2027, 1, 15)), payment(100)],
         (0, 100, 0, date(2027, 1, 15))),
        ([charge(100, DECEMBER), payment(130)], (0, 0, 30, None)),
        # the oldest debt first, so what is open is the newest
        ([charge(100, OCTOBER), charge(100, DECEMBER), payment(150)], (0, 50, 0, DECEMBER)),
        ([charge(100, TODAY), charge(100, OCTOBER), payment(100)], (0, 100, 0, TODAY)),
        ([charge(100, TODAY), payment(40)], (0, 60, 0, TODAY)),
        # corrections are signed; interest is due when booked
        ([charge(100, NOVEMBER), Entry("correction", -30, NOVEMBER)], (70, 0, 0, None)),
        ([charge(100, NOVEMBER), Entry("correction", 30, NOVEMBER)], (130, 0, 0, None)),
        ([Entry("interest", 250, NOVEMBER)], (250, 0, 0, None)),
        ([Entry("correction", -30, TODAY)], (0, 0, 30, None)),
        ([charge(100, None, NOVEMBER)], (100, 0, 0, None)),
    ],
)  # fmt: skip
def test_the_figures_of_a_ledger(
    entries: Sequence[Entry], expected: tuple[int, int, int, date | None]
) -> None:
    assert figures(*entries) == expected


def test_a_charge_is_overdue_from_the_day_after_its_due_day() -> None:
    assert figures(charge(100, TODAY))[:2] == (0, 100)
    assert figures(charge(100, TODAY), today=TOMORROW)[:2] == (100, 0)


def test_what_is_booked_later_does_not_count_yet() -> None:
    later = charge(100, DECEMBER, booked=TOMORROW)

    assert figures(later, payment(10, TOMORROW)) == (0, 0, 0, None)
    assert figures(later, today=TOMORROW) == (0, 100, 0, DECEMBER)


def test_a_correction_of_a_charge_to_come_lowers_it() -> None:
    lowered = Entry("correction", -30, NOVEMBER, DECEMBER)

    assert figures(charge(100, DECEMBER), lowered) == (0, 70, 0, DECEMBER)
    assert figures(lowered, charge(100, DECEMBER)) == (0, 70, 0, DECEMBER)


def test_a_correction_larger_than_what_is_to_come_is_money_to_spare() -> None:
    lowered = Entry("correction", -130, NOVEMBER, DECEMBER)

    assert figures(charge(100, DECEMBER), lowered) == (0, 0, 30, None)


def test_a_charge_taken_back_whole_is_no_next_due_day() -> None:
    gone = Entry("correction", -100, NOVEMBER, DECEMBER)

    assert figures(charge(100, DECEMBER), gone, charge(50, date(2027, 1, 15))) == (
        0,
        50,
        0,
        date(2027, 1, 15),
    )


def test_a_correction_in_ones_favour_counts_at_once_whatever_its_day() -> None:
    lowered = Entry("correction", -50, NOVEMBER, DECEMBER)

    assert figures(charge(100, NOVEMBER), lowered) == (50, 0, 0, None)


def test_a_correction_that_raises_the_debt_can_be_paid_until_its_day() -> None:
    raised = Entry("correction", 30, NOVEMBER, DECEMBER)

    assert figures(raised) == (0, 30, 0, DECEMBER)
    assert figures(raised, today=date(2026, 12, 16)) == (30, 0, 0, None)


@pytest.mark.parametrize(("year", "due"), [(2028, date(2028, 2, 29)), (2027, date(2027, 2, 28))])
def test_the_last_of_february_is_a_day_like_any_other(year: int, due: date) -> None:
    entry = charge(100, due, booked=date(year, 2, 1))

    assert figures(entry, today=due) == (0, 100, 0, due)
    assert figures(entry, today=date(year, 3, 1)) == (100, 0, 0, None)


def test_the_last_payment_is_the_one_that_came_in_last() -> None:
    found = balance_of(
        [payment(100, NOVEMBER), payment(200, OCTOBER), payment(300, TOMORROW)], TODAY
    )

    assert found.last_payment == LastPayment(100, NOVEMBER)


def test_a_correction_is_no_payment() -> None:
    assert balance_of([Entry("correction", -100, NOVEMBER)], TODAY).last_payment is None


THOROUGH = settings(max_examples=300)
DAYS = st.dates(date(2026, 11, 1), date(2026, 11, 30))
AMOUNTS = st.integers(1, 10**7)
ENTRIES = st.lists(
    st.one_of(
        st.builds(Entry, st.just("charge"), AMOUNTS, DAYS, st.none() | DAYS),
        st.builds(Entry, st.just("payment"), AMOUNTS, DAYS),
        st.builds(Entry, st.just("interest"), AMOUNTS, DAYS),
        st.builds(
            Entry, st.just("correction"), st.integers(-(10**7), 10**7), DAYS, st.none() | DAYS
        ),
    ),
    max_size=12,
)


def debt(entries: Sequence[Entry], today: date) -> int:
    return sum(
        -entry.amount if entry.kind == "payment" else entry.amount
        for entry in entries
        if entry.booked_on <= today
    )


@THOROUGH
@given(ENTRIES, DAYS)
def test_to_pay_less_overpaid_is_the_whole_debt(entries: list[Entry], today: date) -> None:
    found = balance_of(entries, today)

    assert found.to_pay - found.overpaid == debt(entries, today)


@THOROUGH
@given(ENTRIES, DAYS)
def test_no_figure_is_below_zero_and_debt_and_credit_exclude_each_other(
    entries: list[Entry], today: date
) -> None:
    found = balance_of(entries, today)

    assert min(found.overdue, found.not_yet_due, found.overpaid) >= 0
    assert found.to_pay == 0 or found.overpaid == 0


@THOROUGH
@given(ENTRIES, DAYS)
def test_a_next_due_day_is_there_just_when_something_is_not_yet_due(
    entries: list[Entry], today: date
) -> None:
    found = balance_of(entries, today)

    assert (found.next_due is not None) == (found.not_yet_due > 0)
    assert found.next_due is None or found.next_due >= today


@THOROUGH
@given(ENTRIES, DAYS)
def test_arrears_are_at_most_what_was_charged_and_due_before_today(
    entries: list[Entry], today: date
) -> None:
    past = [
        entry
        for entry in entries
        if entry.booked_on <= today and (entry.due_on or entry.booked_on) <= today
    ]

    assert balance_of(entries, today).overdue <= sum(max(entry.debt, 0) for entry in past)


@THOROUGH
@given(ENTRIES, DAYS, AMOUNTS)
def test_paying_more_never_makes_arrears_larger(
    entries: list[Entry], today: date, amount: int
) -> None:
    before = balance_of(entries, today)
    after = balance_of([*entries, Entry("payment", amount, today)], today)

    assert after.overdue <= before.overdue
    assert after.to_pay <= before.to_pay


@THOROUGH
@given(st.permutations([charge(100, OCTOBER), charge(70, DECEMBER), payment(40), charge(9, TODAY)]))
def test_the_order_of_the_ledger_does_not_matter(entries: list[Entry]) -> None:
    assert balance_of(entries, TODAY) == Balance(
        60, 79, 0, TODAY, LastPayment(40, date(2026, 11, 14))
    )


@pytest.mark.parametrize(("grosze", "text"), [(31240, "312.40"), (5, "0.05"), (-5800, "-58.00")])
def test_grosze_become_zlote_without_a_float(grosze: int, text: str) -> None:
    assert str(zloty(grosze)) == text
