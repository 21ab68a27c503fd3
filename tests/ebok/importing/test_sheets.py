"""Whatever made the export: its separators, its order of columns, its quotes, its line ends."""

from __future__ import annotations

import pytest

from ebok.importing.mapping import BadMapping
from ebok.importing.report import ProblemCode
from ebok.importing.rows import table_of
from storage.tables import LedgerEntry, Member
from tests.ebok.importing.office_files import (
    CHARGE,
    FLAT,
    IGLA,
    MARIA,
    MEMBERS,
    Office,
    counts,
    faults,
    of_file,
    warnings,
)

MEMBER_TABLE, LEDGER_TABLE = table_of(Member), table_of(LedgerEntry)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
async def test_a_file_is_read_with_any_of_the_separators(office: Office, separator: str) -> None:
    office.write("members.csv", *(line.replace(";", separator) for line in (MEMBERS, MARIA)))

    report = await office.bring_in()

    assert report.ok
    assert await office.rows(MEMBER_TABLE, "symbol", "name") == [("104217", "Maria Wiśniewska")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "cp852"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
async def test_a_file_is_read_in_any_encoding_and_with_any_line_end(
    office: Office, encoding: str, end: str
) -> None:
    office.write("members.csv", MEMBERS, MARIA, "", IGLA, ";;;;;;;", encoding=encoding, end=end)

    report = await office.bring_in()

    assert of_file(report, "members.csv").encoding == encoding
    assert await office.rows(MEMBER_TABLE, "symbol", "name") == [
        ("104217", "Maria Wiśniewska"),
        ("120045", "Igła sp. z o.o."),
    ]


async def test_columns_stand_in_any_order_and_their_names_in_any_case(office: Office) -> None:
    office.write(
        "members.csv",
        " NAME ;Member;Symbol;kind;Phone;PESEL;nip;E-mail;email",
        "Maria Wiśniewska;TAK;104217;Person;;52031512346;;ignored;",
    )

    report = await office.bring_in()

    assert await office.rows(MEMBER_TABLE, "symbol", "name") == [("104217", "Maria Wiśniewska")]
    assert warnings(report, "members.csv") == [(1, "E-mail", ProblemCode.COLUMN_IGNORED)]


async def test_quoted_cells_hold_separators_quotes_and_line_ends(office: Office) -> None:
    office.write_members(
        '120045;company;"Usługi ""Igła""; krawiectwo\nsp. z o.o.";;8941234562;;;nie',
        "12004;person;Nobody;;;;;nie",
    )

    report = await office.bring_in()

    # a line is counted where it begins, as an editor counts
    assert faults(report, "members.csv") == [(4, "symbol", ProblemCode.BAD_SYMBOL)]


async def test_a_comma_file_quotes_its_decimal_commas(office: Office) -> None:
    office.write_members(MARIA)
    office.write_premises(FLAT)
    office.write(
        "ledger.csv",
        "id,code,date,due,kind,title,component,amount",
        'K1,I12-5,22.11.2026,,payment,Wpłata,,"1 204,77"',
    )

    await office.bring_in()

    assert await office.rows(LEDGER_TABLE, "external_id", "amount") == [("K1", 120477)]


async def test_an_unquoted_decimal_comma_is_noticed(office: Office) -> None:
    office.write_members(MARIA)
    office.write_premises(FLAT)
    office.write(
        "ledger.csv",
        "id,code,date,due,kind,title,component,amount",
        "K1,I12-5,22.11.2026,,payment,Wpłata,,312,40",
    )

    report = await office.bring_in()

    assert faults(report, "ledger.csv") == [(2, None, ProblemCode.COMMA_UNQUOTED)]
    assert await office.rows(LEDGER_TABLE, "external_id") == []


async def test_an_open_quote_is_reported_where_it_opens_and_reading_goes_on(
    office: Office,
) -> None:
    office.write_members(MARIA, '120045;company;"Igła sp. z o.o.;;8941234562;;;nie', MARIA)

    report = await office.bring_in()

    assert faults(report, "members.csv") == [
        (3, None, ProblemCode.BAD_QUOTES),
        (4, "symbol", ProblemCode.DUPLICATE),
    ]


async def test_a_missing_column_is_named_and_nothing_else_is_complained_about(
    office: Office,
) -> None:
    office.write("members.csv", "kind;name;pesel;nip;email;phone", "person;Maria;1;;;")

    report = await office.bring_in()

    assert faults(report, "members.csv") == [
        (1, "symbol", ProblemCode.COLUMN_MISSING),
        (1, "member", ProblemCode.COLUMN_MISSING),
    ]
    assert of_file(report, "members.csv").problems[0].reason == "this column is missing: symbol"
    assert of_file(report, "members.csv").rows == 1


async def test_a_file_without_a_pesel_and_without_a_nip_column_is_refused(office: Office) -> None:
    office.write("members.csv", "symbol;kind;name;email;phone;member", "104217;person;M;;;tak")

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(1, "pesel", ProblemCode.COLUMN_MISSING)]


async def test_a_column_that_may_be_empty_may_be_missing_and_what_was_known_stays(
    office: Office,
) -> None:
    office.write_members(MARIA)
    await office.bring_in()

    office.write(
        "members.csv", "symbol;kind;name;pesel;member", "104217;person;Maria Nowa;52031512346;tak"
    )
    report = await office.bring_in()

    assert await office.rows(MEMBER_TABLE, "symbol", "name", "email", "phone") == [
        ("104217", "Maria Nowa", "maria@example.com", "+48600000217")
    ]
    assert counts(report, "members.csv") == (0, 1, 0)
    assert (1, "email", ProblemCode.COLUMN_KEPT) in warnings(report, "members.csv")


async def test_the_same_column_twice_is_refused(office: Office) -> None:
    office.write("members.csv", f"{MEMBERS};NAME", f"{MARIA};Ktoś")

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(1, "name", ProblemCode.COLUMN_TWICE)]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
async def test_an_empty_file_is_refused(office: Office, content: bytes) -> None:
    (office.folder / "members.csv").write_bytes(content)

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(1, None, ProblemCode.NO_HEADER)]


async def test_a_file_that_is_no_text_is_refused(office: Office) -> None:
    (office.folder / "members.csv").write_bytes(b"PK\x03\x04\x00\x00")

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(1, None, ProblemCode.UNKNOWN_ENCODING)]


async def test_a_file_without_a_header_does_not_betray_its_first_line(office: Office) -> None:
    office.write("members.csv", MARIA, IGLA)

    report = await office.bring_in()

    assert not report.ok
    assert "52031512346" not in repr(report)


async def test_a_mapping_names_the_columns_of_another_program(office: Office) -> None:
    office.write(
        "mapping.toml",
        "[members]",
        'symbol = "Nr kontrahenta"',
        'kind = "Rodzaj"',
        'pesel = "PESEL/NIP"',
        'nip = "PESEL/NIP"',
    )
    office.write(
        "members.csv",
        "NR  KONTRAHENTA;rodzaj;name;pesel/nip;email;phone;member",
        "104217;person;Maria Wiśniewska;52031512346;;;tak",
        "120045;company;Igła sp. z o.o.;8941234562;;;nie",
        "120046;company;Nitka sp. z o.o.;52031512346;;;nie",
    )

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(4, "pesel/nip", ProblemCode.BAD_NIP)]


async def test_a_column_that_the_mapping_promised_is_called_by_its_promised_name(
    office: Office,
) -> None:
    office.write("mapping.toml", "[members]", 'symbol = "Nr kontrahenta"')
    office.write("members.csv", MEMBERS.replace("symbol", "numer"), MARIA)

    report = await office.bring_in()

    assert of_file(report, "members.csv").problems[0].detail == "Nr kontrahenta"


@pytest.mark.parametrize(
    "line",
    ["[member]", "[members]\nsurname = 'x'", "[members]\nsymbol = 5", "members = 1", "= ="],
)
async def test_a_mapping_that_cannot_be_right_stops_the_import(office: Office, line: str) -> None:
    office.write("mapping.toml", line)
    office.write_members(MARIA)

    with pytest.raises(BadMapping):
        await office.bring_in()


async def test_a_mapping_may_already_name_the_files_of_later(office: Office) -> None:
    office.write("mapping.toml", "[settlements]", 'id = "Nr"')
    office.write_members(MARIA)
    office.write_premises(FLAT)
    office.write_ledger(CHARGE)

    assert (await office.bring_in()).ok
