"""Lines that would put a cell under a neighbour's name, and files whose lines do not begin at once:
nothing of them comes in quietly, and one run tells everything."""

from __future__ import annotations

import pytest

from ebok.importing.report import ProblemCode
from ebok.importing.rows import table_of
from storage.tables import LedgerEntry, Member, Premises
from tests.ebok.importing.office_files import (
    FLAT,
    IGLA,
    JAN,
    LEDGER,
    MARIA,
    MEMBERS,
    PREMISES,
    Office,
    faults,
)

LEDGER_TABLE, MEMBER_TABLE = table_of(LedgerEntry), table_of(Member)
PREMISES_TABLE = table_of(Premises)
COMMA_LEDGER = LEDGER.replace(";", ",")
AMOUNT_FIRST = "id,code,date,due,kind,amount,title,component"


@pytest.fixture
async def flat(office: Office) -> Office:
    office.write_members(MARIA)
    office.write_premises(FLAT)
    await office.bring_in()
    return office


@pytest.mark.parametrize(
    ("header", "line", "code"),
    [
        (COMMA_LEDGER, "Wpłata,,312,40", ProblemCode.COMMA_UNQUOTED),
        (COMMA_LEDGER, "Wpłata, gotówka,,312.40", ProblemCode.COMMA_UNQUOTED),
        (COMMA_LEDGER, "Wpłata,,312.40,", ProblemCode.COMMA_UNQUOTED),
        (f"{COMMA_LEDGER},", "Wpłata,,312,40", ProblemCode.NAMELESS_CELL),
        (f"{COMMA_LEDGER},,", "Wpłata,,312,40,", ProblemCode.NAMELESS_CELL),
        (f"{COMMA_LEDGER}, ", "Wpłata,,312,40", ProblemCode.NAMELESS_CELL),
        (f"{COMMA_LEDGER},\u200b", "Wpłata,,312,40", ProblemCode.NAMELESS_CELL),
        (f"{COMMA_LEDGER},", "Wpłata,,312.40", ProblemCode.CELL_COUNT),
        (COMMA_LEDGER, "Wpłata,312.40", ProblemCode.CELL_COUNT),
        (AMOUNT_FIRST, "312,40,Wpłata,", ProblemCode.COMMA_UNQUOTED),
    ],
)
async def test_no_amount_is_cut_at_its_comma(
    flat: Office, header: str, line: str, code: ProblemCode
) -> None:
    flat.write("ledger.csv", header, f"K1,I12-5,22.11.2026,,payment,{line}")

    report = await flat.bring_in()

    assert faults(report, "ledger.csv") == [(2, None, code)]
    assert await flat.rows(LEDGER_TABLE, "external_id") == []


async def test_a_nameless_column_does_not_make_room_for_hundredths(flat: Office) -> None:
    flat.write("ledger.csv", f"{AMOUNT_FIRST},", "K1,I12-5,22.11.2026,,payment,312,40,Wpłata,")

    report = await flat.bring_in()

    assert faults(report, "ledger.csv") == [(2, "amount", ProblemCode.DECIMAL_COMMA)]


async def test_commas_at_the_end_of_the_header_and_of_every_line_are_harmless(
    flat: Office,
) -> None:
    flat.write(
        "ledger.csv",
        f"{COMMA_LEDGER},,",
        'K1,I12-5,22.11.2026,,payment,"Wpłata, gotówka",,312.40,,',
        'K2,I12-5,22.11.2026,,payment,Wpłata,,"1 204,77",,',
    )

    assert (await flat.bring_in()).ok
    assert await flat.rows(LEDGER_TABLE, "external_id", "amount") == [("K1", 31240), ("K2", 120477)]


async def test_a_separator_at_the_end_of_every_line_is_a_habit_of_some_a_fault(
    office: Office,
) -> None:
    office.write_members(f"{MARIA};", f"{JAN};")
    assert (await office.bring_in()).ok

    office.write_members(f"{MARIA};", JAN, f"{IGLA};;")
    report = await office.bring_in()

    assert faults(report, "members.csv") == [
        (2, None, ProblemCode.CELL_COUNT),
        (4, None, ProblemCode.CELL_COUNT),
    ]


@pytest.mark.parametrize("at", [0, 3, 8])
async def test_what_stands_under_no_name_is_refused_wherever_it_stands(
    office: Office, at: int
) -> None:
    names, cells = MEMBERS.split(";"), MARIA.split(";")
    names.insert(at, "")
    cells.insert(at, "?")
    office.write("members.csv", ";".join(names), ";".join(cells))

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(2, None, ProblemCode.NAMELESS_CELL)]


@pytest.mark.parametrize("declared", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;;;;;;", "\ufeffsep=;"])
async def test_the_declared_separator_is_obeyed(office: Office, declared: str) -> None:
    office.write("members.csv", declared, MEMBERS, MARIA, "1;x")

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(4, None, ProblemCode.CELL_COUNT)]


async def test_any_separator_may_be_declared(office: Office) -> None:
    office.write("members.csv", "sep=|", *(line.replace(";", "|") for line in (MEMBERS, MARIA)))

    assert (await office.bring_in()).ok
    assert await office.rows(MEMBER_TABLE, "symbol") == [("104217",)]


async def test_a_title_above_the_names_of_columns_is_named(office: Office) -> None:
    office.write("members.csv", "Kontrahenci; stan na dzień 22.11.2026", "", MEMBERS, MARIA, "1;x")

    report = await office.bring_in()

    assert faults(report, "members.csv") == [
        (1, None, ProblemCode.TITLE_ABOVE),
        (5, None, ProblemCode.CELL_COUNT),
    ]
    assert report.files[0].problems[0].detail == "3"
    assert await office.rows(MEMBER_TABLE, "symbol") == []


async def test_every_fault_behind_every_bad_quotation_mark_is_reported(office: Office) -> None:
    office.write_members(
        '120045;company;"Igła sp. z o.o.;;8941234562;;;nie',
        MARIA.replace("104217", "1042"),
        '120046;company;"Nić" sp. z o.o.;;;;;nie',
        '120047;company;"Szew sp. z o.o.;;;;;nie',
        JAN.replace("tak", "?"),
    )

    report = await office.bring_in()

    assert faults(report, "members.csv") == [
        (2, None, ProblemCode.BAD_QUOTES),
        (3, "symbol", ProblemCode.BAD_SYMBOL),
        (4, None, ProblemCode.BAD_QUOTES),
        (5, None, ProblemCode.BAD_QUOTES),
        (6, "member", ProblemCode.BAD_CHOICE),
    ]


async def test_two_open_quotation_marks_swallow_no_line_between_them(office: Office) -> None:
    office.write_members(
        '120045;company;"Igła;;8941234562;;;nie', JAN, '120046;company;Nić";;;;;nie'
    )

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(2, None, ProblemCode.BAD_QUOTES)]


async def test_an_open_quotation_mark_in_a_long_file_is_still_found(office: Office) -> None:
    clients = [f"{symbol};person;Jan Nowak;;;;;tak" for symbol in range(200000, 202000)]
    clients[1000] = '201000;person;"Jan Nowak;;;;;tak'
    office.write_members(*clients)

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(1002, None, ProblemCode.BAD_QUOTES)]
    assert report.files[0].rows == 2000


@pytest.mark.parametrize("separator", [";", ",", "\t", "x"])
async def test_a_line_of_very_many_columns_is_named(office: Office, separator: str) -> None:
    office.write("members.csv", separator * 200_000, MARIA)

    report = await office.bring_in()

    assert not report.ok
    assert report.files[0].problems[0].file == "members.csv"
    assert report.files[0].problems[0].line in (1, 2)


async def test_a_header_of_very_many_columns_is_named(office: Office) -> None:
    office.write("members.csv", f"{MEMBERS};" + ";".join(map(str, range(200_000))), MARIA)

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(1, None, ProblemCode.TOO_MANY_COLUMNS)]


async def test_very_long_cells_are_named_and_reading_goes_on(office: Office) -> None:
    office.write_members(
        MARIA.replace("Maria", "M" * 150_000), JAN.replace("Jan", "J" * 3000), "1;x"
    )

    report = await office.bring_in()

    assert faults(report, "members.csv") == [
        (2, None, ProblemCode.FIELD_TOO_LONG),
        (3, "name", ProblemCode.TOO_LONG),
        (4, None, ProblemCode.CELL_COUNT),
    ]


async def test_a_stray_byte_and_all_other_faults_are_told_in_one_run(office: Office) -> None:
    text = f"{MEMBERS}\n{MARIA}\n{JAN.replace('tak', 'x')}\n".encode()
    (office.folder / "members.csv").write_bytes(text.replace(b"Maria", b"Mari\xa0a"))

    report = await office.bring_in()

    assert faults(report, "members.csv") == [
        (2, None, ProblemCode.STRAY_BYTE),
        (3, "member", ProblemCode.BAD_CHOICE),
    ]
    assert await office.rows(MEMBER_TABLE, "symbol") == []


async def test_a_file_from_dos_ends_where_it_ends(office: Office) -> None:
    office.write("members.csv", MEMBERS, MARIA, "\x1a", encoding="cp852", end="\r\n")

    report = await office.bring_in()

    assert report.ok
    assert await office.rows(MEMBER_TABLE, "name") == [("Maria Wiśniewska",)]


async def test_a_mapped_column_and_one_of_our_own_name_are_told_apart_aloud(
    office: Office,
) -> None:
    office.write("mapping.toml", "[premises]", 'symbol = "Nr kontrahenta"')
    office.write_members(MARIA)
    office.write("premises.csv", f"{PREMISES};Nr kontrahenta", f"{FLAT};104217")

    report = await office.bring_in()

    ignored = report.files[1].warnings[0]
    assert (ignored.column, ignored.code) == ("symbol", ProblemCode.COLUMN_IGNORED)
    assert await office.rows(PREMISES_TABLE, "code") == [("I12-5",)]
