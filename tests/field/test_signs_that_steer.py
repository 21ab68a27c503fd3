"""Names with NUL, line ends and marks of direction reach no chat, mail header or terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from ebok.identity.errors import NotReadable
from ebok.importing import import_folder
from ebok.registration.draft import Step, answer, load
from ebok.services import Services
from storage.tables import LedgerEntry, Member, Premises
from tests.fixtures.people import CHAT, MARIA, decided, enter_in_records, fill_in, letters
from tests.fixtures.phone import Phone

HEADER = "\nBcc: x@y.pl"
STEERING = [
    "\x00", "\x07", "\x08", "\x1b[2J", "\x7f", "\x9b2J", "\x85", "\x0b", "\r",
    "\u061c", "\u200b", "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202e", "\u2060",
    "\u2066", "\u2069", "\ufeff", "\ud800",
]  # fmt: skip


def is_one_plain_line(text: str) -> bool:
    return text.isprintable()  # spaces are, line ends and everything that steers are not


@pytest.mark.parametrize("sign", STEERING, ids=ascii)
async def test_what_a_resident_types_is_kept_as_one_plain_line(
    services: Services, sign: str
) -> None:
    await answer(services, CHAT, Step.NAME, f"Maria{sign} Wiśniewska{sign}{HEADER}")
    await answer(services, CHAT, Step.ADDRESS, f"Bulwar{sign} Ikara 12/5{HEADER}")

    draft = await load(services, CHAT)

    assert is_one_plain_line(f"{draft.name} {draft.address}")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85", "\x00\n"], ids=ascii)
async def test_an_address_of_two_lines_never_becomes_a_second_header(
    services: Services, end: str
) -> None:
    with pytest.raises(NotReadable):
        await answer(services, CHAT, Step.EMAIL, f"maria@example.com{end}Bcc: x@y.pl")


@pytest.mark.parametrize("sign", ["\u202e", "\u200f", "\u2066", "\ufeff", HEADER], ids=ascii)
async def test_what_is_imported_is_kept_as_one_plain_line(
    services: Services, tmp_path: Path, sign: str
) -> None:
    for name, lines in {
        "members": f'symbol;kind;name;pesel;member\n104217;person;"Ala{sign} Lis";;tak',
        "premises": f'code;symbol;address;kind\nL1;104217;"Ikara{sign} 1";"lokal{sign}"',
        "ledger": "id;code;date;due;kind;title;component;amount\n"
        f'K1;L1;2026-11-01;;payment;"Wpłata{sign}";"fundusz{sign}";1,00',
    }.items():
        (tmp_path / f"{name}.csv").write_text(lines, encoding="utf-8")

    report = await import_folder(services, tmp_path)

    assert report.ok, report
    columns = (
        Member.name, Premises.address, Premises.kind, LedgerEntry.title, LedgerEntry.component
    )  # fmt: skip
    async with services.database.reading() as session:
        kept = [await session.scalar(select(column)) for column in columns]
    assert all(is_one_plain_line(text or "") for text in kept), kept


async def test_what_telegram_calls_a_person_is_never_shown_or_mailed(
    phone: Phone, services: Services
) -> None:
    name = f"Ala{HEADER}\u202e<b>\x00"
    phone.person |= {"first_name": name, "last_name": name, "username": "bcc_me"}
    phone.chat |= {"first_name": name}
    await enter_in_records(services, MARIA)

    for text in ("/start", "/pomoc", "/menu", "/start"):
        await phone.send(text)
    await phone.press("Jak to działa?")
    await decided(services, MARIA)

    said = shown(phone)
    assert len(said) > 3
    assert not [text for text in said if "Bcc" in text or "\u202e" in text or "bcc_me" in text]
    assert "Bcc" not in str(await letters(services))


async def test_a_typed_name_is_shown_without_signs_that_steer(
    phone: Phone, services: Services
) -> None:
    await fill_in(services, CHAT, MARIA)
    await answer(services, CHAT, Step.NAME, f"Maria\u202e\x00 Wiśniewska{HEADER}\x1b[2J")

    await phone.send("/start")
    await phone.press("Dokończ rejestrację")

    (summary,) = [text for text in shown(phone) if "Maria" in text]
    assert "Maria Wiśniewska Bcc: x@y.pl[2J" in summary
    assert all(map(is_one_plain_line, summary.splitlines()))


def shown(phone: Phone) -> list[str]:
    return [str(message["text"]) for message in phone.telegram.messages.values()]
