"""What is written where nothing is asked: a question with buttons; only a press does something."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from dialogs.guess.ways import WAYS
from ebok.accounts.login import log_in
from ebok.intents.understanding import Intent
from ebok.services import Services
from tests.dialogs.test_no_silent_button import buttons, engine_name, newest
from tests.fixtures.people import CHAT, MARIA, OWN_PASSWORD, fill_in, with_account
from tests.fixtures.phone import Phone, running_phone

__all__ = ["engine_name"]

ASKED = {
    "ile mam do zapłacenia": "Saldo",
    "zapomnialam hasla": "Nie pamiętam hasła",
    "chcę zmienić język": "Język",
    "chce sie zarejestrowac": "Rejestracja",
    "gdzie znajdę regulamin i uchwały": "Dokumenty",
    "nie dostałam maila z hasłem": "Nie przyszedł e-mail",
    "proszę mnie wylogować": "Wyloguj",
}


@pytest.fixture
async def phone(services: Services) -> AsyncIterator[Phone]:
    with running_phone(services) as person:
        await person.send("/start")
        yield person


@pytest.mark.parametrize(("words", "label"), ASKED.items(), ids=ASKED.values())
async def test_one_that_is_likely_is_asked_about(phone: Phone, words: str, label: str) -> None:
    await phone.send(words)

    assert phone.text == f"🤔 Czy chodzi o: <b>{label}</b>?"
    assert [label, "Coś innego"] == [plain(each) for each in buttons(newest(phone))][:2]


async def test_a_press_opens_what_was_meant(services: Services, phone: Phone) -> None:
    await with_account(services)
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    await phone.send("/menu")
    await phone.send("ile mam do zapłacenia")
    assert "zapłacone" not in phone.text

    await phone.press("Saldo")

    assert "Wszystko zapłacone." in phone.text


async def test_something_else_brings_the_next_three_and_the_office(phone: Phone) -> None:
    await phone.send("zapomnialam hasla")
    await phone.press("Coś innego")

    assert phone.text == "🤔 O co chodzi? Proszę nacisnąć przycisk."
    offered = [plain(each) for each in buttons(newest(phone))]
    assert len(offered) == 4 + len(("Wstecz", "Menu", "Pomoc"))
    assert "Nie pamiętam hasła" not in offered
    assert "Napisz do biura" in offered


async def test_the_third_time_brings_the_telephone(phone: Phone) -> None:
    for _ in range(2):
        await phone.send("ala ma kota i psa")
        assert "71 354 00 00" not in phone.text

    await phone.send("ala ma kota i psa")

    assert "71 354 00 00" in phone.text


async def test_a_question_takes_words_as_its_answer(services: Services, phone: Phone) -> None:
    await fill_in(services, CHAT, MARIA)
    await phone.send("/start")
    await phone.press("Dokończ rejestrację")
    await phone.press("Popraw")

    await phone.send("ile mam do zapłacenia")

    assert "Nie rozumiemy" in phone.text


async def test_a_danger_comes_first(phone: Phone) -> None:
    await phone.send("ile płacę za gaz, bo czuję gaz")

    assert "992" in phone.text


def test_whatever_is_offered_is_an_intent_with_a_short_label() -> None:
    assert set(WAYS) < set(Intent)
    assert all(len(label) <= 24 for label, _way in WAYS.values())


def plain(label: str) -> str:
    return label.lstrip("🔑💰📄 ").strip()
