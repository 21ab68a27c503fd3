"""What the frame of every screen does with the unexpected. Only Telegram is played here: the
office, its database and the dispatcher are the program's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import time_machine

from ebok.identity.contact import readable_phone
from ebok.services import Services
from tests.fixtures.phone import Phone, running_phone


@pytest.fixture
def engine_name() -> str:
    """What a screen does depends on no engine."""
    return "sqlite"


@pytest.fixture
async def chat(services: Services) -> AsyncIterator[Phone]:
    with running_phone(services) as phone:
        yield phone


async def test_start_greets_with_the_first_screen(chat: Phone) -> None:
    await chat.send("/start")

    assert "eBOK" in chat.text
    assert "SM PIAST" in chat.text


async def test_whatever_is_written_first_leads_to_the_first_screen(chat: Phone) -> None:
    await chat.send("dzień dobry")

    assert "SM PIAST" in chat.text


async def test_a_notice_is_shown_once(chat: Phone) -> None:
    await chat.send("/start")
    screen = chat.text
    await chat.send("?!")
    assert chat.text.startswith("⚠️ Nie rozumiemy")
    assert chat.text.endswith(screen)

    await chat.press("Jak to działa?")
    await chat.press("Wstecz")

    assert chat.text == screen


async def test_the_third_miss_brings_the_offices_telephone_and_hours(
    chat: Phone, services: Services
) -> None:
    phone = readable_phone(services.profile.office.phone)
    await chat.send("/start")
    said = []
    for _ in range(6):
        await chat.send("dzień dobry")
        said.append(phone in chat.text and services.profile.office.hours["pl"] in chat.text)

    assert said == [False, False, True, False, False, True]


async def test_an_unknown_command_is_told_apart_from_words(chat: Phone) -> None:
    await chat.send("/start")
    await chat.send("dzień dobry")
    words = chat.text
    await chat.send("/nieznane")

    assert chat.text.startswith("⚠️")
    assert chat.text != words


@pytest.mark.parametrize(("word", "shown"), [("menu", "SM PIAST"), (" Pomoc ", "ℹ️")])
async def test_the_words_of_the_bottom_row_may_be_typed(chat: Phone, word: str, shown: str) -> None:
    await chat.send("/start")
    await chat.press("Logowanie")

    await chat.send(word)

    assert shown in chat.text
    await chat.send("/start")
    await chat.press("Jak to działa?")
    await chat.send("WSTECZ")
    assert "SM PIAST" in chat.text


async def test_what_needs_a_login_leads_to_the_login(chat: Phone) -> None:
    await chat.send("/saldo")

    assert "login" in chat.text.casefold()
    await chat.press("Wstecz")
    assert "SM PIAST" in chat.text


async def test_two_screens_of_one_moment_are_not_taken_for_one_another(
    chat: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.randint", lambda _low, _high: 7)
    with time_machine.travel(datetime(2026, 3, 1, 12, 0, tzinfo=UTC), tick=False):
        await chat.send("/jezyk")
        await chat.press("English")

    assert "Hello" in chat.text


async def test_help_explains_the_screen_it_was_asked_on_and_leads_back(chat: Phone) -> None:
    await chat.send("/start")
    await chat.press("Logowanie")
    login = chat.text

    await chat.press("Pomoc")
    assert chat.text != login
    await chat.press("Wstecz")

    assert chat.text == login


async def test_the_menu_of_who_is_not_logged_in_is_the_first_screen(chat: Phone) -> None:
    await chat.send("/start")
    await chat.press("Logowanie")

    await chat.press("Menu")

    assert "SM PIAST" in chat.text


async def test_another_language_is_spoken_at_once(chat: Phone) -> None:
    await chat.send("/jezyk")

    await chat.press("English")

    assert "Hello" in chat.text
    await chat.send("/start")
    assert "Hello" in chat.text
