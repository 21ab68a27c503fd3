"""A letter that the program can answer itself: the answer first, and the letter all the same for
whoever wants."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
from sqlalchemy import func, select, update

from ebok.accounts.login import log_in
from ebok.services import Services
from storage.tables import Case, Premises
from tests.dialogs.test_no_silent_button import engine_name
from tests.fixtures.people import CHAT, MARIA, OWN_PASSWORD, book, with_account
from tests.fixtures.phone import Phone, running_phone

__all__ = ["engine_name"]

ACCOUNT = "61109010140000071219812874"


@pytest.fixture
async def phone(services: Services) -> AsyncIterator[Phone]:
    with running_phone(services) as person:
        await person.send("/start")
        yield person


async def logs_in(services: Services) -> None:
    await with_account(services)
    await book(services, f"L-{MARIA.symbol}", "charge", 31240, on=date(2026, 11, 1))
    async with services.database.transaction() as session:
        await session.execute(update(Premises).values(account_number=ACCOUNT))
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)


async def writes(phone: Phone, topic: str, words: str) -> None:
    await phone.send("/biuro")
    await phone.press(topic)
    await phone.send(words)
    await phone.press("Wyślij")


async def kept(services: Services, state: str) -> int:
    async with services.database.reading() as session:
        found = select(func.count()).select_from(Case).where(Case.state == state)
        return await session.scalar(found) or 0


async def test_hours_are_said_and_the_letter_goes_only_when_it_is_wanted(
    services: Services, phone: Phone
) -> None:
    await writes(phone, "Inna sprawa", "w jakich godzinach jest czynne biuro")

    assert "Godziny: poniedziałek" in phone.text
    assert await kept(services, "draft") == 1

    await phone.press("Wyślij do biura")

    assert "Mamy tę wiadomość" in phone.text
    assert await kept(services, "new") == 1


async def test_what_is_enough_sends_nothing(services: Services, phone: Phone) -> None:
    await writes(phone, "Inna sprawa", "w jakich godzinach jest czynne biuro")

    await phone.press("To wystarczy")

    assert "SM PIAST" in phone.text
    assert await kept(services, "draft") == await kept(services, "new") == 0


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("ile mam do zapłacenia", "312,40 zł"),
        ("czy doszła moja wpłata", "312,40 zł"),
        ("na jakie konto mam zapłacić czynsz", "61 1090 1014"),
    ],
)
async def test_who_is_logged_in_hears_of_the_own_account(
    services: Services, phone: Phone, words: str, answer: str
) -> None:
    await logs_in(services)

    await writes(phone, "Opłaty", words)

    assert "Może to już jest odpowiedź?" in phone.text
    assert answer in phone.text


@pytest.mark.parametrize(
    ("topic", "words"),
    [
        ("Opłaty", "ile mam do zapłacenia"),  # of nobody's account
        ("Inna sprawa", "sąsiad pali papierosy na klatce i nie daje spać"),
    ],
)
async def test_other_letters_go_at_once(phone: Phone, topic: str, words: str) -> None:
    await writes(phone, topic, words)

    assert "Mamy tę wiadomość" in phone.text
