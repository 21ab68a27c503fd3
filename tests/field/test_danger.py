"""Words of danger bring the numbers first, on every screen; what only sounds so is an answer."""

from __future__ import annotations

import pytest
from aiogram.methods import DeleteMessage

from ebok.services import Services
from tests.fixtures.people import CHAT, MARIA, with_account
from tests.fixtures.phone import Phone

WAYS = {
    "nothing open": (),
    "first screen": ("/start",),
    "login": ("/start", "Logowanie"),
    "a password": ("/start", "Logowanie", "104217"),
    "a question": ("/start", "Rejestracja"),
    "a name": ("/start", "Rejestracja", "104217"),
    "help": ("/start", "Rejestracja", "Pomoc"),
    "the office": ("/biuro",),
}


@pytest.fixture
def engine_name() -> str:
    """What is said depends on no engine."""
    return "sqlite"


def deleted(phone: Phone) -> int:
    """How many of the person's own messages, whose numbers are high."""
    calls = [call for call in phone.telegram.calls if isinstance(call, DeleteMessage)]
    return sum(call.message_id >= 100_000 for call in calls)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize(("said", "number"), [("czuję gaz na klatce", "992"), ("winda", "112")])
async def test_words_of_danger_bring_the_numbers_first(
    phone: Phone, way: tuple[str, ...], said: str, number: str
) -> None:
    for words in way:
        await phone.send(words)
    await phone.send(said)

    assert phone.text.startswith("🚨")
    assert number in phone.text
    assert "112" in phone.text
    assert "71 354 00 99" in phone.text


@pytest.mark.parametrize(
    ("said", "number"),
    [("gaz", "992"), ("gas", "992"), ("pali się", "998"), ("zalewa", "994"), ("prąd", "991"),
     ("kaloryfery zimne", "993"), ("winda", "112"), ("mąż nie oddycha", "112")],
)  # fmt: skip
async def test_each_danger_has_its_number(phone: Phone, said: str, number: str) -> None:
    await phone.send(said)

    assert number in phone.text.splitlines()[0]


async def test_after_the_numbers_the_question_is_still_open(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    await phone.send("pali się")

    await phone.send("104217")

    assert "Krok 2 z 10" in phone.text


async def test_the_numbers_lead_back_to_the_question(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    await phone.send("pali się")

    await phone.press("Wstecz")

    assert "Krok 1 z 10" in phone.text


@pytest.mark.parametrize(
    ("name", "street"),
    [("Jan Gaz", "ul. Gazowa 3"), ("Anna Winda", "Windy 4"), ("Ogień Anna", "Pożarna 2/5"),
     ("Serwis Wind sp. z o.o.", "ul. Prądzyńskiego 3"), ("Zalewska Maria", "os. Ogniste 7/31")],
)  # fmt: skip
async def test_names_and_streets_are_answers(phone: Phone, name: str, street: str) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    for answer in ("104217", name, street):
        await phone.send(answer)

    assert "Krok 4 z 10" in phone.text


async def test_a_password_with_a_word_of_danger_is_a_password(
    phone: Phone, services: Services
) -> None:
    await with_account(services)
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.send(MARIA.symbol)
    await phone.send("pali-Sie-7-zalewa")

    assert not phone.text.startswith("🚨")
    assert deleted(phone) == 1


async def test_danger_where_a_secret_is_due_is_told_and_deleted(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.send(MARIA.symbol)
    await phone.send("czuję gaz, hasło Brzoza-7-Okno")

    assert phone.text.startswith("🚨")
    assert deleted(phone) == 1


async def test_danger_in_a_caption_is_heard(phone: Phone) -> None:
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
    await phone.send_other(photo=photo, caption="leje się z sufitu")

    assert "994" in phone.text
    assert phone.chat["id"] == CHAT


async def test_what_goes_to_the_office_goes_on_after_the_numbers(phone: Phone) -> None:
    for words in ("/biuro", "Usterka", "Ikara 12, winda", "winda stoi od rana"):
        await phone.send(words)

    sent = [message["text"] for message in phone.telegram.messages.values()]
    assert [text.startswith("🚨") for text in sent[-2:]] == [True, False]
    assert "winda stoi od rana" in phone.text
