"""The seven commands and the language."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_sqlite
from tests.e2e.resident import Resident, plain

pytestmark = on_sqlite

COMMANDS = ["start", "menu", "pomoc", "saldo", "biuro", "jezyk", "wyloguj"]
CYRILLIC = re.compile(r"[а-яіїєґ]", re.I)


async def _offered(somebody: Resident) -> list[dict[str, Any]]:
    found = await somebody.sandbox.get(
        "/commands", chat=somebody.chat.id, person=somebody.chat.person
    )
    return list(found)


async def test_the_commands_are_offered_in_polish_and_in_ukrainian(resident: NewResident) -> None:
    polish = await _offered(await resident())
    assert [command["command"] for command in polish] == COMMANDS
    assert "Saldo" in [command["description"] for command in polish]
    ukrainian = await _offered(await resident(language="uk"))
    assert [command["command"] for command in ukrainian] == COMMANDS
    assert all(CYRILLIC.search(command["description"]) for command in ukrainian)


async def test_every_command_works_before_the_login(resident: NewResident) -> None:
    somebody = await resident()
    assert phrases.WELCOME in await somebody.writes("/start")
    assert phrases.WELCOME in await somebody.writes("/menu")
    assert phrases.OFFICE_PHONE in await somebody.writes("/pomoc")
    assert phrases.OFFICE in await somebody.writes("/biuro")
    assert "login" in await somebody.writes("/saldo")
    await somebody.writes("/jezyk")
    assert [b for b in await somebody.buttons() if b in {"Polski", "Українська", "English"}]
    assert phrases.WELCOME in await somebody.writes("/wyloguj")


async def test_every_command_works_after_the_login(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.opens_account()
    name = somebody.member.name
    assert name in await somebody.writes("/start")
    assert name in await somebody.writes("/menu")
    assert phrases.OFFICE_PHONE in await somebody.writes("/pomoc")
    assert "zł" in await somebody.writes("/saldo")
    assert phrases.OFFICE in await somebody.writes("/biuro")
    assert name in await somebody.presses("Menu")
    assert phrases.WELCOME in await somebody.writes("/wyloguj")


async def test_help_in_the_middle_of_a_question_leads_back_to_it(resident: NewResident) -> None:
    somebody = await resident()
    question = await somebody.begins()
    assert "SYMBOL KLIENTA" in await somebody.presses("Pomoc")
    assert question in await somebody.presses("Wstecz")
    await somebody.writes("/pomoc")
    assert question in await somebody.presses("Wstecz")
    assert "Krok 2 z 10" in await somebody.writes(somebody.member.symbol)


@pytest.mark.parametrize("step", range(1, 11))
async def test_every_question_has_its_own_help_and_the_bottom_row(
    resident: NewResident, step: int
) -> None:
    somebody = await resident()
    await somebody.begins()
    me = somebody.member
    typed = (me.symbol, me.name, me.address, me.identifier, me.email, me.email, me.phone)
    for answer in typed[: step - 1]:
        await somebody.writes(answer)
    if step > 8:
        await somebody.presses("Akceptuję regulamin")
    if step > 9:
        await somebody.presses("Wyrażam zgodę")
    question = await somebody.reads()
    assert f"Krok {step} z 10" in question
    bottom = await somebody.buttons() or await somebody.chat.keyboard()
    assert [plain(label) for label in bottom[-3:]] == ["Wstecz", "Menu", "Pomoc"]
    explained = await somebody.presses("Pomoc")
    assert phrases.OFFICE_PHONE in explained
    assert f"Krok {step} z 10" in await somebody.presses("Wstecz")


async def test_a_chat_goes_on_in_ukrainian_and_back_in_polish(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.writes("/jezyk")
    assert CYRILLIC.search(await somebody.presses("Українська"))
    await somebody.writes("/jezyk")
    assert "Rejestracja" not in await somebody.buttons()
    assert phrases.WELCOME in await somebody.presses("Polski")
    assert "Rejestracja" in await somebody.buttons()


async def test_a_ukrainian_telephone_is_greeted_in_ukrainian(resident: NewResident) -> None:
    somebody = await resident(language="uk")
    assert CYRILLIC.search(await somebody.writes("/start"))
