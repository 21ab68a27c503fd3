"""The guide through the tutorial: walked to its end and back, taken up again, and what it opens."""

from __future__ import annotations

import math
import re

import pytest

from dialogs.help.topics import TERMS, TOPICS
from dialogs.lists import ON_A_PAGE
from dialogs.tour.stops import STOPS, Thing, place_of
from ebok.services import Services
from tests.field.registering import labels
from tests.fixtures.people import MARIA, OWN_PASSWORD, with_account
from tests.fixtures.phone import Phone


async def opens_guide(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Jak to działa?")
    await phone.press("Przewodnik krok po kroku")


async def walks_to(phone: Phone, name: str) -> None:
    await opens_guide(phone)
    for _stop in range(place_of(name)):
        await phone.press("Dalej")


def number(phone: Phone) -> int:
    found = re.search(r"Przewodnik, (\d+) z (\d+)", phone.text)
    assert found is not None, phone.text
    assert int(found[2]) == len(STOPS)
    return int(found[1])


def words_of(phone: Phone) -> list[str]:
    """On the page of the glossary that is open: what stands above the pager."""
    rows = phone.screen["reply_markup"]["inline_keyboard"]
    return [row[0]["text"] for row in rows[:-2]]


def test_each_stop_has_its_name_and_knows_its_words() -> None:
    assert len({stop.name for stop in STOPS}) == len(STOPS)
    assert {term for stop in STOPS for term in stop.terms} <= set(TERMS) <= set(TOPICS)
    assert all(len(stop.terms) <= 2 for stop in STOPS)


async def test_from_the_first_stop_to_the_last_and_all_the_way_back(phone: Phone) -> None:
    await opens_guide(phone)
    for place in range(1, len(STOPS)):
        assert number(phone) == place
        await phone.press("Dalej")
    assert "To już wszystko" in phone.text
    assert "Dalej" not in labels(phone)
    for place in range(len(STOPS), 1, -1):
        assert number(phone) == place
        await phone.press("Wstecz")
    await phone.press("Wstecz")
    assert "Przewodnik krok po kroku" in labels(phone)


async def test_who_was_interrupted_goes_on_where_it_was_left(phone: Phone) -> None:
    await walks_to(phone, "human")
    await phone.press("Menu")
    await phone.press("Jak to działa?")
    assert labels(phone)[0] == "Wróć do przewodnika"

    await phone.press("Wróć do przewodnika")

    assert number(phone) == place_of("human") + 1
    assert "Druga to 2, piąta to 8" in phone.text


async def test_who_has_read_it_all_is_offered_no_way_back_into_it(phone: Phone) -> None:
    await walks_to(phone, STOPS[-1].name)
    await phone.press("Menu")
    await phone.press("Jak to działa?")
    assert "Wróć do przewodnika" not in labels(phone)


@pytest.mark.parametrize(
    ("name", "comes"),
    [
        ("two_ways", "Krok 1 z 10"),
        ("first_login", "Proszę podać login"),
        ("password", "Proszę podać login"),
        ("mail", "E-mail nie przyszedł"),
        ("trouble", "Czego dotyczy sprawa?"),
    ],
)
async def test_the_real_thing_opens_and_back_leads_to_the_guide(
    phone: Phone, name: str, comes: str
) -> None:
    await walks_to(phone, name)
    await phone.press("Zrób to teraz")
    assert comes in phone.text
    await phone.press("Wstecz")
    assert number(phone) == place_of(name) + 1


async def test_the_terms_come_as_a_file_and_the_stop_stays_below(phone: Phone) -> None:
    await walks_to(phone, "terms")
    await phone.press("Zrób to teraz")
    assert any(call.__api_method__ == "sendDocument" for call in phone.telegram.calls)
    assert number(phone) == place_of("terms") + 1


async def test_a_word_of_the_stop_is_explained_and_back_leads_to_the_stop(phone: Phone) -> None:
    await walks_to(phone, "mail")
    await phone.press("Spam")
    assert "niechciane reklamy" in phone.text
    await phone.press("Wstecz")
    assert number(phone) == place_of("mail") + 1


async def test_the_glossary_explains_every_word_the_tutorial_explains(phone: Phone) -> None:
    await phone.send("/start")
    await phone.press("Jak to działa?")
    await phone.press("Słowniczek")
    explained: list[str] = []
    for page in range(math.ceil(len(TERMS) / ON_A_PAGE)):
        if page > 0:
            await phone.press("Dalsze ➡️")
        for word in words_of(phone):
            await phone.press(word)
            assert "<b>Pomoc</b>" in phone.text
            await phone.press("Wstecz")
            explained.append(word)
    assert {"Adres e-mail", "Hasło tymczasowe", "Co to jest logowanie?"} <= set(explained)
    assert len(explained) == len(set(explained)) == len(TERMS)


async def test_who_is_logged_in_is_not_sent_to_register_again(
    phone: Phone, services: Services
) -> None:
    await with_account(services)
    await phone.send("/start logowanie")
    await phone.send(MARIA.symbol)
    await phone.send(OWN_PASSWORD)
    await phone.press("Tylko teraz")
    await phone.send("/start samouczek")
    for _stop in range(place_of("two_ways")):
        await phone.press("Dalej")
    assert STOPS[place_of("two_ways")].thing is Thing.REGISTER
    assert "Zrób to teraz" not in labels(phone)


@pytest.mark.parametrize(
    ("link", "comes"),
    [
        ("samouczek", "Przewodnik, 1 z"),
        ("rejestracja", "Krok 1 z 10"),
        ("logowanie", "Proszę podać login"),
        ("saldo", "Proszę podać login"),
        ("biuro", "Czego dotyczy sprawa?"),
        ("usterka", "Czego dotyczy sprawa?"),
        ("pomoc-symbol", "SYMBOL KLIENTA"),
        ("pomoc-what_spam", "niechciane reklamy"),
        ("pomoc-nothing", "Tu odpowiada automat"),
        ("<b>x</b>", "Tu odpowiada automat"),
        ("", "Tu odpowiada automat"),
    ],
)
async def test_a_link_opens_its_screen_and_an_unknown_one_the_first(
    phone: Phone, link: str, comes: str
) -> None:
    await phone.send(f"/start {link}".strip())
    assert comes in phone.text


@pytest.mark.parametrize("command", ["/jezyk", "/language", "/мова"])
async def test_the_language_has_its_command_in_every_language(phone: Phone, command: str) -> None:
    await phone.send(command)
    assert "Українська" in labels(phone)
