"""The way with a code from a letter, in the chat. Only Telegram is played."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from ebok.accounts.paper_codes import PaperLetter, in_groups, make
from ebok.registration import draft as drafts
from ebok.services import Services
from storage.tables import Account
from tests.fixtures.people import CHAT, MARIA, WITHOUT_PESEL, all_rows, decided, enter_in_records
from tests.fixtures.phone import Phone, running_phone

EMAIL = "maria.w@example.com"
WRONG = "2222 2222 2222"
LABEL = "Mam kod z listu"


@pytest.fixture
def engine_name() -> str:
    """What a screen does depends on no engine."""
    return "sqlite"


@pytest.fixture
async def chat(services: Services) -> AsyncIterator[Phone]:
    with running_phone(services) as phone:
        yield phone


@pytest.fixture
async def letter(services: Services) -> PaperLetter:
    await enter_in_records(services, MARIA)
    return await make(services, MARIA.symbol, "terminal:anna")


async def up_to_the_code(chat: Phone, symbol: str = MARIA.symbol) -> None:
    await chat.send("/start")
    await chat.press("Rejestracja")
    await chat.press(LABEL)
    await chat.send(symbol)


async def answers_the_rest(chat: Phone) -> None:
    await chat.send(EMAIL)
    await chat.send(EMAIL)
    await chat.press("Akceptuję regulamin")
    await chat.press("Wyrażam zgodę")


def deleted(chat: Phone) -> int:
    return sum(call.__api_method__ == "deleteMessage" for call in chat.telegram.calls)


async def test_four_questions_and_the_account_is_open(
    chat: Phone, letter: PaperLetter, services: Services
) -> None:
    await up_to_the_code(chat)
    before = deleted(chat)
    await chat.send(in_groups(letter.code))

    assert deleted(chat) == before + 1
    assert chat.text.startswith("✅ Kod się zgadza")
    assert "Krok 1 z 4" in chat.text
    await chat.send(EMAIL)
    assert "Krok 2 z 4" in chat.text
    await chat.send(EMAIL)
    assert "Krok 3 z 4" in chat.text
    await chat.press("Akceptuję regulamin")
    assert "Krok 4 z 4" in chat.text
    await chat.press("Wyrażam zgodę")
    assert (MARIA.symbol in chat.text, EMAIL in chat.text) == (True, True)
    summary = chat.screen
    await chat.press("Załóż konto")

    assert "Konto jest gotowe" in chat.text
    await chat.press("Załóż konto", summary)  # twice
    assert len(await all_rows(services, Account)) == 1


async def test_the_qr_code_of_the_letter_leads_to_the_question(
    chat: Phone, letter: PaperLetter
) -> None:
    await chat.send("/start kod")

    assert "symbol klienta z listu" in chat.text
    await chat.press("Wstecz")
    assert "SM PIAST" in chat.text


@pytest.mark.parametrize("symbol", [MARIA.symbol, "999999"])
async def test_a_wrong_code_says_how_many_tries_are_left_and_nothing_else(
    chat: Phone, letter: PaperLetter, symbol: str
) -> None:
    await up_to_the_code(chat, symbol)
    said = []
    for _ in range(5):
        await chat.send(WRONG)
        said.append(chat.text.splitlines()[0])

    rest = "⚠️ Symbol klienta albo kod się nie zgadza. Zostało prób: "
    assert said[:4] == [f"{rest}{left}." for left in (4, 3, 2, 1)]
    assert "nie ma już prób" in said[4]
    assert "71 354 00 00" in chat.text


async def test_what_is_no_code_is_deleted_and_asked_for_again(
    chat: Phone, letter: PaperLetter
) -> None:
    await up_to_the_code(chat)
    before = deleted(chat)

    for typed in ("4829 5736", "nie mam"):
        await chat.send(typed)

    assert deleted(chat) == before + 2
    assert "Biuro" in chat.text
    await chat.send(letter.code)
    assert "Krok 1 z 4" in chat.text


async def test_it_can_be_finished_later(chat: Phone, letter: PaperLetter) -> None:
    await up_to_the_code(chat)
    await chat.send(letter.code)
    await chat.send(EMAIL)
    await chat.send("/start")
    assert "krok 2 z 4" in chat.text.casefold() or "kroku 2 z 4" in chat.text
    await chat.press("Dokończ rejestrację")
    assert "Krok 2 z 4" in chat.text

    await chat.press("Wstecz")
    assert "Krok 1 z 4" in chat.text
    await chat.press("Wstecz")
    assert "SM PIAST" in chat.text


async def test_a_letter_that_was_replaced_says_so_at_the_end(
    chat: Phone, letter: PaperLetter, services: Services
) -> None:
    await up_to_the_code(chat)
    await chat.send(letter.code)
    await answers_the_rest(chat)
    new = await make(services, MARIA.symbol, "terminal:anna")
    await chat.press("Załóż konto")

    assert "już nie działa" in chat.text
    await chat.press("Wstecz")
    await chat.send(MARIA.symbol)
    await chat.send(new.code)
    assert "Załóż" in str(chat.screen["reply_markup"])  # the answers have stayed
    await chat.press("Popraw e-mail")
    await chat.send("inna@example.com")
    await chat.send("inna@example.com")
    await chat.press("Załóż konto")
    (account,) = await all_rows(services, Account)
    assert account.email == "inna@example.com"


async def test_a_used_code_leads_to_the_login(
    chat: Phone, letter: PaperLetter, services: Services
) -> None:
    await decided(services, MARIA, CHAT + 1)
    await up_to_the_code(chat)
    await chat.send(letter.code)

    assert "ma już konto" in chat.text
    assert "login" in chat.text


async def test_whoever_can_only_come_in_person_may_use_a_letter(
    chat: Phone, services: Services
) -> None:
    await enter_in_records(services, WITHOUT_PESEL)
    await decided(services, WITHOUT_PESEL)
    made = await make(services, WITHOUT_PESEL.symbol, "terminal:anna")
    await chat.send("/start")
    await chat.press(LABEL)
    await chat.send(WITHOUT_PESEL.symbol)
    await chat.send(made.code)
    await answers_the_rest(chat)
    await chat.press("Załóż konto")

    assert "Konto jest gotowe" in chat.text


async def test_a_half_done_registration_is_not_lost(
    chat: Phone, letter: PaperLetter, services: Services
) -> None:
    await chat.send("/start")
    await chat.press("Rejestracja")
    await chat.send(MARIA.symbol)
    await chat.send(MARIA.name)
    await chat.press("Wstecz")
    await chat.press("Wstecz")
    await chat.press(LABEL)
    await chat.send(MARIA.symbol)
    await chat.send(WRONG)

    draft = await drafts.load(services, CHAT)
    assert (draft.name, draft.letter) == (MARIA.name, None)
