"""A folder as a whole: what stands on what, dry runs, and folders that are none."""

from __future__ import annotations

import pytest

from ebok.importing import NoSuchFolder, NothingToImport, ProblemCode
from ebok.importing.rows import table_of
from storage.tables import Holder, LedgerEntry, Member, Premises
from tests.ebok.importing.office_files import (
    CHARGE,
    FLAT,
    JAN,
    MARIA,
    Office,
    counts,
    faults,
    of_file,
)

TABLES = [
    (table_of(Member), "symbol"),
    (table_of(Premises), "code"),
    (table_of(Holder), "premises_id"),
    (table_of(LedgerEntry), "external_id"),
]
BROKEN = "12;person;Nobody;;;;;tak"


async def sizes(office: Office) -> list[int]:
    return [len(await office.rows(table, column)) for table, column in TABLES]


async def test_a_dry_run_tells_everything_and_keeps_nothing(office: Office) -> None:
    office.write_members(MARIA)
    office.write_premises(FLAT)
    office.write_ledger(CHARGE, CHARGE.replace("K1", "K2").replace("I12-5", "I99"))

    report = await office.bring_in(dry_run=True)

    assert report.dry_run
    assert counts(report, "members.csv") == (1, 0, 0)
    assert counts(report, "premises.csv") == (1, 0, 0)
    assert faults(report, "ledger.csv") == [(3, "code", ProblemCode.UNKNOWN_CODE)]
    assert await sizes(office) == [0, 0, 0, 0]


async def test_a_refused_file_keeps_out_only_those_that_stand_on_it(office: Office) -> None:
    office.write_members(MARIA)
    office.write_premises(FLAT)
    await office.bring_in()

    office.write_members(MARIA, JAN, BROKEN)
    office.write_premises(FLAT.replace("38,20", "38,30"))
    office.write_ledger(CHARGE)
    report = await office.bring_in()

    assert of_file(report, "members.csv").refused
    assert counts(report, "premises.csv") == (0, 1, 0)
    assert counts(report, "ledger.csv") == (1, 0, 0)
    assert not report.ok


async def test_what_stands_on_a_refused_file_is_refused_with_it(office: Office) -> None:
    office.write_members(MARIA, BROKEN)
    office.write_premises(FLAT)
    office.write_ledger(CHARGE)

    report = await office.bring_in()

    assert faults(report, "premises.csv") == [(2, "symbol", ProblemCode.UNKNOWN_SYMBOL)]
    assert faults(report, "ledger.csv") == [(2, "code", ProblemCode.UNKNOWN_CODE)]
    assert await sizes(office) == [0, 0, 0, 0]


async def test_a_file_may_come_alone(office: Office) -> None:
    office.write_members(MARIA)

    report = await office.bring_in()

    assert [file.name for file in report.files] == ["members.csv"]


async def test_files_that_nobody_reads_are_listed(office: Office) -> None:
    office.write_members(MARIA)
    office.write("settlements.csv", "id;code")
    office.write("Mapping.toml")
    office.write("wyciag.sta", "")

    report = await office.bring_in()

    assert report.not_read == ("settlements.csv", "wyciag.sta")


async def test_names_of_files_are_read_in_any_case(office: Office) -> None:
    office.write("MEMBERS.CSV", "symbol;kind;name;pesel;nip;email;phone;member", MARIA)

    report = await office.bring_in()

    assert counts(report, "MEMBERS.CSV") == (1, 0, 0)


async def test_a_folder_that_is_not_there_is_said_at_once(office: Office) -> None:
    office.folder.rmdir()

    with pytest.raises(NoSuchFolder):
        await office.bring_in()


async def test_a_folder_without_a_known_file_is_said_at_once(office: Office) -> None:
    office.write("notes.txt", "nothing")

    with pytest.raises(NothingToImport) as refused:
        await office.bring_in()

    assert refused.value.expected == (
        "members.csv",
        "premises.csv",
        "ledger.csv",
        "documents.csv",
    )
