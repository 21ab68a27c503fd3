"""No button stays silent: each one of every screen brings something that a person can see."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Router
from aiogram.fsm.state import State
from aiogram.methods import TelegramMethod
from aiogram.types import Message
from aiogram_dialog import DialogManager, ShowMode, StartMode

from ebok.accounts.login import log_in
from ebok.services import Services
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

STATES = {name_of(state): state for state in ALL_STATES}


@pytest.fixture
def engine_name() -> str:
    return "sqlite"


@pytest.fixture
async def phone(services: Services) -> AsyncIterator[Phone]:
    """Somebody with an account, an application on its way and a registration half done."""
    await with_account(services)
    await apply(services, JAN)
    await fill_in(services, CHAT, JAN)
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    with running_phone(services) as person:
        person.handler._dispatcher.sub_routers.insert(0, opener(person))
        yield person


def opener(phone: Phone) -> Router:
    """Opens any screen by its name."""
    router = Router()
    router.parent_router = phone.handler._dispatcher
    phone.handler._dispatcher.sub_routers.pop()

    @router.message(lambda message: (message.text or "").startswith("open "))
    async def open_screen(message: Message, dialog_manager: DialogManager) -> None:
        state = STATES[str(message.text).removeprefix("open ")]
        data = {"until": "2026-11-23T14:05:00+00:00", "ranked": "balance login", "sure": "balance"}
        await dialog_manager.start(
            state, data=data, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND
        )

    return router


def shown(message: dict[str, Any]) -> tuple[str, list[str]]:
    keyboard = message.get("reply_markup", {})
    rows = keyboard.get("inline_keyboard") or keyboard.get("keyboard") or []
    return message["text"], [button["text"] for row in rows for button in row]


def buttons(message: dict[str, Any]) -> list[str]:
    """Labels of what the program hears: not of buttons that copy, nor of the shared number."""
    keyboard = message["reply_markup"]
    rows = keyboard.get("inline_keyboard") or keyboard["keyboard"]
    return [
        button["text"]
        for row in rows
        for button in row
        if "callback_data" in button or not {"copy_text", "request_contact"} & set(button)
    ]


async def open_and_press(
    services: Services, phone: Phone, state: State, place: int
) -> tuple[str, bool]:
    """The label that was pressed, and whether anything could be seen to happen."""
    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)  # an earlier press may have logged out
    await phone.send(f"open {name_of(state)}")
    before = newest(phone)
    said = len(phone.telegram.calls)
    label = buttons(before)[place]
    if "inline_keyboard" in before["reply_markup"]:
        await phone.press(label, before)
    else:
        await phone.send(label)
    after = phone.telegram.calls[said:]
    sent = any(call.__api_method__ in {"sendMessage", "sendDocument"} for call in after)
    told = any(getattr(call, "text", None) for call in after if is_answer(call))
    return label, sent or told or shown(newest(phone)) != shown(before)


def is_answer(call: TelegramMethod[Any]) -> bool:
    return call.__api_method__ == "answerCallbackQuery"


def newest(phone: Phone) -> dict[str, Any]:
    return max(phone.telegram.messages.items())[1]


@pytest.mark.parametrize("state", ALL_STATES, ids=name_of)
async def test_every_button_of_a_screen_brings_something(
    services: Services, phone: Phone, state: State
) -> None:
    await phone.send(f"open {name_of(state)}")
    places = range(len(buttons(newest(phone))))

    pressed = [await open_and_press(services, phone, state, place) for place in places]

    assert len(pressed) >= 3
    assert [label for label, seen in pressed if not seen] == []
