"""Applications that are not accepted: what is said, what is not, and the ways on."""

from __future__ import annotations

import re

import pytest

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_postgresql, on_sqlite
from tests.e2e.members import HALINA

FIELDS = ("imi", "nazwisk", "adres", "pesel", "nip", "numer klienta", "symbol")


def names_a_field(text: str) -> bool:
    return any(field in text.casefold() for field in FIELDS)


@on_sqlite
@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Zenobia Nieznana"},
        {"address": "Bulwar Ikara 12/999"},
        {"identifier": "44051401458"},
        {"symbol": "999990"},
    ],
    ids=["name", "address", "PESEL", "client number"],
)
async def test_a_refusal_reads_the_same_whatever_was_wrong(
    resident: NewResident, wrong: dict[str, str]
) -> None:
    somebody = await resident()
    somebody.member = somebody.member.but(**wrong)
    assert re.search(r"R/\d{4}/\d+", await somebody.registers())
    notice = (await somebody.sees(phrases.REFUSED))["text"]
    assert not names_a_field(notice)
    mail = (await somebody.gets_mail(phrases.ANSWER))["text"]
    assert phrases.REFUSED in mail
    assert wrong.popitem()[1] not in mail
    assert await somebody.mails("hasło tymczasowe") == []


async def test_a_refusal_has_three_ways_on_and_a_second_one_points_to_the_office(
    resident: NewResident,
) -> None:
    somebody = await resident()
    right = somebody.member
    somebody.member = right.but(address="Bulwar Ikara 12/999")
    await somebody.registers()
    first = await somebody.sees(phrases.REFUSED)
    assert phrases.OFFICE in first["text"]
    assert "dowodem osobistym" in first["text"]
    assert "pokój nr 3, parter" in first["text"]
    assert await somebody.buttons() == [
        phrases.CORRECT,
        "Napisz do biura",
        phrases.BY_LETTER,
        *phrases.BOTTOM_ROW,
    ]

    summary = await somebody.presses(phrases.CORRECT)
    assert phrases.SUMMARY in summary
    assert somebody.member.address in summary
    await somebody.presses("Wyślij")
    second = await somebody.sees(phrases.REFUSED, number=2)
    assert second["text"].index(phrases.OFFICE) < second["text"].index(phrases.OFFICE_PHONE)
    assert await somebody.buttons() == [
        "Napisz do biura",
        phrases.CORRECT,
        phrases.BY_LETTER,
        *phrases.BOTTOM_ROW,
    ]
    assert phrases.OFFICE_PHONE in await somebody.presses("Napisz do biura")

    somebody.member = right
    await somebody.registers()
    await somebody.sees(phrases.ACCEPTED)


async def test_whoever_has_no_pesel_on_record_is_asked_to_the_office(
    resident: NewResident,
) -> None:
    halina = await resident(HALINA)
    await halina.registers()
    notice = await halina.sees(phrases.INCOMPLETE)
    assert phrases.OFFICE in notice["text"]
    assert "dowodem osobistym" in notice["text"]
    assert await halina.buttons() == ["Napisz do biura", phrases.BY_LETTER, *phrases.BOTTOM_ROW]
    assert phrases.OFFICE in (await halina.gets_mail(phrases.ANSWER))["text"]
    assert "no account" in await halina.office.account(HALINA.symbol)


async def test_who_has_an_account_gets_the_same_receipt_and_a_mail_to_the_accounts_address(
    resident: NewResident,
) -> None:
    owner = await resident()
    receipt = await owner.registers()
    await owner.sees(phrases.ACCEPTED)

    again = await resident(owner.member)
    again.member = owner.member.but(email=f"nowy.{owner.member.email}")
    assert without_number(await again.registers()) == without_number(receipt)
    await owner.gets_mail(phrases.EXISTS)
    await again.gets_mail(phrases.RECEIVED)
    await again.sees("Logowanie")
    assert len(await again.mails()) == 1
    assert len(await owner.mails("hasło tymczasowe")) == 1


async def test_the_owner_is_told_even_when_a_strangers_data_do_not_match(
    resident: NewResident,
) -> None:
    owner = await resident()
    await owner.registers()
    await owner.sees(phrases.ACCEPTED)

    stranger = await resident(owner.member)
    stranger.member = owner.member.but(name="Zenobia Nieznana", email="obca.osoba@example.com")
    await stranger.registers()
    await stranger.sees(phrases.REFUSED)
    told = await owner.gets_mail(phrases.EXISTS)
    assert stranger.member.name not in told["text"]
    assert "obca.osoba" not in told["text"]
    assert owner.member.email not in await stranger.everything()


@on_postgresql
async def test_the_sixth_try_within_a_day_waits_and_the_office_is_named(
    resident: NewResident,
) -> None:
    somebody = await resident()
    somebody.member = somebody.member.but(address="Bulwar Ikara 12/999")
    for number in range(1, 6):
        await somebody.registers()
        await somebody.sees(phrases.REFUSED, number)
    refused = await somebody.begins()
    assert "Krok" not in refused
    assert "5 razy na dobę" in refused
    assert phrases.OFFICE in refused
    assert phrases.OFFICE_PHONE in refused


def without_number(receipt: str) -> str:
    return re.sub(r"R/\d{4}/\d+", "R", receipt)
