"""What spreadsheets and copying do to cells: undone where it is sure, refused where it is not."""

from __future__ import annotations

import pytest

from ebok.importing.cells import BadCell
from ebok.importing.report import ProblemCode
from ebok.importing.rows import table_of
from ebok.importing.spreadsheets import written
from storage.tables import Member
from tests.ebok.importing.office_files import MARIA, Office, faults, warnings

MEMBER_TABLE = table_of(Member)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("'000217", "000217"),
        ('="000217"', "000217"),
        ('=""', ""),
        ("'+48 601 234 567", "+48 601 234 567"),
        ("-58,00", "-58,00"),
        ("+48 (71) 353 00 00", "+48 (71) 353 00 00"),
        ("O'Brien Sean", "O'Brien Sean"),
        ("1 204,77", "1 204,77"),
        ("1\u00a0204,77", "1 204,77"),
        ("Maria\u200b  Wiśniewska\ufeff", "Maria Wiśniewska"),
        ("Wiśniew\u00adska", "Wiśniewska"),
        ("Wis\u0301niewska", "Wiśniewska"),
        ("ul. Ikara 5\r\n54-130 Wrocław", "ul. Ikara 5 54-130 Wrocław"),
        ("\u202eMaria\u202c Wiśniewska\u200f", "Maria Wiśniewska"),
        ("\u2066Maria\u2069", "Maria"),
    ],
)
def test_what_was_meant_is_read(cell: str, meant: str) -> None:
    assert written(cell) == meant


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("5.2E+10", ProblemCode.SCIENTIFIC),
        ("5,20315E+10", ProblemCode.SCIENTIFIC),
        ("1E+05", ProblemCode.SCIENTIFIC),
        ("3.7999E+25", ProblemCode.SCIENTIFIC),
        ("=SUM(A1:A9)", ProblemCode.FORMULA),
        ("=1+1", ProblemCode.FORMULA),
        ('=HYPERLINK("http://x";"y")', ProblemCode.FORMULA),
        ("@SUM(1)", ProblemCode.FORMULA),
        ("+cmd|' /C calc'!A0", ProblemCode.FORMULA),
        ("#N/D!", ProblemCode.SPREADSHEET_ERROR),
        ("#REF!", ProblemCode.SPREADSHEET_ERROR),
        ("#ARG!", ProblemCode.SPREADSHEET_ERROR),
        ("########", ProblemCode.SPREADSHEET_ERROR),
        ("Ma\x00ria", ProblemCode.CONTROL_SIGN),
        ("\x1b[2JMaria", ProblemCode.CONTROL_SIGN),
        ("Maria\x07", ProblemCode.CONTROL_SIGN),
        ("Maria\x9b2J", ProblemCode.CONTROL_SIGN),
        ("Maria\x7f", ProblemCode.CONTROL_SIGN),
        ("Maria\x1a", ProblemCode.CONTROL_SIGN),
    ],
)
def test_what_was_lost_or_never_meant_is_refused(cell: str, code: ProblemCode) -> None:
    with pytest.raises(BadCell) as refused:
        written(cell)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written_pesel", "code"),
    [
        ("5.2E+10", ProblemCode.SCIENTIFIC),
        ("5,20315123460E+10", ProblemCode.SCIENTIFIC),
        ("2270803624", ProblemCode.LOST_ZEROS),  # 02270803624
        ("5203151234600", ProblemCode.BAD_PESEL),
    ],
)
async def test_a_pesel_that_a_spreadsheet_spoilt_is_refused(
    office: Office, written_pesel: str, code: ProblemCode
) -> None:
    office.write_members(MARIA.replace("52031512346", written_pesel))

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(2, "pesel", code)]


@pytest.mark.parametrize("symbol", ["217", "4217", "1,04217E+05", "104217.0", "104217,00"])
async def test_a_symbol_that_a_spreadsheet_spoilt_is_refused(office: Office, symbol: str) -> None:
    office.write_members(MARIA.replace("104217", symbol))

    assert not (await office.bring_in()).ok


@pytest.mark.parametrize(
    "pesel",
    [
        "5203-15-12346",
        "520315 12346",
        "520 315 123 46",
        "52.03.15.12346",
        "520315/12346",
        "'52031512346",
        '="52031512346"',
        "520315\u00a012346",
        "520315–12346",
        "PESEL 52031512346",
    ],
)
async def test_one_pesel_is_one_number_whatever_separators_stand_in_it(
    office: Office, pesel: str
) -> None:
    office.write_members(
        MARIA.replace("52031512346", pesel.replace('"', '""'))
        .replace(";=", ';"=')
        .replace('"";', '""";')
    )

    assert (await office.bring_in()).ok
    rows = await office.rows(MEMBER_TABLE, "symbol", "identifier_fingerprint")
    assert rows == [("104217", office.vault.fingerprint("52031512346"))]


@pytest.mark.parametrize(
    "nip", ["894-123-45-62", "PL 894-123-45-62", "PL8941234562", "894 123 45 62"]
)
async def test_one_nip_is_one_number(office: Office, nip: str) -> None:
    office.write_members(f"120045;company;Igła sp. z o.o.;;{nip};;;nie")

    await office.bring_in()

    [(found,)] = await office.rows(MEMBER_TABLE, "identifier_fingerprint")
    assert found == office.vault.fingerprint("8941234562")


async def test_one_symbol_written_in_two_ways_is_the_same_client_twice(office: Office) -> None:
    office.write_members(MARIA, MARIA.replace("104217", "104-217"))

    report = await office.bring_in()

    assert faults(report, "members.csv") == [(3, "symbol", ProblemCode.DUPLICATE)]


@pytest.mark.parametrize(
    "name",
    ["Ala\nBcc: x@y.pl", "Ala\r\nBcc: x@y.pl", "Ala\u2028Bcc: x@y.pl", "Ala\u0085Bcc: x@y.pl"],
)
async def test_a_name_stays_on_one_line_and_is_warned_about(office: Office, name: str) -> None:
    office.write_members(f'104217;person;"{name}";;;;;tak')

    report = await office.bring_in()

    assert await office.rows(MEMBER_TABLE, "name") == [("Ala Bcc: x@y.pl",)]
    assert (2, "name", ProblemCode.ODD_NAME) in warnings(report, "members.csv")


@pytest.mark.parametrize("name", ["Wi?niewska Maria", "Maria ?ółkiewska", "Jan Go?"])
async def test_a_question_mark_for_a_letter_is_refused(office: Office, name: str) -> None:
    office.write_members(f"104217;person;{name};;;;;tak")

    report = await office.bring_in()

    expected = [(2, "name", ProblemCode.LOST_LETTER)] if not name.endswith("?") else []
    assert faults(report, "members.csv") == expected


@pytest.mark.parametrize(
    "name",
    [
        *("Kowalscy Anna i Jan", "Anna i Jan Nowak", "Nowak Anna, Nowak Jan", "Anna Nowak/Jan Lis"),
        *("Nowak z d. Kowalska", "Anna Nowak z domu Kowalska", "Anna Nowak ur. Lis"),
        *("śp. Jan Nowak", "Jan Nowak (zm.)", "Jan Nowak jun.", "Jan Nowak senior"),
        *("Nowak", "J. Nowak", "Jan Nowak 1/2", "Spadkobiercy Jana Nowaka", "Nieznany Właściciel"),
    ],
)
async def test_a_name_that_nobody_types_comes_with_a_warning(office: Office, name: str) -> None:
    office.write_members(f"104217;person;{name};52031512346;;;;tak")

    report = await office.bring_in()

    assert report.ok
    assert warnings(report, "members.csv") == [(2, "name", ProblemCode.ODD_NAME)]


@pytest.mark.parametrize(
    "name",
    [
        *("Maria Wiśniewska", "WIŚNIEWSKA MARIA", "Anna Nowak-Kowalska", "Anna Nowak - Kowalska"),
        *("Sean O’Brien", "Юлія Шевченко", "Nguyen Van An", "Maria Lek", "Anna Maria Nowak"),
    ],
)
async def test_a_name_as_people_type_it_comes_without(office: Office, name: str) -> None:
    office.write_members(f"104217;person;{name};52031512346;;;;tak")

    assert warnings(await office.bring_in(), "members.csv") == []


async def test_an_address_without_a_house_number_comes_with_a_warning(office: Office) -> None:
    office.write_members(MARIA)
    office.write_premises("I12-5;104217;osiedle Lotnicze;mieszkanie;;;")

    report = await office.bring_in()

    assert warnings(report, "premises.csv") == [(2, "address", ProblemCode.ODD_ADDRESS)]
