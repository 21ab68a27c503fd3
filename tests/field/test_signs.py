"""Signs that nobody sees or can tell apart: one place cleans every text that comes in."""

from __future__ import annotations

from typing import Any

import pytest

from ebok.registration import draft as drafts
from ebok.registration.draft import Step
from ebok.services import Services
from tests.field.registering import comes_to_step, deleted, labels
from tests.fixtures.people import (
    CHAT,
    MARIA,
    OWN_PASSWORD,
    decided,
    enter_in_records,
    temporary_password_sent,
    with_account,
)
from tests.fixtures.phone import NOW, Phone

PHOTO = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]


async def sends_photo(phone: Phone, caption: str) -> None:
    message: dict[str, Any] = {"message_id": 900_000, "date": NOW, "chat": phone.chat}
    await phone.update(
        message={**message, "from": phone.person, "photo": PHOTO, "caption": caption}
    )


@pytest.mark.parametrize(
    ("step", "typed"),
    [
        (1, "\u200b104217\ufeff"),
        (1, "１０４２１７"),
        (1, "104\u00ad217"),
        (2, "Maria\u00a0Wiśniewska\u200e"),
        (3, "Bulwar Ikara 12\u20135"),
        (4, "\u2060520315\u201112346"),
        (5, "\u200bmaria@example.com"),
        (7, "601\u2013234\u2013567"),
    ],
)
async def test_unseen_signs_in_an_answer_do_not_matter(phone: Phone, step: int, typed: str) -> None:
    await comes_to_step(phone, MARIA, step)

    await phone.send(typed)

    assert f"Krok {step + 1} z 10" in phone.text


async def test_nothing_but_unseen_signs_is_no_answer(phone: Phone) -> None:
    await comes_to_step(phone, MARIA, 2)

    await phone.send("\u200b\u2060")

    assert phone.text.startswith("⚠️ Nie rozumiemy")
    assert "Krok 2 z 10" in phone.text


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 7])
async def test_a_photos_caption_is_the_answer(phone: Phone, step: int) -> None:
    await comes_to_step(phone, MARIA, step)

    await sends_photo(phone, list(MARIA.answers.values())[step - 1])

    assert f"Krok {step + 1} z 10" in phone.text
    assert bool(deleted(phone)) == (step >= 4)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("maria@w\u0440.pl", "maria@wp.pl"),
        ("m\u0430ria@gmial.com", "maria@gmail.com"),
        ("maria@wp,pl", "maria@wp.pl"),
        ("mari\u0105@wp.pl", "maria@wp.pl"),
    ],
)
async def test_an_address_that_cannot_be_is_asked_about(
    phone: Phone, services: Services, typed: str, meant: str
) -> None:
    await comes_to_step(phone, MARIA, 5)
    await phone.send(typed)
    assert f"Czy chodzi o <b>{meant}</b>?" in phone.text
    assert labels(phone)[:2] == ["Tak, popraw", "Nie, wpiszę inny"]

    await phone.press("Tak, popraw")

    assert "Krok 6 z 10" in phone.text
    assert (await drafts.load(services, CHAT)).email == meant
    await phone.send(typed if "," not in typed and "gmial" not in typed else meant)
    assert "Krok 7 z 10" in phone.text


async def test_what_was_guessed_wrong_is_typed_again(phone: Phone, services: Services) -> None:
    await comes_to_step(phone, MARIA, 5)
    await phone.send("maria@w\u0440.pl")
    await phone.press("Nie, wpiszę inny")
    assert "Krok 5 z 10" in phone.text

    await phone.send("maria@w\u0440.pl")
    await phone.send("maria@onet.pl")

    assert "Krok 6 z 10" in phone.text
    assert (await drafts.load(services, CHAT)).email == "maria@onet.pl"


PASTED = [
    "Hasło tymczasowe: {}",
    "Hasło tymczasowe:\n{}",
    "Login: 104217\nHasło tymczasowe:\n{}\n\nHasło działa 72 godziny.",
    "\u200b{}\u2060",
    " {} ",
    "\u00a0Hasło tymczasowe:\u00a0{}",
]


@pytest.mark.parametrize("pasted", PASTED)
async def test_a_temporary_password_may_be_pasted_with_its_label(
    phone: Phone, services: Services, pasted: str
) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)
    temporary = await temporary_password_sent(services)
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.send(MARIA.symbol)

    await phone.send(pasted.format(temporary))

    assert "Zasady" in phone.text
    assert deleted(phone) == 1


async def test_unseen_signs_in_a_new_password_are_nobodys_secret(
    phone: Phone, services: Services
) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.send(MARIA.symbol)
    await phone.send(await temporary_password_sent(services))

    await phone.send("\u200bWrobel-na-Dachu-7")
    await phone.send("Wrobel-na-Dachu-7\ufeff")

    assert phone.text.startswith("✅ Hasło zmienione")


@pytest.mark.parametrize(
    "login", ["\u200b104217", "m\u0430ria@example.com", "maria@example.com\u2060", "login: 104217"]
)
async def test_a_login_is_read_as_it_was_meant(
    phone: Phone, services: Services, login: str
) -> None:
    await with_account(services)
    await phone.send("/start")
    await phone.press("Logowanie")
    await phone.send(login)
    await phone.send(OWN_PASSWORD)

    assert "Udało się zalogować" in phone.text


async def test_the_second_typing_is_cleaned_as_the_first_was(services: Services) -> None:
    await drafts.answer(services, CHAT, Step.EMAIL, "maria@wp.pl")

    draft = await drafts.answer(services, CHAT, Step.EMAIL_AGAIN, "\u200bm\u0430ria@wp.pl")

    assert draft.email_confirmed
