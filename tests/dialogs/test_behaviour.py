"""What the frame of every screen does with the unexpected. Only Telegram is played here: the
office, its database and the dispatcher are the program's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from aiogram.types import Message
from aiogram_dialog.test_tools import BotClient, MockMessageManager
from aiogram_dialog.test_tools.keyboard import InlineButtonTextLocator
from sqlalchemy import URL

import bot.dispatcher
from bot.conversation import ConversationStorage
from bot.dispatcher import DIALOGS, build_dispatcher
from bot.middlewares.throttle import MemoryCounter
from ebok.identity.contact import readable_phone
from ebok.office import Office
from ebok.passwords import PasswordHasher
from ebok.profile import load_profile
from storage.conversations import SqlConversations
from storage.database import Database
from storage.jobs import JobQueue
from storage.migrate import upgrade
from storage.vault import Vault, new_key


@dataclass
class Chat:
    """A person, and what the bot has shown."""

    person: BotClient
    shown: MockMessageManager
    office: Office

    @property
    def screen(self) -> Message:
        return self.shown.last_message()

    @property
    def text(self) -> str:
        return self.screen.text or ""

    async def press(self, label: str, message: Message | None = None) -> str:
        return await self.person.click(
            message or self.screen, InlineButtonTextLocator(f"(?:[^\\w]+ )?{label}")
        )


@pytest.fixture
async def chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Chat]:
    url = URL.create("sqlite", database=str(tmp_path / "ebok.sqlite"))
    upgrade(url)
    database, jobs = Database(url), JobQueue(url)
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    office = Office(database, jobs, Vault([new_key()]), load_profile(), hasher)
    shown = MockMessageManager()  # type: ignore[no-untyped-call]  # the library's own gap
    monkeypatch.setattr(bot.dispatcher, "TidyMessageManager", lambda: shown)
    conversations = SqlConversations(database)
    dispatcher = build_dispatcher(
        office, conversations, ConversationStorage(conversations), MemoryCounter()
    )
    await dispatcher.emit_startup()
    yield Chat(BotClient(dispatcher), shown, office)
    for conversation in DIALOGS:  # a router has one parent at a time
        conversation.dialog._parent_router = None
    jobs.close()
    await database.close()


async def test_start_greets_with_the_first_screen(chat: Chat) -> None:
    await chat.person.send("/start")

    assert "eBOK" in chat.text
    assert "SM PIAST" in chat.text


async def test_whatever_is_written_first_leads_to_the_first_screen(chat: Chat) -> None:
    await chat.person.send("dzień dobry")

    assert "SM PIAST" in chat.text


async def test_a_notice_is_shown_once(chat: Chat) -> None:
    await chat.person.send("/start")
    screen = chat.text
    await chat.person.send("dzień dobry")
    assert chat.text.startswith("⚠️ Nie rozumiemy")
    assert chat.text.endswith(screen)

    await chat.press("Jak to działa\\?")
    await chat.press("Wstecz")

    assert chat.text == screen


async def test_the_third_miss_brings_the_offices_telephone_and_hours(chat: Chat) -> None:
    phone = readable_phone(chat.office.profile.office.phone)
    await chat.person.send("/start")
    said = []
    for _ in range(6):
        await chat.person.send("dzień dobry")
        said.append(phone in chat.text and chat.office.profile.office.hours["pl"] in chat.text)

    assert said == [False, False, True, False, False, True]


async def test_an_unknown_command_is_told_apart_from_words(chat: Chat) -> None:
    await chat.person.send("/start")
    await chat.person.send("dzień dobry")
    words = chat.text
    await chat.person.send("/nieznane")

    assert chat.text.startswith("⚠️")
    assert chat.text != words


@pytest.mark.parametrize(("word", "shown"), [("menu", "SM PIAST"), (" Pomoc ", "ℹ️")])
async def test_the_words_of_the_bottom_row_may_be_typed(chat: Chat, word: str, shown: str) -> None:
    await chat.person.send("/start")
    await chat.press("Logowanie")

    await chat.person.send(word)

    assert shown in chat.text
    await chat.person.send("/start")
    await chat.press("Jak to działa\\?")
    await chat.person.send("WSTECZ")
    assert "SM PIAST" in chat.text


async def test_what_needs_a_login_leads_to_the_login(chat: Chat) -> None:
    await chat.person.send("/saldo")

    assert "login" in chat.text.casefold()
    await chat.press("Wstecz")
    assert "SM PIAST" in chat.text


async def test_two_screens_of_one_moment_are_not_taken_for_one_another(
    chat: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("random.randint", lambda _low, _high: 7)
    with time_machine.travel(datetime(2026, 3, 1, 12, 0, tzinfo=UTC), tick=False):
        await chat.person.send("/jezyk")
        await chat.press("English")

    assert "Good morning" in chat.text


async def test_help_explains_the_screen_it_was_asked_on_and_leads_back(chat: Chat) -> None:
    await chat.person.send("/start")
    await chat.press("Logowanie")
    login = chat.text

    await chat.press("Pomoc")
    assert chat.text != login
    await chat.press("Wstecz")

    assert chat.text == login


async def test_the_menu_of_who_is_not_logged_in_is_the_first_screen(chat: Chat) -> None:
    await chat.person.send("/start")
    await chat.press("Logowanie")

    await chat.press("Menu")

    assert "SM PIAST" in chat.text


async def test_another_language_is_spoken_at_once(chat: Chat) -> None:
    await chat.person.send("/jezyk")

    await chat.press("English")

    assert "Good morning" in chat.text
    await chat.person.send("/start")
    assert "Good morning" in chat.text
