"""Whatever stands on a button works when it is typed."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select, update

from ebok.accounts.login import log_in
from ebok.accounts.sessions import remember
from ebok.services import Services
from storage.tables import Holder, Member, Premises
from tests.fixtures.people import CHAT, MARIA, OWN_PASSWORD, book, with_account
from tests.fixtures.phone import Phone

CODE, ACCOUNT = f"L-{MARIA.symbol}", "61109010140000071219812874"


@pytest.fixture
def engine_name() -> str:
    """What is said depends on no engine."""
    return "sqlite"


async def logged_in(services: Services) -> None:
    await with_account(services)
    await book(services, CODE, "charge", 31240, on=date(2026, 11, 1))
    async with services.database.transaction() as session:
        member = await session.scalar(select(Member.id))
        account = update(Premises).values(account_number=ACCOUNT)
        await session.execute(account)
        garage = Premises(
            code="G-7", address="Bulwar Dedala 7 (garaż)", kind="garaż", account_number=ACCOUNT
        )
        session.add(garage)
        await session.flush()
        session.add(Holder(premises_id=garage.id, member_id=member))
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    await remember(services, CHAT)


@pytest.mark.parametrize(
    "typed", ["Logowanie", "logowanie", "🔑 LOGOWANIE", "Logowanie.", " logowanie ", "„Logowanie”"]
)
async def test_neither_case_nor_signs_around_matter(phone: Phone, typed: str) -> None:
    await phone.send("/start")
    await phone.send(typed)

    assert "login" in phone.text


@pytest.mark.parametrize("typed", ["Język / Мова", "jezyk", "мова", "JĘZYK"])
async def test_a_label_in_two_languages_works_in_each(phone: Phone, typed: str) -> None:
    await phone.send("/start")
    await phone.send(typed)

    assert "Proszę wybrać język" in phone.text


async def test_diacritics_may_be_left_out(phone: Phone) -> None:
    await phone.send("/start")
    await phone.send("jak to dziala")
    await phone.send("wstecz")
    await phone.send("Logowanie")
    await phone.send("nie pamietam hasla")

    assert "hasło tymczasowe" in phone.text


@pytest.mark.parametrize("step", range(1, 8))
@pytest.mark.parametrize("word", ["Menu", "pomoc", "WSTECZ"])
async def test_at_a_question_a_label_means_its_button(phone: Phone, step: int, word: str) -> None:
    await phone.send("/start")
    await phone.send("rejestracja")
    for answer in list(MARIA.answers.values())[: step - 1]:
        await phone.send(answer)
    await phone.send(word)

    assert f"Krok {step} z 10" not in phone.text


async def test_consents_and_digits_may_be_typed(phone: Phone) -> None:
    await phone.send("/start")
    await phone.send("rejestracja")
    for answer in MARIA.answers.values():
        await phone.send(answer)
    await phone.send("akceptuje regulamin")
    assert "Krok 9 z 10" in phone.text
    await phone.send("wyrazam zgode")
    assert "Krok 10 z 10" in phone.text
    await phone.send("7")
    assert "Krok 10 z 10" in phone.text
    assert "Nie rozumiemy" not in phone.text


async def test_the_menu_and_what_lies_below_it_may_be_typed(
    phone: Phone, services: Services
) -> None:
    await logged_in(services)
    await phone.send("/menu")
    await phone.send("saldo")
    assert "312,40" in phone.text
    await phone.send("zapłać")
    assert "Numer" in phone.text
    await phone.send("kopiuj kwotę")
    assert "<code>312,40</code>" in [shown["text"] for shown in phone.telegram.messages.values()]
    await phone.send("menu")
    await phone.send("więcej")
    await phone.send("zmiana hasla")

    assert "poprzednie hasło" in phone.text


@pytest.mark.parametrize(("word", "shown"), [("Menu", "SM PIAST"), ("pomoc", "ℹ️")])
async def test_the_bottom_rows_words_work_on_the_first_screen_too(
    phone: Phone, word: str, shown: str
) -> None:
    await phone.send("/start")
    await phone.send(word)

    assert shown in phone.text
    assert "Nie rozumiemy" not in phone.text


async def test_a_label_with_data_in_it_may_be_typed(phone: Phone, services: Services) -> None:
    await logged_in(services)
    await book(services, "G-7", "charge", 5000, on=date(2026, 11, 1))
    await phone.send("/saldo")
    await phone.send("zaplac")
    await phone.send("bulwar dedala 7 (garaz)")

    assert "Dane do przelewu" in phone.text
    assert "50,00 zł" in phone.text
