"""Names and addresses as people send them: in two messages, of one word, and "nie wiem"."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ebok.registration import draft as drafts
from ebok.services import Services
from tests.field.registering import (
    applies_and_hears,
    comes_to_step,
    labels,
    presses_digits,
)
from tests.fixtures.people import CHAT, IGLA, MARIA, enter_in_records
from tests.fixtures.phone import Phone


async def name_of(services: Services) -> str | None:
    return (await drafts.load(services, CHAT)).name


@pytest.mark.parametrize(
    ("sent", "whole"),
    [
        (("Maria", "Wiśniewska"), "Maria Wiśniewska"),
        (("Wiśniewska", "Maria"), "Wiśniewska Maria"),
        (("Anna Maria", "Kowalska-Nowak"), "Anna Maria Kowalska-Nowak"),
        (("Igła", "sp. z o.o."), "Igła sp. z o.o."),
        (("Halina", "Brak"), "Halina Brak"),
        (("Maria", "Anna Nowak"), "Anna Nowak"),
        (("Maria", "Maria Wiśniewska"), "Maria Wiśniewska"),
        (("Halina Brak",), "Halina Brak"),
        (("Wiśniewska", "wiśniewska"), "wiśniewska"),
    ],
)
async def test_a_name_in_two_messages_is_one_answer(
    phone: Phone, services: Services, sent: tuple[str, ...], whole: str
) -> None:
    await comes_to_step(phone, MARIA, 2)
    for part in sent[:-1]:
        await phone.send(part)
        assert "Krok 2 z 10" in phone.text
        assert part in phone.text

    await phone.send(sent[-1])

    assert "Krok 3 z 10" in phone.text
    assert await name_of(services) == whole


async def test_a_company_of_one_word_says_that_it_is_all(phone: Phone, services: Services) -> None:
    await comes_to_step(phone, MARIA, 2)
    await phone.send("Budimex")

    await phone.press("To już wszystko")

    assert "Krok 3 z 10" in phone.text
    assert await name_of(services) == "Budimex"


async def test_while_half_a_name_waits_nie_wiem_is_no_surname(
    phone: Phone, services: Services
) -> None:
    await comes_to_step(phone, MARIA, 2)
    await phone.send("Maria")
    await phone.send("nie wiem")
    assert "71 354 00 00" in phone.text
    assert "Krok 2 z 10" in phone.text

    await phone.send("Wiśniewska")

    assert await name_of(services) == "Maria Wiśniewska"


async def test_half_a_name_does_not_follow_to_another_question(
    phone: Phone, services: Services
) -> None:
    await comes_to_step(phone, MARIA, 3)
    await phone.press("Wstecz")
    await phone.send("Maria")
    await phone.press("Zostaw bez zmian")

    await phone.send("Bulwar Ikara 12/5")

    draft = await drafts.load(services, CHAT)
    assert (draft.name, draft.address) == (MARIA.name, "Bulwar Ikara 12/5")


async def test_a_corrected_name_may_come_in_two_messages_too(
    phone: Phone, services: Services
) -> None:
    await enter_in_records(services, MARIA)
    await applies_and_hears(phone, services, replace(MARIA, name="Marta Wrona"))
    await phone.press("Popraw zgłoszenie")
    await phone.press("Popraw")
    await phone.press("Imię i nazwisko")

    await phone.send("Maria")
    assert "Krok 2 z 10" in phone.text
    await phone.send("Wiśniewska")

    assert "Czy wszystko się zgadza" in phone.text
    assert "Maria Wiśniewska" in phone.text


@pytest.mark.parametrize(
    ("sent", "whole"),
    [
        (("Bulwar Ikara", "12/5"), "Bulwar Ikara 12/5"),
        (("Bulwar Ikara", "nr 12 m. 5"), "Bulwar Ikara nr 12 m. 5"),
        (("12/5", "Bulwar Ikara"), "Bulwar Ikara 12/5"),
        (("Bulwar Ikara", "Bulwar Dedala 9"), "Bulwar Dedala 9"),
    ],
)
async def test_an_address_in_two_messages_is_one_answer(
    phone: Phone, services: Services, sent: tuple[str, str], whole: str
) -> None:
    await comes_to_step(phone, MARIA, 3)
    await phone.send(sent[0])
    assert "Krok 3 z 10" in phone.text

    await phone.send(sent[1])

    assert "Krok 4 z 10" in phone.text
    assert (await drafts.load(services, CHAT)).address == whole


async def test_a_company_registers_with_its_nip(phone: Phone, services: Services) -> None:
    await enter_in_records(services, IGLA)
    await comes_to_step(phone, IGLA, 5)
    assert phone.text.startswith("✅ Mamy NIP. Usunęliśmy tę wiadomość.")
    for answer in (IGLA.email, IGLA.email, IGLA.phone):
        await phone.send(answer)
    for label in ("Akceptuję regulamin", "Wyrażam zgodę"):
        await phone.press(label)
    await presses_digits(phone)

    assert "Wyślij" in labels(phone)


@pytest.mark.parametrize("typed", ["Ż" * 4096, "Марія", "!"])
async def test_what_cannot_be_a_name_is_no_half_of_one(phone: Phone, typed: str) -> None:
    await comes_to_step(phone, MARIA, 2)

    await phone.send(typed)

    assert phone.text.startswith("⚠️")
    assert "Krok 2 z 10" in phone.text
