"""The invented cooperative: made again to the byte, and right on whatever day it is imported."""

from __future__ import annotations

import subprocess
import sys
from calendar import isleap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from stdnum.pl import pesel

from ebok.importing.dates import DateReader
from ebok.importing.encodings import decode
from ebok.importing.files import Promised
from ebok.importing.ledger import LedgerFile, LedgerLine
from ebok.importing.rows import table_of
from ebok.importing.sheet import Findings, Sheet
from ebok.profile import load_profile
from storage.tables import Holder, LedgerEntry, Member, Premises
from tests.ebok.importing.office_files import TODAY, Office, of_file

EXAMPLES = Path(__file__).parents[3] / "examples"
COOPERATIVE = EXAMPLES / "cooperative"
FILES = ("members.csv", "premises.csv", "ledger.csv")  # made by the script

MARIAS_FLAT, JANS_FLAT, JANS_GARAGE, IGLAS_SHOP = "IKA12-05", "DED07-31", "GAR-001", "UZY-01"
FIXED = {MARIAS_FLAT, JANS_FLAT, JANS_GARAGE, IGLAS_SHOP}

DAYS = [
    *(date(2026, 11, 22) + timedelta(days=day) for day in range(45)),
    *(date(2027, 2, day) for day in (1, 14, 15, 16, 27, 28)),
    *(date(2028, 2, day) for day in (28, 29)),
    *(date(2028, 3, day) for day in (1, 15, 29, 30, 31)),
    date(2029, 12, 31),
]


@dataclass(frozen=True)
class Standing:
    debt: int
    overdue: int
    due_days: frozenset[date]  # of what is not due yet


def standing(entries: list[LedgerLine], today: date) -> Standing:
    """What falls due on the day itself is counted as overdue here: the example avoids it."""
    debts = [
        (entry, -entry.amount if entry.kind == "payment" else entry.amount) for entry in entries
    ]
    later = [(entry, debt) for entry, debt in debts if entry.due_on and entry.due_on > today]
    debt = sum(amount for _, amount in debts)
    return Standing(
        debt,
        debt - sum(amount for _, amount in later),
        frozenset(entry.due_on for entry, _ in later if entry.due_on),
    )


@pytest.fixture(scope="module")
def ledger_text() -> str:
    return decode((COOPERATIVE / "ledger.csv").read_bytes()).text


def fixed_lines(text: str) -> Iterator[str]:
    header, *lines = text.splitlines()
    yield header
    yield from (line for line in lines if line.split(";")[1] in FIXED)


def entries_by_code(text: str, today: date) -> dict[str, list[LedgerLine]]:
    findings = Findings("ledger.csv")
    sheet = Sheet(text, LedgerFile.columns, {}, findings)
    entries: dict[str, list[LedgerLine]] = {}
    for entry in LedgerFile(DateReader(today), Promised()).read(sheet, lambda _: None):
        entries.setdefault(entry.code, []).append(entry)
    assert not findings.problems
    return entries


def test_the_script_makes_the_committed_files_again_to_the_byte(tmp_path: Path) -> None:
    subprocess.run([sys.executable, EXAMPLES / "make_cooperative.py", tmp_path], check=True)

    for name in FILES:
        assert (tmp_path / name).read_bytes() == (COOPERATIVE / name).read_bytes()


def test_the_fixed_people_owe_the_same_on_any_day_of_import(ledger_text: str) -> None:
    text = "\n".join(fixed_lines(ledger_text))
    assert any(isleap(day.year) for day in DAYS)

    for today in DAYS:
        entries = entries_by_code(text, today)

        maria = standing(entries[MARIAS_FLAT], today)
        assert maria == Standing(312_40, 0, frozenset({today + timedelta(days=5)})), today
        flat, garage = (standing(entries[code], today) for code in (JANS_FLAT, JANS_GARAGE))
        assert (flat.debt, garage.debt) == (-58_00, 0), today
        assert not flat.due_days | garage.due_days, today
        igla = standing(entries[IGLAS_SHOP], today)
        assert igla == Standing(1204_77, 1204_77, frozenset()), today


def test_nothing_in_the_ledger_is_booked_in_the_future(ledger_text: str) -> None:
    for today in (date(2027, 3, 1), date(2026, 12, 31)):
        for entries in entries_by_code(ledger_text, today).values():
            assert max(entry.booked_on for entry in entries) <= today


def test_most_people_have_paid_some_owe_and_some_have_paid_too_much(ledger_text: str) -> None:
    standings = [
        standing(entries, TODAY) for entries in entries_by_code(ledger_text, TODAY).values()
    ]

    overdue = sum(item.overdue > 0 for item in standings)
    overpaid = sum(item.debt < 0 for item in standings)
    assert 10 < overdue < 40
    assert 10 < overpaid < 40
    assert len(standings) == 260


async def test_the_whole_example_comes_in_without_a_remark_and_only_once(office: Office) -> None:
    office.folder = COOPERATIVE

    report = await office.bring_in()

    assert [(file.problems, file.warnings) for file in report.files] == [((), ())] * 4
    assert report.not_read == ()
    assert of_file(report, "members.csv").new == 201
    assert len(await office.rows(table_of(Premises), "code")) == 260
    assert len(await office.rows(table_of(Holder), "premises_id")) == 294
    assert len(await office.rows(table_of(LedgerEntry), "external_id")) > 60_000
    names = dict(await office.rows(table_of(Member), "symbol", "name"))
    assert [names[symbol] for symbol in ("104217", "118830", "120045", "131002")] == [
        "Maria Wiśniewska",
        "Jan Żółkiewski",
        "Usługi Krawieckie Igła sp. z o.o.",
        "Halina Brak",
    ]

    again = await office.bring_in()

    assert [(file.new, file.changed) for file in again.files] == [(0, 0)] * 4


def test_the_four_have_the_numbers_of_the_contract() -> None:
    members = (COOPERATIVE / "members.csv").read_text("utf-8")
    assert all(pesel.is_valid(number) for number in ("52031512346", "47110809172"))
    assert "104217;person;Maria Wiśniewska;52031512346;;" in members
    assert "118830;person;Jan Żółkiewski;47110809172;;" in members
    assert "120045;company;Usługi Krawieckie Igła sp. z o.o.;;8941234562;" in members
    assert "131002;person;Halina Brak;;;" in members


def test_the_terms_and_the_consent_of_the_built_in_profile_are_there() -> None:
    profile = load_profile()

    assert profile.terms_file.read_bytes().startswith(b"%PDF-")
    assert len(profile.consent_text("pl")) <= 900
    assert "<" not in profile.consent_text("pl")
