"""Residents, members and strangers at the shelves. Only Telegram is played."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram.methods import SendDocument
from aiogram.types import BufferedInputFile
from sqlalchemy import update

from ebok.accounts.login import log_in
from ebok.accounts.sessions import log_out
from ebok.documents.document import Access, Kind
from ebok.documents.publishing import withdraw
from ebok.services import Services
from storage.tables import DocumentFile, Member
from tests.ebok.documents.shelf import PDF, published
from tests.fixtures.people import CHAT, MARIA, OWN_PASSWORD, with_account
from tests.fixtures.phone import Phone, running_phone


@pytest.fixture
def engine_name() -> str:
    return "sqlite"


@pytest.fixture
async def phone(services: Services) -> AsyncIterator[Phone]:
    """A member of the cooperative, logged in."""
    await with_account(services)
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    with running_phone(services) as person:
        await person.send("/start")
        yield person


async def is_no_member(services: Services) -> None:
    async with services.database.transaction() as session:
        await session.execute(update(Member).values(is_member=False))


def labels(phone: Phone) -> list[str]:
    return [
        button["text"] for row in phone.screen["reply_markup"]["inline_keyboard"] for button in row
    ]


def files_sent(phone: Phone) -> list[Any]:
    return [call.document for call in phone.telegram.calls if isinstance(call, SendDocument)]


async def test_a_member_gets_the_file_and_then_the_same_by_telegrams_id(
    phone: Phone, services: Services
) -> None:
    await published(services, "Uchwała nr 7/2026", Access.MEMBERS)

    await phone.press("Dokumenty")
    await phone.press("Uchwały (1)")
    assert "1. <b>Uchwała nr 7/2026</b>\n12 marca 2026 r. · 1 kB" in phone.text
    await phone.press("1. Uchwała nr 7/2026")
    assert "✅" in phone.text
    await phone.press("1. Uchwała nr 7/2026")

    first, second = files_sent(phone)
    assert isinstance(first, BufferedInputFile)
    assert first.data == PDF
    assert str(second).startswith("FILE-")


async def test_a_file_that_telegram_has_forgotten_is_sent_anew(
    phone: Phone, services: Services
) -> None:
    await published(services)
    await phone.press("Dokumenty")
    await phone.press("Uchwały (1)")
    await phone.press("1. Uchwała nr 7/2026")
    phone.telegram.forgotten_files.update(f"FILE-{number}" for number in range(1000))

    await phone.press("1. Uchwała nr 7/2026")

    assert [type(sent) for sent in files_sent(phone)] == [BufferedInputFile, str, BufferedInputFile]
    assert "✅" in phone.text


async def test_a_file_that_nobody_has_any_more_is_told(phone: Phone, services: Services) -> None:
    await published(services)
    async with services.database.transaction() as session:
        await session.execute(update(DocumentFile).values(sealed=None))
    await phone.press("Dokumenty")
    await phone.press("Uchwały (1)")

    await phone.press("1. Uchwała nr 7/2026")

    assert "nie możemy wysłać tego pliku" in phone.text


async def test_logging_out_takes_the_file_away(phone: Phone, services: Services) -> None:
    await published(services, access=Access.MEMBERS)
    await phone.press("Dokumenty")
    await phone.press("Uchwały (1)")
    await phone.press("1. Uchwała nr 7/2026")
    sent = [number for number, one in phone.telegram.messages.items() if "document" in one]

    assert set(sent) <= set(await log_out(services, CHAT))


async def test_who_is_no_member_is_told_why_and_what_membership_is(
    phone: Phone, services: Services
) -> None:
    await is_no_member(services)
    await published(services, "Tajna uchwała", Access.MEMBERS)
    await published(services, "Regulamin", Access.RESIDENTS, Kind.REGULATIONS)

    await phone.press("Dokumenty")
    assert labels(phone)[:2] == ["🔒 Uchwały (1)", "Regulaminy (1)"]
    await phone.press("🔒 Uchwały (1)")

    assert "tylko dla członków spółdzielni" in phone.text
    assert "deklaracja" in phone.text
    assert "Tajna" not in phone.text
    assert "Napisz do biura" in labels(phone)


async def test_whoever_stops_being_a_member_reads_no_more_from_an_old_list(
    phone: Phone, services: Services
) -> None:
    await published(services, access=Access.MEMBERS)
    await phone.press("Dokumenty")
    await phone.press("Uchwały (1)")
    await is_no_member(services)

    await phone.press("1. Uchwała nr 7/2026")

    assert "tylko dla członków spółdzielni" in phone.text
    assert files_sent(phone) == []


async def test_a_withdrawn_document_is_not_sent_from_an_old_list(
    phone: Phone, services: Services
) -> None:
    document = await published(services)
    await phone.press("Dokumenty")
    await phone.press("Uchwały (1)")
    await withdraw(services, document.id, "user:1")

    await phone.press("1. Uchwała nr 7/2026")

    assert "już tu nie ma" in phone.text
    assert files_sent(phone) == []


async def test_the_others_of_a_kind_can_be_asked_about(phone: Phone, services: Services) -> None:
    await is_no_member(services)
    await published(services)
    await published(services, "Inna", Access.MEMBERS)

    await phone.press("Dokumenty")
    await phone.press("Uchwały (1)")
    await phone.press("🔒 Pozostałe (1)")

    assert "tylko dla członków spółdzielni" in phone.text


async def test_a_stranger_reads_what_is_for_everyone_and_is_led_to_the_login(
    services: Services,
) -> None:
    await published(services, "Statut", kind=Kind.STATUTE)
    await published(services, "Uchwała", Access.RESIDENTS)
    with running_phone(services) as stranger:
        await stranger.send("/start dokumenty")
        await stranger.press("Statut (1)")
        await stranger.press("1. Statut")
        assert len(files_sent(stranger)) == 1

        await stranger.press("Wstecz")
        await stranger.press("🔒 Uchwały (1)")
        assert "trzeba się zalogować" in stranger.text
        await stranger.press("Logowanie")

        assert "login" in stranger.text.lower()


async def test_a_year_is_asked_when_there_are_several(phone: Phone, services: Services) -> None:
    await published(services, "Nowa")
    await published(services, "Dawna 2019", dated_on=None)

    await phone.press("Dokumenty")
    await phone.press("Uchwały (2)")
    assert labels(phone)[:2] == ["2026 (1)", "2019 (1)"]
    await phone.press("2019 (1)")
    assert "Dawna 2019" in phone.text
    await phone.press("Wstecz")

    assert "Z którego roku?" in phone.text


async def test_three_hundred_documents_are_turned_by_fours(
    phone: Phone, services: Services
) -> None:
    for number in range(300):
        await published(services, f"Uchwała nr {number} " + "bardzo długa " * 20)

    await phone.press("Dokumenty")
    await phone.press("Uchwały (300)")
    assert "Pokazujemy: 1–4 z 300" in phone.text
    for _page in range(2):
        await phone.press("Dalsze ➡️")

    assert "Pokazujemy: 9–12 z 300" in phone.text
    assert "12. <b>Uchwała nr 288 " in phone.text
    assert len([label for label in labels(phone) if "Uchwała" in label]) == 4
    await phone.press("Wstecz")
    await phone.press("Uchwały (300)")
    assert "Pokazujemy: 1–4 z 300" in phone.text


async def test_words_find_a_title_without_diacritics(phone: Phone, services: Services) -> None:
    await published(services, "Uchwała <b>o windzie</b> & dachu")

    await phone.press("Dokumenty")
    await phone.press("Szukaj")
    await phone.send("uchwala WINDA")
    assert "Uchwała &lt;b&gt;o windzie&lt;/b&gt; &amp; dachu" in phone.text
    await phone.send("garaż <i>")

    assert "Nie ma dokumentu ze słowami „garaż &lt;i&gt;”" in phone.text


async def test_an_empty_shelf_says_so(phone: Phone) -> None:
    await phone.press("Dokumenty")

    assert "Nie ma tu jeszcze dokumentów" in phone.text
