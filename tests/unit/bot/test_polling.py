"""The poller acknowledges what was handled and nothing else; only Telegram is played here."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import GetUpdates
from aiogram.types import Chat, Message, Update

from bot.delivery.polling import Poller
from tests.unit.bot.conftest import Waited

pytestmark = pytest.mark.usefixtures("waited")
ASKED = GetUpdates()


def update(number: int, chat_id: int = 1) -> Update:
    chat = Chat(id=chat_id, type="private")
    written = Message(message_id=number, date=datetime(2026, 11, 22, tzinfo=UTC), chat=chat)
    return Update(update_id=number, message=written)


class Telegram:
    """Keeps updates until they are acknowledged, as Telegram does; ``faults`` come first."""

    def __init__(self, *updates: Update) -> None:
        self.kept = list(updates)
        self.faults: list[Exception] = []
        self.offsets: list[int] = []
        self.arrived = asyncio.Event()

    def receive(self, *updates: Update) -> None:
        self.kept.extend(updates)
        self.arrived.set()

    async def get_updates(self, offset: int, **others: Any) -> list[Update]:
        if self.faults:
            raise self.faults.pop(0)
        self.offsets.append(offset)
        self.kept = [kept for kept in self.kept if kept.update_id >= offset]
        if not self.kept and others["timeout"]:
            self.arrived.clear()
            await self.arrived.wait()
        return list(self.kept)

    @property
    def acknowledged(self) -> int:
        """The last update that Telegram has forgotten."""
        return max(self.offsets, default=0) - 1


class Hands:
    """Handles updates: those named in ``held`` wait until they are let go."""

    def __init__(self) -> None:
        self.began: list[int] = []
        self.done: list[int] = []
        self.held: dict[int, asyncio.Event] = {}
        self.faults: dict[int, list[Exception]] = {}

    def hold(self, number: int) -> None:
        self.held[number] = asyncio.Event()

    async def __call__(self, taken: Update) -> None:
        number = taken.update_id
        self.began.append(number)
        if number in self.held:
            await self.held[number].wait()
        if self.faults.get(number):
            raise self.faults[number].pop(0)
        self.done.append(number)


@pytest.fixture
def hands() -> Hands:
    return Hands()


async def until(condition: Callable[[], bool]) -> None:
    """Lets the others go on until it holds."""
    for _ in range(2000):
        if condition():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came to it")


@asynccontextmanager
async def polling(
    telegram: Telegram, handle: Callable[[Update], Awaitable[None]]
) -> AsyncIterator[tuple[Poller, asyncio.Task[None]]]:
    poller = Poller(cast(Bot, telegram), handle, ["message"])
    running = asyncio.create_task(poller.run())
    try:
        yield poller, running
    finally:
        poller.stop()
        await running


async def test_handled_updates_are_acknowledged(hands: Hands) -> None:
    telegram = Telegram(update(10), update(11, 2))

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == 11)

    assert sorted(hands.done) == [10, 11]


async def test_an_update_under_way_is_not_acknowledged_nor_those_after_it(hands: Hands) -> None:
    hands.hold(11)
    telegram = Telegram(update(10, 1), update(11, 2), update(12, 3))

    async with polling(telegram, hands):
        await until(lambda: set(hands.done) == {10, 12} and telegram.acknowledged == 10)
        asked_before = len(telegram.offsets)
        await until(lambda: len(telegram.offsets) > asked_before + 2)
        assert telegram.acknowledged == 10

        hands.held[11].set()
        await until(lambda: telegram.acknowledged == 12)

    assert sorted(hands.began) == [10, 11, 12]  # none of them twice


async def test_one_chat_goes_in_order(hands: Hands) -> None:
    hands.hold(10)
    telegram = Telegram(update(10), update(11), update(12))

    async with polling(telegram, hands):
        await until(lambda: len(telegram.offsets) > 3)
        assert hands.began == [10]
        hands.held[10].set()
        await until(lambda: telegram.acknowledged == 12)

    assert hands.done == [10, 11, 12]


async def test_different_chats_go_side_by_side(hands: Hands) -> None:
    for number in (10, 11, 12):
        hands.hold(number)
    telegram = Telegram(*(update(number, chat_id=number) for number in (10, 11, 12)))

    async with polling(telegram, hands):
        await until(lambda: len(hands.began) == 3)
        for number in (12, 11, 10):
            hands.held[number].set()
        await until(lambda: telegram.acknowledged == 12)


async def test_new_updates_come_in_while_others_are_under_way(hands: Hands) -> None:
    hands.hold(10)
    telegram = Telegram(update(10, 1))

    async with polling(telegram, hands):
        await until(lambda: hands.began == [10])
        telegram.receive(update(11, 2))
        await until(lambda: hands.done == [11])
        hands.held[10].set()
        await until(lambda: telegram.acknowledged == 11)


async def test_what_failed_is_tried_again_and_holds_the_acknowledgement(hands: Hands) -> None:
    hands.faults[10] = [ConnectionError("the database is away")] * 3
    telegram = Telegram(update(10), update(11))

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == 11)

    assert hands.began == [10, 10, 10, 10, 11]
    assert hands.done == [10, 11]


async def test_a_stop_finishes_what_is_under_way_and_acknowledges_it(hands: Hands) -> None:
    hands.hold(10)
    telegram = Telegram(update(10))

    async with polling(telegram, hands) as (poller, running):
        await until(lambda: hands.began == [10])
        poller.stop()
        await asyncio.sleep(1)
        assert not running.done()
        hands.held[10].set()

    assert hands.done == [10]
    assert telegram.acknowledged == 10


async def test_a_stop_leaves_to_telegram_what_keeps_failing(hands: Hands) -> None:
    hands.faults[10] = [ConnectionError("the database is away")] * 1000
    telegram = Telegram(update(10), update(11))

    async with polling(telegram, hands) as (poller, _running):
        await until(lambda: len(hands.began) > 2)
        poller.stop()

    assert hands.done == []
    assert [kept.update_id for kept in telegram.kept] == [10, 11]


async def test_a_stop_does_not_wait_for_ever(hands: Hands) -> None:
    hands.hold(10)
    telegram = Telegram(update(10))

    async with polling(telegram, hands):
        await until(lambda: hands.began == [10])

    assert hands.done == []
    assert [kept.update_id for kept in telegram.kept] == [10]


async def test_a_stop_while_nothing_happens_is_at_once(waited: Waited) -> None:
    telegram = Telegram()

    async with polling(telegram, Hands()):
        await until(lambda: len(telegram.offsets) == 1)
        before = waited.seconds

    assert waited.seconds - before < 1


@pytest.mark.parametrize(
    "fault",
    [
        TelegramConflictError(ASKED, "terminated by other getUpdates request"),
        TelegramNetworkError(ASKED, "lost"),
        TelegramRetryAfter(ASKED, "Too Many Requests", 7),
    ],
    ids=["conflict", "network", "busy"],
)
async def test_a_fault_of_telegrams_is_waited_out(
    hands: Hands, waited: Waited, fault: Exception
) -> None:
    telegram = Telegram(update(10))
    telegram.faults = [fault, fault]

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == 10)

    assert hands.done == [10]
    assert waited.seconds >= 1
