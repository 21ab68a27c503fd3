"""The poller acknowledges what the inbox says is safe and nothing else; only Telegram is played
here, and the inbox keeps what takes long in memory (test_inbox.py has it in a database)."""

from __future__ import annotations

import asyncio
import math
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramConflictError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import GetUpdates

from bot.intake.inbox import Inbox
from bot.intake.polling import GetRawUpdates, Poller
from ebok.services import Services, utc_now
from storage.inbox import Kept, RawUpdate
from storage.worker_names import WorkerName
from tests.bot.conftest import Waited
from tests.bot.intake.hands import Hands

pytestmark = pytest.mark.usefixtures("waited")
ASKED = GetUpdates()


def update(number: int, chat_id: int = 1) -> RawUpdate:
    chat = {"id": chat_id, "type": "private"}
    return {"update_id": number, "message": {"message_id": number, "date": 1, "chat": chat}}


def _acknowledged(kept: Any, offset: int) -> bool:
    """What has no number for us has one for Telegram, before those that came later."""
    number = kept.get("update_id") if isinstance(kept, dict) else None
    return offset > 1 and (type(number) is not int or number < offset)


class Telegram:
    """Keeps updates until they are acknowledged, as Telegram does; ``faults`` come first."""

    def __init__(self, *updates: RawUpdate) -> None:
        self.kept = list(updates)
        self.faults: list[Exception] = []
        self.offsets: list[int] = []
        self.asked: list[GetRawUpdates] = []
        self.arrived = asyncio.Event()
        self.future = math.inf  # an offset from here on is one of an earlier numbering

    def number_anew(self, *updates: RawUpdate) -> None:
        self.kept.clear()
        self.future = self.offsets[-1]
        self.receive(*updates)

    def receive(self, *updates: RawUpdate) -> None:
        self.kept.extend(updates)
        self.arrived.set()

    async def __call__(
        self, asked: GetRawUpdates, request_timeout: int | None = None
    ) -> list[RawUpdate]:
        if self.faults:
            raise self.faults.pop(0)
        self.asked.append(asked)
        self.offsets.append(asked.offset)
        offset = asked.offset if asked.offset < self.future else 0
        self.kept = [kept for kept in self.kept if not _acknowledged(kept, offset)]
        if not self.kept and asked.timeout:
            self.arrived.clear()
            await self.arrived.wait()
        return list(self.kept)

    @property
    def acknowledged(self) -> int:
        """The last update that Telegram has forgotten."""
        return max(self.offsets, default=0) - 1


class Rows:
    """What takes long, written down; or nothing, while the database is away."""

    def __init__(self) -> None:
        self.kept: list[int] = []
        self.away = False

    async def keep(self, updates: Sequence[Kept], *_who: Any) -> None:
        if self.away:
            raise ConnectionError("the database is away")
        self.kept += [kept.update["update_id"] for kept in updates]

    async def remove(self, update_id: int) -> None:
        self.kept.remove(update_id)

    async def take_over(self, *_who: Any) -> list[Kept]:
        return []

    async def let_go(self, *_who: Any) -> None: ...

    async def renew(self, *_who: Any) -> None: ...


@pytest.fixture
def rows() -> Rows:
    return Rows()


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
    telegram: Telegram, hands: Hands, rows: Rows | None = None
) -> AsyncIterator[tuple[Poller, asyncio.Task[None]]]:
    async def nobody_is_told(_chat_id: int) -> None:
        raise AssertionError("nothing was given up")

    services = cast(Services, SimpleNamespace(database=None, vault=None, now=utc_now))
    inbox = Inbox(services, hands, nobody_is_told, WorkerName("alone"))
    inbox._rows = cast(Any, rows or Rows())
    await inbox.open()
    poller = Poller(cast(Bot, telegram), inbox, ["message"])
    running = asyncio.create_task(poller.run())
    try:
        yield poller, running
    finally:
        poller.stop()
        await running
        await inbox.close()
        await poller.acknowledge()


async def test_handled_updates_are_acknowledged(hands: Hands) -> None:
    telegram = Telegram(update(10), update(11, 2))

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == 11)

    assert sorted(hands.done) == [10, 11]


async def test_an_update_under_way_is_not_acknowledged_nor_those_after_it(
    hands: Hands, rows: Rows
) -> None:
    rows.away = True
    hands.hold(11)
    telegram = Telegram(update(10, 1), update(11, 2), update(12, 3))

    async with polling(telegram, hands, rows):
        await until(lambda: set(hands.done) == {10, 12} and telegram.acknowledged == 10)
        asked_before = len(telegram.offsets)
        await until(lambda: len(telegram.offsets) > asked_before + 2)
        assert telegram.acknowledged == 10

        hands.held[11].set()
        await until(lambda: telegram.acknowledged == 12)

    assert sorted(hands.began) == [10, 11, 12]  # none of them twice


async def test_what_takes_long_is_written_down_and_acknowledged(hands: Hands, rows: Rows) -> None:
    hands.hold(10)
    telegram = Telegram(update(10))

    async with polling(telegram, hands, rows):
        await until(lambda: telegram.acknowledged == 10)
        assert rows.kept == [10]
        assert hands.done == []
        hands.held[10].set()
        await until(lambda: hands.done == [10])

    assert rows.kept == []


async def test_a_flood_of_one_chat_hides_nobody_else(hands: Hands, rows: Rows) -> None:
    """Telegram gives a hundred from the first that is not acknowledged."""
    hands.hold(100)
    telegram = Telegram(*(update(number) for number in range(100, 200)), update(200, 2))

    async with polling(telegram, hands, rows):
        await until(lambda: 200 in hands.done)
        hands.held[100].set()
        await until(lambda: len(hands.done) == 101)

    assert sorted(hands.done) == list(range(100, 201))
    assert rows.kept == []


async def test_one_chat_goes_in_order(hands: Hands) -> None:
    hands.hold(10)
    telegram = Telegram(update(10), update(11), update(12))

    async with polling(telegram, hands):
        await until(lambda: len(telegram.offsets) > 1)
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

    async with polling(telegram, hands):
        await until(lambda: hands.began == [10])
        asyncio.get_running_loop().call_later(1, hands.held[10].set)

    assert hands.done == [10]
    assert telegram.acknowledged == 10


async def test_a_stop_leaves_to_telegram_what_keeps_failing(hands: Hands, rows: Rows) -> None:
    rows.away = True
    hands.faults[10] = [ConnectionError("the database is away")] * 1000
    telegram = Telegram(update(10), update(11))

    async with polling(telegram, hands, rows):
        await until(lambda: len(hands.began) > 2)

    assert hands.done == []
    assert [kept["update_id"] for kept in telegram.kept] == [10, 11]


async def test_a_stop_does_not_wait_for_ever(hands: Hands, rows: Rows) -> None:
    hands.hold(10)
    telegram = Telegram(update(10))

    async with polling(telegram, hands, rows):
        await until(lambda: hands.began == [10])

    assert hands.done == []
    assert rows.kept == [10], "written down for the next start"
    assert telegram.acknowledged == 10


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
        TelegramServerError(ASKED, "Bad Gateway"),
        TelegramRetryAfter(ASKED, "Too Many Requests", 7),
        ClientDecodeError("no JSON", ValueError("<html>"), "<html>"),
        ValueError("something else"),
    ],
    ids=["conflict", "network", "server", "busy", "proxy", "anything"],
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


async def test_telegrams_own_word_is_obeyed(hands: Hands, waited: Waited) -> None:
    telegram = Telegram(update(10))
    telegram.faults = [TelegramRetryAfter(ASKED, "Too Many Requests", 15)]

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == 10)

    assert waited.seconds >= 15


async def test_a_last_acknowledgement_that_is_lost_is_no_fault(hands: Hands) -> None:
    telegram = Telegram(update(10))

    async with polling(telegram, hands) as (poller, running):
        await until(lambda: telegram.acknowledged == 10)
        poller.stop()
        await running
        telegram.faults = [TelegramNetworkError(ASKED, "lost")]

    assert telegram.faults == []


async def test_updates_that_no_library_knows_hide_no_others(hands: Hands) -> None:
    telegram = Telegram({"update_id": 10, "quantum_message": {}}, update(11))

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == 11)

    assert sorted(hands.done) == [10, 11]


NO_UPDATES: list[Any] = [[], [{"update_id": 7}], "x", 7, 7.5, True, None, {}, {"message": {}}]
NO_NUMBERS: list[Any] = ["7", 7.5, True, None, [7], {"id": 7}]


@pytest.mark.parametrize(
    "odd", [*NO_UPDATES, *({"update_id": number} for number in NO_NUMBERS)], ids=repr
)
async def test_what_has_no_number_hides_no_others(hands: Hands, odd: Any) -> None:
    telegram = Telegram(update(10), odd, update(11))

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == 11)
        telegram.receive(odd)
        await until(lambda: not telegram.kept[:-1])
        telegram.receive(update(12))
        await until(lambda: telegram.acknowledged == 12)

    assert sorted(hands.done) == [10, 11, 12]


@pytest.mark.parametrize("number", [2**63, 10**30])
async def test_what_no_database_can_number_is_passed_over(hands: Hands, number: int) -> None:
    telegram = Telegram(update(10), update(number))

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == number)
        telegram.number_anew(update(11))
        await until(lambda: 11 in hands.done)

    assert hands.done == [10, 11]


async def test_telegram_numbers_anew_after_a_quiet_week(hands: Hands) -> None:
    telegram = Telegram(update(7_000_000))

    async with polling(telegram, hands):
        await until(lambda: telegram.acknowledged == 7_000_000)
        telegram.number_anew(update(500))
        await until(lambda: telegram.offsets[-1] == 501)
        telegram.receive(update(501))
        await until(lambda: telegram.offsets[-1] == 502)

    assert hands.done == [7_000_000, 500, 501]


async def test_only_what_the_program_handles_is_asked_for(hands: Hands) -> None:
    telegram = Telegram()

    async with polling(telegram, hands):
        await until(lambda: len(telegram.asked) == 1)

    assert telegram.asked[0].allowed_updates == ["message"]
