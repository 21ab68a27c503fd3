"""Premises come in by their code, with exactly the holders that the file names."""

from __future__ import annotations

import pytest

from ebok.importing.report import ProblemCode
from ebok.importing.rows import table_of
from storage.tables import Holder, Member, Premises
from tests.ebok.importing.office_files import (
    ACCOUNT,
    FLAT,
    IGLA,
    JAN,
    MARIA,
    Office,
    counts,
    faults,
    of_file,
    warnings,
)

PREMISES = table_of(Premises)
FILE = "premises.csv"

GARAGE = "G1;118830;ul. Bulwar Dedala 9 garaż 1;garaż;15,5;0;"
FLAT_OF_JAN = FLAT.replace("104217", "118830")


async def holders(office: Office) -> list[tuple[str, str]]:
    codes = dict(await office.rows(PREMISES, "id", "code"))
    symbols = dict(await office.rows(table_of(Member), "id", "symbol"))
    pairs = await office.rows(table_of(Holder), "premises_id", "member_id")
    return sorted((codes[premises_id], symbols[member_id]) for premises_id, member_id in pairs)


async def test_premises_come_in_with_their_holders(office: Office) -> None:
    office.write_members(MARIA, JAN)
    office.write_premises(FLAT, FLAT_OF_JAN, GARAGE)

    report = await office.bring_in()

    assert counts(report, FILE) == (3, 0, 0)
    assert await office.rows(
        PREMISES, "code", "address", "kind", "area_dm2", "people", "account_number"
    ) == [
        ("G1", "ul. Bulwar Dedala 9 garaż 1", "garaż", 1550, 0, None),
        (
            "I12-5",
            "ul. Bulwar Ikara 12/5, 54-130 Wrocław",
            "mieszkanie",
            3820,
            2,
            ACCOUNT.replace(" ", ""),
        ),
    ]
    assert await holders(office) == [("G1", "118830"), ("I12-5", "104217"), ("I12-5", "118830")]


async def test_the_same_premises_again_change_nothing(office: Office) -> None:
    office.write_members(MARIA, JAN)
    office.write_premises(FLAT, FLAT_OF_JAN, GARAGE)
    await office.bring_in()

    report = await office.bring_in()

    assert counts(report, FILE) == (0, 0, 3)


async def test_a_sold_flat_changes_its_holder_and_lets_others_be(office: Office) -> None:
    office.write_members(MARIA, JAN, IGLA)
    office.write_premises(FLAT, GARAGE)
    await office.bring_in()

    (office.folder / "members.csv").unlink()
    office.write_premises(FLAT.replace("104217", "120045"))
    report = await office.bring_in()

    assert counts(report, FILE) == (0, 1, 0)
    assert await holders(office) == [("G1", "118830"), ("I12-5", "120045")]


async def test_premises_that_changed_are_updated(office: Office) -> None:
    office.write_members(MARIA, JAN)
    office.write_premises(FLAT, GARAGE)
    await office.bring_in()

    office.write_premises(FLAT.replace("mieszkanie;38,20;2", "Mieszkanie;38,20;3"), GARAGE)
    report = await office.bring_in()

    assert counts(report, FILE) == (0, 1, 1)
    assert (await office.rows(PREMISES, "code", "kind", "people"))[1] == ("I12-5", "mieszkanie", 3)


async def test_a_column_that_is_missing_keeps_what_was_known(office: Office) -> None:
    office.write_members(MARIA)
    office.write_premises(FLAT)
    await office.bring_in()

    office.write(FILE, "code;symbol;address;kind", "I12-5;104217;ul. Nowa 1;mieszkanie")
    await office.bring_in()

    assert await office.rows(PREMISES, "code", "address", "area_dm2", "people") == [
        ("I12-5", "ul. Nowa 1", 3820, 2)
    ]


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        (";104217;ul. Nowa 1;garaż;15;0;", "code", ProblemCode.EMPTY),
        ("G1;10421;ul. Nowa 1;garaż;15;0;", "symbol", ProblemCode.BAD_SYMBOL),
        ("G1;999999;ul. Nowa 1;garaż;15;0;", "symbol", ProblemCode.UNKNOWN_SYMBOL),
        ("G1;104217;;garaż;15;0;", "address", ProblemCode.EMPTY),
        ("G1;104217;ul. Nowa 1;;15;0;", "kind", ProblemCode.EMPTY),
        ("G1;104217;ul. Nowa 1;garaż;15,123;0;", "area", ProblemCode.DECIMALS),
        ("G1;104217;ul. Nowa 1;garaż;big;0;", "area", ProblemCode.BAD_AREA),
        ("G1;104217;ul. Nowa 1;garaż;15;two;", "people", ProblemCode.BAD_NUMBER),
        (
            f"G1;104217;ul. Nowa 1;garaż;15;0;{ACCOUNT.replace('37', '38', 1)}",
            "account",
            ProblemCode.BAD_ACCOUNT,
        ),
        (FLAT, "symbol", ProblemCode.DUPLICATE),
        (FLAT_OF_JAN.replace("12/5", "12/6"), "code", ProblemCode.CONTRADICTION),
    ],
)
async def test_a_bad_line_is_named_and_keeps_the_whole_file_out(
    office: Office, line: str, column: str, code: ProblemCode
) -> None:
    office.write_members(MARIA, JAN)
    office.write_premises(FLAT, line)

    report = await office.bring_in()

    assert faults(report, FILE) == [(3, column, code)]
    assert await office.rows(PREMISES, "code") == []
    assert not of_file(report, "members.csv").refused


async def test_one_account_for_two_premises_is_warned_about(office: Office) -> None:
    office.write_members(MARIA, JAN)
    office.write_premises(FLAT, GARAGE + ACCOUNT)

    report = await office.bring_in()

    assert report.ok
    assert warnings(report, FILE) == [(3, "account", ProblemCode.SAME_ACCOUNT)]
