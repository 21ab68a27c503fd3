"""A secret is deleted wherever it is typed, and the answer says so; what is none stays."""

from __future__ import annotations

import pytest
from aiogram.methods import DeleteMessage

from tests.fixtures.people import MARIA, OWN_PASSWORD
from tests.fixtures.phone import Phone

TEMPORARY = "Kabezymu-4729-turahiwe"
PESEL = MARIA.identifier
PHOTO = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
QUESTIONS = list(MARIA.answers.values())


@pytest.fixture
def engine_name() -> str:
    """What is said depends on no engine."""
    return "sqlite"


def deleted(phone: Phone) -> int:
    """How many of the person's own messages, whose numbers are high."""
    calls = [call for call in phone.telegram.calls if isinstance(call, DeleteMessage)]
    return sum(call.message_id >= 100_000 for call in calls)


async def at_step(phone: Phone, number: int) -> None:
    await phone.send("/start")
    await phone.press("Rejestracja")
    for answer in QUESTIONS[: number - 1]:
        await phone.send(answer)
    assert f"Krok {number} z 10" in phone.text


@pytest.mark.parametrize(
    "way",
    [(), ("/start",), ("/start", "Jak to działa?"), ("/start", "Logowanie", "Nie pamiętam hasła"),
     ("/start", "Logowanie", "Nie pamiętam hasła", "104217"), ("/biuro",), ("/pomoc",)],
    ids=["nothing", "first", "how", "forgotten", "result", "office", "help"],
)  # fmt: skip
@pytest.mark.parametrize(
    "secret",
    [TEMPORARY, OWN_PASSWORD, "mój pesel 52031512346", "hasło to kotek123", f"mam {TEMPORARY}"],
)
async def test_a_secret_is_deleted_on_every_screen(
    phone: Phone, way: tuple[str, ...], secret: str
) -> None:
    for words in way:
        await phone.send(words)
    before = deleted(phone)
    await phone.send(secret)

    assert deleted(phone) == before + 1
    assert phone.text.startswith("🔒 Usunęliśmy tę wiadomość")


@pytest.mark.parametrize("number", [1, 2, 3, 5, 6])
@pytest.mark.parametrize("words", ["{}", "mój pesel to {}, dziękuję", "Maria Wiśniewska {}"])
async def test_a_pesel_at_another_question_is_deleted_and_the_question_stays(
    phone: Phone, number: int, words: str
) -> None:
    await at_step(phone, number)
    before = deleted(phone)
    await phone.send(words.format(PESEL))

    assert deleted(phone) == before + 1
    assert "Usunęliśmy" in phone.text
    assert f"Krok {number} z 10" in phone.text


async def test_a_pesel_at_the_telephone_is_deleted_and_no_answer(phone: Phone) -> None:
    await at_step(phone, 7)
    before = deleted(phone)
    await phone.send(str(PESEL))

    assert deleted(phone) == before + 1
    assert "Krok 7 z 10" in phone.text


@pytest.mark.parametrize("said", [PESEL, f"pesel {PESEL}", f"to jest {PESEL}, mój numer"])
async def test_where_the_pesel_is_asked_for_words_around_it_do_not_matter(
    phone: Phone, said: str
) -> None:
    await at_step(phone, 4)
    before = deleted(phone)
    await phone.send(said)

    assert deleted(phone) == before + 1
    assert phone.text.startswith("✅ Mamy PESEL. Usunęliśmy tę wiadomość.")
    assert "Krok 5 z 10" in phone.text


async def test_a_secret_in_a_letter_to_the_office_goes_nowhere(phone: Phone) -> None:
    for words in ("/biuro", "Inna sprawa", f"Mój PESEL to {PESEL}, proszę o zaświadczenie"):
        await phone.send(words)

    assert deleted(phone) == 1
    assert "Usunęliśmy" in phone.text
    assert str(PESEL) not in phone.text


async def test_a_secret_in_a_caption_is_deleted(phone: Phone) -> None:
    await phone.send("/start")
    await phone.send_other(photo=PHOTO, caption=f"moje hasło {TEMPORARY}")

    assert deleted(phone) == 1
    assert "Usunęliśmy" in phone.text


async def test_a_secret_in_an_edited_message_is_deleted_and_the_question_stays(
    phone: Phone,
) -> None:
    await at_step(phone, 2)
    await phone.edit(f"mój pesel {PESEL}")

    assert deleted(phone) == 1
    assert phone.text.startswith("🔒 Usunęliśmy tę wiadomość")
    await phone.send(MARIA.name)
    assert "Krok 3 z 10" in phone.text


async def test_an_edited_message_without_a_secret_changes_nothing(phone: Phone) -> None:
    await at_step(phone, 2)
    calls = len(phone.telegram.calls)
    await phone.edit("104218")

    assert len(phone.telegram.calls) == calls


@pytest.mark.parametrize(
    ("number", "answer"),
    [(1, "104217"), (2, "Firma ABC-24 sp. z o.o."), (3, "Ikara 12/5"), (3, "ul.Ikara12m5"),
     (3, "3-go Maja 12/5"), (5, "maria52@example.com"), (7, "48601234567"), (7, "601 234 567"),
     (7, "+380 67 123 45 67")],
)  # fmt: skip
async def test_answers_are_no_secrets(phone: Phone, number: int, answer: str) -> None:
    await at_step(phone, number)
    before = deleted(phone)
    await phone.send(answer)

    assert deleted(phone) == before
    assert f"Krok {number + 1} z 10" in phone.text


@pytest.mark.parametrize(
    "said", ["61 1090 1014 0000 0712 1981 2874", "R/2026/17", "601 234 567", "104217", "Ikara 12/5"]
)
async def test_other_numbers_stay_where_they_are(phone: Phone, said: str) -> None:
    await phone.send("/start")
    await phone.send(said)

    assert deleted(phone) == 0
