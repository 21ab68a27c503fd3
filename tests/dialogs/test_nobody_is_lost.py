"""The screens as a graph: whichever screen somebody is on, and however little they press or
understand, the way ends at people or at the explanation of what is asked."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from itertools import count
from typing import Any

import pytest

from bot.intake.throttle import SECONDS, MemoryCounter
from ebok.accounts.login import log_in
from ebok.services import Services
from tests.dialogs.test_no_silent_button import (
    buttons,
    engine_name,
    opener,
    shown,
)
from tests.dialogs.windows import ALL_STATES, name_of
from tests.fixtures.people import (
    CHAT,
    JAN,
    MARIA,
    OWN_PASSWORD,
    apply,
    fill_in,
    with_account,
)
from tests.fixtures.phone import Phone, running_phone

__all__ = ["engine_name"]

MOST_PRESSES = 30  # one way through all there is
OFFICE_PHONE = "71 354 00 00"
HOME = ("Rejestracja", "Saldo")
BOTTOM = ("Wstecz", "Menu", "Pomoc")


@pytest.fixture
async def phone(services: Services) -> AsyncIterator[Phone]:
    """Somebody with an account, an application on its way and a registration half done."""
    await with_account(services)
    await apply(services, JAN)
    await fill_in(services, CHAT, JAN)
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    with running_phone(services, counter=MemoryCounter(unhurried())) as person:
        person.handler._dispatcher.sub_routers.insert(0, opener(person))
        yield person


def unhurried() -> Callable[[], float]:
    """A clock by which nobody presses too quickly."""
    return partial(next, count(0.0, SECONDS))


def screen_of(phone: Phone) -> dict[str, Any]:
    """The newest message with buttons, in it or below the chat."""
    keyboards = {"inline_keyboard", "keyboard"}
    messages = phone.telegram.messages.items()
    return max(each for each in messages if keyboards & set(each[1].get("reply_markup", {})))[1]


async def presses(phone: Phone, words: str) -> None:
    before = screen_of(phone)
    label = next(each for each in buttons(before) if words in each)
    if "inline_keyboard" in before["reply_markup"]:
        await phone.press(label, before)
    else:
        await phone.send(label)


def reaches_people(phone: Phone) -> bool:
    text, labels = shown(screen_of(phone))
    return OFFICE_PHONE in text or any("Napisz do biura" in label for label in labels)


def choices(phone: Phone) -> list[str]:
    """What a screen offers beside the bottom row."""
    return [each for each in buttons(screen_of(phone)) if not any(b in each for b in BOTTOM)]


def is_home(phone: Phone) -> bool:
    return any(home in label for home in HOME for label in shown(screen_of(phone))[1])


async def goes_back_home(phone: Phone) -> bool:
    for _press in range(MOST_PRESSES):
        if is_home(phone):
            return True
        await presses(phone, "Wstecz")
    return False


async def presses_the_first(phone: Phone) -> bool:
    """A screen without choices asks for words, or has said what was asked for."""
    for _press in range(MOST_PRESSES):
        if reaches_people(phone) or not choices(phone):
            return True
        await presses(phone, choices(phone)[0])
    return False


async def answers_wrong(phone: Phone) -> bool:
    for _answer in range(3):
        await phone.send("???")
    return reaches_people(phone)


async def goes_to_the_menu(phone: Phone) -> bool:
    for _press in range(2):
        if not is_home(phone):
            await presses(phone, "Menu")
    return is_home(phone)


@pytest.mark.parametrize(
    "walk", [goes_back_home, presses_the_first, answers_wrong, goes_to_the_menu]
)
async def test_from_every_screen_the_way_ends_where_it_should(
    services: Services, phone: Phone, walk: Callable[[Phone], Awaitable[bool]]
) -> None:
    lost = []
    for state in ALL_STATES:
        await fill_in(services, CHAT, JAN)
        await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)  # a walk may have logged out
        await phone.send(f"open {name_of(state)}")
        if not await walk(phone):
            lost.append(name_of(state))
    assert lost == []
