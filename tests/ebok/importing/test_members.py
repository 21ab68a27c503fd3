"""Clients come in once, change when the office changes them, and keep their numbers secret."""

from __future__ import annotations

import pytest

from ebok.importing.report import ProblemCode
from ebok.importing.rows import table_of
from storage.tables import Member
from storage.vault import Vault, new_key
from tests.ebok.importing.office_files import (
    IGLA,
    JAN,
    MARIA,
    Office,
    counts,
    faults,
    of_file,
    warnings,
)

MEMBERS = table_of(Member)
FILE = "members.csv"


async def test_clients_come_in_with_sealed_numbers(office: Office) -> None:
    office.write_members(MARIA, IGLA, "131002;person;Halina Brak;;;;;tak")

    report = await office.bring_in()

    assert counts(report, FILE) == (3, 0, 0)
    rows = await office.rows(
        MEMBERS, "symbol", "kind", "is_member", "identifier_fingerprint", "sealed_identifier"
    )
    maria, igla, halina = rows
    assert maria[:4] == ("104217", "person", True, office.vault.fingerprint("52031512346"))
    assert office.vault.open(maria[4]) == "52031512346"
    assert igla[:4] == ("120045", "company", False, office.vault.fingerprint("8941234562"))
    assert office.vault.open(igla[4]) == "8941234562"
    assert halina == ("131002", "person", True, None, None)


async def test_the_same_file_again_changes_nothing_and_seals_nothing_anew(office: Office) -> None:
    office.write_members(MARIA, JAN)
    await office.bring_in()
    before = await office.rows(MEMBERS, "id", "symbol", "sealed_identifier")

    report = await office.bring_in()

    assert counts(report, FILE) == (0, 0, 2)
    assert await office.rows(MEMBERS, "id", "symbol", "sealed_identifier") == before


async def test_a_changed_client_is_updated_and_keeps_the_row(office: Office) -> None:
    office.write_members(MARIA, JAN)
    await office.bring_in()
    ids = await office.rows(MEMBERS, "id", "symbol")

    office.write_members(MARIA.replace("Wiśniewska", "Nowak"), JAN, IGLA)
    report = await office.bring_in()

    assert counts(report, FILE) == (1, 1, 1)
    assert (await office.rows(MEMBERS, "id", "symbol"))[:2] == ids
    assert (await office.rows(MEMBERS, "symbol", "name"))[0] == ("104217", "Maria Nowak")


async def test_a_corrected_pesel_is_sealed_anew_and_a_removed_one_is_forgotten(
    office: Office,
) -> None:
    office.write_members(MARIA, JAN)
    await office.bring_in()

    office.write_members(
        MARIA.replace("52031512346", "47110809172"), JAN.replace("47110809172", "")
    )
    report = await office.bring_in()

    maria, jan = await office.rows(MEMBERS, "symbol", "identifier_fingerprint", "sealed_identifier")
    assert office.vault.open(maria[2]) == "47110809172"
    assert jan[1:] == (None, None)
    assert counts(report, FILE) == (0, 2, 0)


async def test_after_a_rotation_of_keys_the_same_file_changes_nothing(office: Office) -> None:
    old, new = new_key(), new_key()
    office.write_members(MARIA)
    await office.bring_in(vault=Vault([old]))

    report = await office.bring_in(vault=Vault([new, old]))

    assert counts(report, FILE) == (0, 0, 1)


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        ("10421;person;Maria;;;;;tak", "symbol", ProblemCode.BAD_SYMBOL),
        (";person;Maria;;;;;tak", "symbol", ProblemCode.EMPTY),
        ("104217;osoba;Maria;;;;;tak", "kind", ProblemCode.BAD_CHOICE),
        ("104217;person;;;;;;tak", "name", ProblemCode.EMPTY),
        (f"104217;person;{'M' * 201};;;;;tak", "name", ProblemCode.TOO_LONG),
        ("104217;person;Maria;52031512347;;;;tak", "pesel", ProblemCode.BAD_PESEL),
        ("104217;person;Maria;8941234562;;;;tak", "pesel", ProblemCode.BAD_PESEL),
        ("104217;company;Igła;;8941234563;;;nie", "nip", ProblemCode.BAD_NIP),
        ("104217;person;Maria;;;;;", "member", ProblemCode.EMPTY),
        ("104217;person;Maria;;;;;yes", "member", ProblemCode.BAD_CHOICE),
    ],
)
async def test_a_bad_line_is_named_and_keeps_the_whole_file_out(
    office: Office, line: str, column: str, code: ProblemCode
) -> None:
    office.write_members(JAN, line, IGLA)

    report = await office.bring_in()

    assert not report.ok
    assert faults(report, FILE) == [(3, column, code)]
    assert of_file(report, FILE).rows == 3
    assert counts(report, FILE) == (0, 0, 0)
    assert await office.rows(MEMBERS, "symbol") == []


async def test_every_fault_of_every_line_is_reported_at_once(office: Office) -> None:
    office.write_members("1;x;;1;2;;;?", MARIA, MARIA)

    report = await office.bring_in()

    assert faults(report, FILE) == [
        (2, "symbol", ProblemCode.BAD_SYMBOL),
        (2, "kind", ProblemCode.BAD_CHOICE),
        (2, "name", ProblemCode.EMPTY),
        (2, "pesel", ProblemCode.BAD_PESEL),
        (2, "nip", ProblemCode.BAD_NIP),
        (2, "member", ProblemCode.BAD_CHOICE),
        (4, "symbol", ProblemCode.DUPLICATE),
    ]


async def test_no_personal_number_stands_in_a_report_even_from_a_wrong_column(
    office: Office,
) -> None:
    office.write_members(
        "52031512346;8941234562;Maria;52031512347;8941234563;52031512346;;520315-12346",
        f"118830;person;Jan;47110809172;;{'4' * 11};;tak",
        "118831;person;Jan;47110809172;;;;tak",
    )

    report = await office.bring_in()

    file = of_file(report, FILE)
    told = repr(report) + "".join(item.reason for item in (*file.problems, *file.warnings))
    for secret in ("52031512346", "52031512347", "8941234562", "8941234563", "47110809172"):
        assert secret not in told


async def test_a_bad_e_mail_warns_and_is_left_out(office: Office) -> None:
    office.write_members(MARIA.replace("maria@example.com", "maria@@example"))

    report = await office.bring_in()

    assert report.ok
    assert warnings(report, FILE) == [(2, "email", ProblemCode.BAD_EMAIL)]
    assert await office.rows(MEMBERS, "symbol", "email") == [("104217", None)]


async def test_two_clients_with_one_pesel_are_warned_about(office: Office) -> None:
    office.write_members(MARIA, MARIA.replace("104217", "104218"))

    report = await office.bring_in()

    assert report.ok
    assert warnings(report, FILE) == [(3, "pesel", ProblemCode.SAME_IDENTIFIER)]


async def test_a_company_of_one_person_may_be_known_by_a_pesel(office: Office) -> None:
    office.write_members("120045;company;Krawcowa;52031512346;;;;nie")

    await office.bring_in()

    [(_, sealed)] = await office.rows(MEMBERS, "symbol", "sealed_identifier")
    assert office.vault.open(sealed) == "52031512346"
