"""Each patch of a library does what the library alone does not."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from aiogram import Bot, F
from aiogram.dispatcher.event.handler import FilterObject
from aiogram.exceptions import TelegramBadRequest
from aiogram.fsm.state import State
from aiogram.methods import DeleteMessage, SendMessage, TelegramMethod
from aiogram.types import Chat, ReplyKeyboardRemove
from aiogram_dialog.api.entities import OldMessage, Stack
from aiogram_dialog.manager.message_manager import MessageManager

from dialogs import library_patches
from dialogs.library_patches import TidyMessageManager, screen_id
from tests.fixtures.phone import PlayedTelegram

MENU = State("main", group_name="Menu")
OLD = OldMessage(
    chat=Chat(id=1, type="private"),
    message_id=7,
    media_uniq_id=None,
    media_id=None,
    text="x",
    has_reply_keyboard=True,
)


@pytest.fixture(autouse=True)
def applied() -> None:
    library_patches.apply()


def test_screens_of_one_moment_have_different_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.randint", lambda _low, _high: 7)
    stack = Stack()

    with time_machine.travel(datetime(2026, 3, 1, 12, 0, tzinfo=UTC), tick=False):
        for _ in range(50):
            stack.push(MENU, {})

    assert len(set(stack.intents)) == 50


def test_the_name_of_a_screen_leaves_room_in_a_button() -> None:
    """A button holds 64 bytes: the name, a separator, and what the button does."""
    assert all(len(screen_id().encode()) <= 10 for _ in range(100))


async def test_a_filter_that_is_no_coroutine_is_asked_on_the_loop() -> None:
    asked_in: list[int] = []

    def is_text(event: str, wanted: str) -> bool:
        asked_in.append(threading.get_ident())
        return event == wanted

    asked = FilterObject(is_text)

    assert await asked.call("x", wanted="x", beside="not asked for")
    assert not await asked.call("x", wanted="y")
    assert set(asked_in) == {threading.get_ident()}


async def test_a_filter_that_is_a_coroutine_is_awaited() -> None:
    async def is_text(event: str, **_more: Any) -> dict[str, str]:
        return {"found": event}

    assert await FilterObject(is_text).call("x", beside=1) == {"found": "x"}


async def test_a_magic_filter_works_as_ever() -> None:
    chat = Chat(id=1, type="private")

    assert await FilterObject(F.type == "private").call(chat)
    assert not await FilterObject(F.type == "group").call(chat)


async def test_a_filter_that_fails_says_so() -> None:
    def broken(_event: str) -> bool:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await FilterObject(broken).call("x")


class Telegram(PlayedTelegram):
    def __init__(self, *, deletes: bool = True) -> None:
        super().__init__()
        self.deletes = deletes

    def _result(self, method: TelegramMethod[Any]) -> Any:
        if isinstance(method, DeleteMessage) and not self.deletes:
            raise TelegramBadRequest(method, "message can't be deleted")
        return super()._result(method)


def bot_of(telegram: Telegram) -> Bot:
    return Bot("42:TEST", session=telegram)


async def test_the_library_leaves_three_dots_behind() -> None:
    """When this fails the patch has become needless."""
    telegram = Telegram()

    assert await MessageManager().remove_reply_kbd(bot_of(telegram), OLD) is not None

    assert [type(call) for call in telegram.calls] == [SendMessage]


async def test_taking_a_keyboard_away_leaves_nothing_in_the_chat() -> None:
    telegram = Telegram()

    left = await TidyMessageManager().remove_reply_kbd(bot_of(telegram), OLD)

    carrier, removed = telegram.calls
    assert isinstance(carrier, SendMessage)
    assert isinstance(carrier.reply_markup, ReplyKeyboardRemove)
    assert isinstance(removed, DeleteMessage)
    assert removed.message_id in telegram.messages
    assert left is None


async def test_what_telegram_will_not_delete_is_no_reason_to_stop() -> None:
    left = await TidyMessageManager().remove_reply_kbd(bot_of(Telegram(deletes=False)), OLD)

    assert left is not None


async def test_where_no_keyboard_is_nothing_is_sent() -> None:
    telegram = Telegram()

    assert await TidyMessageManager().remove_reply_kbd(bot_of(telegram), None) is None
    assert telegram.calls == []
