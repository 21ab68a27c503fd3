"""Bookings come in by their id, as integer grosze, on premises that are known."""

from __future__ import annotations

from datetime import date

import pytest

from ebok.importing.report import ProblemCode
from ebok.importing.rows import table_of
from storage.staging import PORTION
from storage.tables import LedgerEntry
from tests.ebok.importing.office_files import (
    CHARGE,
    FLAT,
    JAN,
    MARIA,
    Office,
    counts,
    faults,
    of_file,
    warnings,
)

LEDGER = table_of(LedgerEntry)
FILE = "ledger.csv"

PAYMENT = "K2;I12-5;14.11.2026;;payment;Wpłata;;1 204,77"
CORRECTION = "K3;I12-5;today-3;;correction;Korekta wody;zimna woda i ścieki;-58,00"
INTEREST = "K4;I12-5;month/20;;interest;Odsetki;odsetki;2.50"


@pytest.fixture
def office_with_a_flat(office: Office) -> Office:
    office.write_members(MARIA, JAN)
    office.write_premises(FLAT, "G1;118830;ul. Bulwar Dedala 9;garaż;;;")
    return office


async def test_bookings_of_every_kind_come_in(office_with_a_flat: Office) -> None:
    office = office_with_a_flat
    office.write_ledger(CHARGE, PAYMENT, CORRECTION, INTEREST)

    report = await office.bring_in()

    assert counts(report, FILE) == (4, 0, 0)
    rows = await office.rows(
        LEDGER, "external_id", "kind", "booked_on", "due_on", "title", "component", "amount"
    )
    nov = 11
    assert rows == [
        (
            *("K1", "charge", date(2026, nov, 1), date(2026, nov, 15)),
            *("Eksploatacja", "eksploatacja", 11220),
        ),
        ("K2", "payment", date(2026, nov, 14), None, "Wpłata", None, 120477),
        (
            *("K3", "correction", date(2026, nov, 19), None),
            *("Korekta wody", "zimna woda i ścieki", -5800),
        ),
        ("K4", "interest", date(2026, nov, 20), None, "Odsetki", "odsetki", 250),
    ]


async def test_the_same_ledger_again_changes_nothing(office_with_a_flat: Office) -> None:
    office = office_with_a_flat
    office.write_ledger(CHARGE, PAYMENT, CORRECTION, INTEREST)
    await office.bring_in()
    before = await office.rows(LEDGER, "id", "external_id", "amount")

    report = await office.bring_in()

    assert counts(report, FILE) == (0, 0, 4)
    assert await office.rows(LEDGER, "id", "external_id", "amount") == before


async def test_a_changed_booking_is_updated_and_a_new_one_added(
    office_with_a_flat: Office,
) -> None:
    office = office_with_a_flat
    office.write_ledger(CHARGE, PAYMENT)
    await office.bring_in()

    office.write_ledger(CHARGE.replace("112,20", "112,21"), PAYMENT, INTEREST)
    report = await office.bring_in()

    assert counts(report, FILE) == (1, 1, 1)
    assert (await office.rows(LEDGER, "external_id", "amount"))[0] == ("K1", 11221)


async def test_bookings_that_a_later_file_lacks_stay(office_with_a_flat: Office) -> None:
    office = office_with_a_flat
    office.write_ledger(CHARGE, PAYMENT)
    await office.bring_in()

    office.write_ledger(INTEREST)
    await office.bring_in()

    assert await office.rows(LEDGER, "external_id") == [("K1",), ("K2",), ("K4",)]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (CHARGE, "id", ProblemCode.DUPLICATE),
        (";I12-5;2026-11-01;;payment;Wpłata;;1,00", "id", ProblemCode.EMPTY),
        ("K9;I99;2026-11-01;;payment;Wpłata;;1,00", "code", ProblemCode.UNKNOWN_CODE),
        ("K9;;2026-11-01;;payment;Wpłata;;1,00", "code", ProblemCode.EMPTY),
        ("K9;I12-5;2026-02-30;;payment;Wpłata;;1,00", "date", ProblemCode.BAD_DATE),
        ("K9;I12-5;0226-11-01;;payment;Wpłata;;1,00", "date", ProblemCode.ABSURD_DATE),
        ("K9;I12-5;;;payment;Wpłata;;1,00", "date", ProblemCode.EMPTY),
        ("K9;I12-5;2026-11-01;;charge;Winda;;1,00", "due", ProblemCode.DUE_MISSING),
        ("K9;I12-5;2026-11-01;soon;charge;Winda;;1,00", "due", ProblemCode.BAD_DATE),
        ("K9;I12-5;2026-11-01;;wpłata;Wpłata;;1,00", "kind", ProblemCode.BAD_CHOICE),
        ("K9;I12-5;2026-11-01;;payment;;;1,00", "title", ProblemCode.EMPTY),
        ("K9;I12-5;2026-11-01;;payment;Wpłata;;", "amount", ProblemCode.EMPTY),
        ("K9;I12-5;2026-11-01;;payment;Wpłata;;1,005", "amount", ProblemCode.DECIMALS),
        ("K9;I12-5;2026-11-01;;payment;Wpłata;;-1,00", "amount", ProblemCode.NEGATIVE),
        ("K9;I12-5;2026-11-01;;payment;Wpłata;;dużo", "amount", ProblemCode.BAD_AMOUNT),
    ],
)
async def test_a_bad_line_is_named_and_keeps_the_whole_file_out(
    office_with_a_flat: Office, line: str, column: str, code: ProblemCode
) -> None:
    office = office_with_a_flat
    office.write_ledger(CHARGE, PAYMENT, line)

    report = await office.bring_in()

    assert faults(report, FILE) == [(4, column, code)]
    assert await office.rows(LEDGER, "external_id") == []
    assert not of_file(report, "premises.csv").refused


async def test_two_faults_in_one_line_are_both_told(office_with_a_flat: Office) -> None:
    office = office_with_a_flat
    office.write_ledger("K1;I99;2026-11-01;;payment;Wpłata;;1,005")

    report = await office.bring_in()

    assert set(faults(report, FILE)) == {
        (2, "code", ProblemCode.UNKNOWN_CODE),
        (2, "amount", ProblemCode.DECIMALS),
    }


async def test_a_due_day_of_a_payment_is_not_read(office_with_a_flat: Office) -> None:
    office = office_with_a_flat
    office.write_ledger("K1;I12-5;2026-11-01;2026-11-15;payment;Wpłata;;1,00")

    report = await office.bring_in()

    assert warnings(report, FILE) == [(2, "due", ProblemCode.DUE_IGNORED)]
    assert await office.rows(LEDGER, "external_id", "due_on") == [("K1", None)]


async def test_a_ledger_larger_than_one_statement_comes_in_whole(
    office_with_a_flat: Office,
) -> None:
    office = office_with_a_flat
    lines = [f"K{n};I12-5;2026-11-01;;payment;Wpłata;;{n},00" for n in range(2 * PORTION + 1)]
    office.write_ledger(*lines)
    await office.bring_in()

    office.write_ledger(*lines[:-1], lines[-1].replace(",00", ",50"), INTEREST.replace("K4", "X"))
    report = await office.bring_in()

    assert counts(report, FILE) == (1, 1, 2 * PORTION)
    steps = [(done, total) for name, done, total in office.progress if name == FILE]
    assert steps[-1][0] == steps[-1][1]
    assert all(done <= total for done, total in steps)
