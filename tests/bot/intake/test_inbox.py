"""Updates between their arrival and their end: in order within a chat, chats side by side, and
nothing lost when it takes long, when a worker dies or when Telegram is out of reach."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import SendMessage
from sqlalchemy import URL

from bot.app import apologise_later
from bot.intake import inbox as inbox_module
from bot.intake.inbox import RETRY_PAUSES, GiveUp, Inbox, pause_after
from ebok.languages import choose_language
from ebok.outbox.letters import AnswerLost
from ebok.outbox.recipients import Chat
from ebok.services import Services
from storage.database import Database
from storage.inbox import InboxRows, Kept, RawUpdate
from storage.tables import InboxUpdate, Outgoing
from storage.work import LEASE
from storage.worker_names import WorkerName
from tests.bot.intake.hands import Hands
from tests.fixtures.people import CHAT, OTHER_CHAT, Clock, all_rows, letters
from tests.waiting import until

ANNA, BRUNO = "anna", "bruno"
SECRET = "52031512346"
SENDING = SendMessage(chat_id=CHAT, text="x")
NETWORK = TelegramNetworkError(SENDING, "lost")
AT_ONCE, NEVER = 0.0, 3600.0


def update(number: int, text: str = "x") -> RawUpdate:
    return {"update_id": number, "message": {"chat": {"id": CHAT}, "text": text}}


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks come quickly; what takes long is written down only where a test says so."""
    monkeypatch.setattr(inbox_module, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(inbox_module, "RENEW_EVERY", 0.02)
    monkeypatch.setattr(inbox_module, "RETRY_PAUSES", (0.01,))
    monkeypatch.setattr(inbox_module, "QUICK", NEVER)
    monkeypatch.setattr(inbox_module, "QUICK_IN_A_CROWD", NEVER)
    monkeypatch.setattr(inbox_module, "DRAIN", 0.05)


@pytest.fixture
def slow_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_module, "QUICK", AT_ONCE)


@pytest.fixture
async def elsewhere(services: Services, database_url: URL) -> AsyncIterator[Services]:
    """The same office in another program."""
    database = Database(database_url)
    yield replace(services, database=database)
    await database.close()


async def nobody_is_told(_chat_id: int) -> None:
    raise AssertionError("nothing was given up")


@asynccontextmanager
async def open_inbox(
    services: Services, hands: Hands, name: str = ANNA, give_up: GiveUp = nobody_is_told
) -> AsyncIterator[Inbox]:
    inbox = Inbox(services, hands, give_up, WorkerName(name))
    await inbox.open()
    try:
        yield inbox
    finally:
        hands.let_go()
        await inbox.close()


async def crash(inbox: Inbox) -> None:
    """As a program that is killed: nothing is finished and nothing written down."""
    tasks = [*inbox._keepers, *inbox._workers]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    inbox._unsafe.clear()
    inbox._keepers.clear()


async def comes(condition: Callable[[], bool], what: str) -> None:
    async def look() -> bool:
        return condition()

    await until(look, what)


async def rows(services: Services) -> list[int]:
    return [row.id for row in await all_rows(services, InboxUpdate)]


def rows_are(services: Services, *numbers: int) -> Awaitable[bool]:
    async def look() -> bool:
        return await rows(services) == list(numbers)

    return until(look, f"rows {numbers}", instead=lambda: rows(services))


# --- order


async def test_one_chat_goes_in_order(services: Services, hands: Hands) -> None:
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        received = [inbox.accept(update(number), CHAT) for number in (10, 11, 12)]
        await comes(lambda: hands.began == [10], "the first begins")
        hands.let_go()
        await asyncio.gather(*(one.safe.wait() for one in received))

    assert hands.began == hands.done == [10, 11, 12]


async def test_chats_go_side_by_side(services: Services, hands: Hands) -> None:
    hands.hold(10, 11)
    async with open_inbox(services, hands) as inbox:
        inbox.accept(update(10), CHAT)
        inbox.accept(update(11), OTHER_CHAT)
        inbox.accept(update(12), 3)
        await comes(lambda: hands.done == [12], "the third is done")
        assert set(hands.began) == {10, 11, 12}


async def test_telegram_must_keep_what_is_not_safe(services: Services, hands: Hands) -> None:
    hands.hold(10, 11)
    async with open_inbox(services, hands) as inbox:
        assert inbox.first_unsafe is None
        for number in (11, 10, 12):
            inbox.accept(update(number), number)
        await comes(lambda: hands.done == [12], "the third is done")
        assert inbox.first_unsafe == 10

        hands.held[10].set()
        await comes(lambda: inbox.first_unsafe == 11, "only one is left")


async def test_what_is_quick_is_safe_and_never_written(services: Services, hands: Hands) -> None:
    async with open_inbox(services, hands) as inbox:
        received = inbox.accept(update(10), CHAT)
        await received.safe.wait()

        assert hands.done == [10]
        assert not received.written
    assert await rows(services) == []


# --- what takes long


@pytest.mark.usefixtures("slow_at_once")
async def test_what_takes_long_is_written_down_and_safe(
    services: Services, hands: Hands, clock: Clock
) -> None:
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        received = inbox.accept(update(10), CHAT)
        await received.safe.wait()

        assert inbox.first_unsafe is None
        (row,) = await all_rows(services, InboxUpdate)
        assert (row.id, row.chat_id, row.worker) == (10, CHAT, ANNA)
        assert (row.received_at, row.due_at) == (clock(), clock() + LEASE)
        assert hands.done == []

        hands.let_go()
        await rows_are(services)
    assert hands.began == hands.done == [10]


@pytest.mark.usefixtures("slow_at_once")
async def test_what_is_written_down_is_sealed(services: Services, hands: Hands) -> None:
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        await inbox.accept(update(10, SECRET), CHAT).safe.wait()

        (row,) = await all_rows(services, InboxUpdate)
        assert SECRET.encode() not in row.sealed
        assert services.vault.open_json(row.sealed) == update(10, SECRET)


async def test_a_window_that_is_full_is_written_down_at_once(
    services: Services, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One chat's flood: getUpdates would give nothing of the others."""
    monkeypatch.setattr(inbox_module, "FULL", 5)
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        received = [inbox.accept(update(number), CHAT) for number in range(10, 14)]
        await asyncio.sleep(0.05)
        assert not any(one.safe.is_set() for one in received)

        received.append(inbox.accept(update(14), CHAT))
        await asyncio.gather(*(one.safe.wait() for one in received))

        assert inbox.first_unsafe is None
        assert await rows(services) == [10, 11, 12, 13, 14]
        assert hands.began == [10]
        hands.let_go()
        await rows_are(services)
    assert hands.done == [10, 11, 12, 13, 14]


async def test_in_a_crowd_less_patience_is_shown(
    services: Services, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "CROWD", 3)
    monkeypatch.setattr(inbox_module, "QUICK_IN_A_CROWD", AT_ONCE)
    hands.hold(10, 11, 12)
    async with open_inbox(services, hands) as inbox:
        few = [inbox.accept(update(number), number) for number in (10, 11)]
        await asyncio.sleep(0.05)
        assert not any(one.safe.is_set() for one in few)

        many = [*few, inbox.accept(update(12), 12)]
        await asyncio.gather(*(one.safe.wait() for one in many))
        assert await rows(services) == [10, 11, 12]


@pytest.mark.usefixtures("slow_at_once")
async def test_what_cannot_be_written_down_is_not_safe_until_it_can(
    services: Services, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.hold(10)
    tries: list[int] = []
    async with open_inbox(services, hands) as inbox:
        keep = inbox._rows.keep

        async def stumble(updates: Any, *more: Any) -> None:
            tries.append(len(updates))
            if len(tries) < 3:
                assert inbox.first_unsafe == 10
                raise ConnectionError("the database is away")
            await keep(updates, *more)

        monkeypatch.setattr(inbox._rows, "keep", stumble)
        await inbox.accept(update(10), CHAT).safe.wait()

    assert tries == [1, 1, 1]


@pytest.mark.usefixtures("slow_at_once")
async def test_what_ends_while_it_is_being_written_down_leaves_no_row(
    services: Services, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        keep = inbox._rows.keep

        async def slowly(*args: Any) -> None:
            hands.let_go()
            await comes(lambda: hands.done == [10], "it is handled meanwhile")
            await keep(*args)

        monkeypatch.setattr(inbox._rows, "keep", slowly)
        await inbox.accept(update(10), CHAT).safe.wait()
        await rows_are(services)

    assert hands.began == [10]
    assert await rows(services) == []


# --- the same update twice


async def test_a_second_delivery_while_it_is_under_way_is_the_same(
    services: Services, hands: Hands
) -> None:
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        first = inbox.accept(update(10), CHAT)
        second = inbox.accept(update(10), CHAT)
        assert second is first

        hands.let_go()
        await second.safe.wait()
    assert hands.began == [10]


@pytest.mark.usefixtures("slow_at_once")
async def test_a_second_delivery_of_what_was_written_down_is_safe_at_once(
    services: Services, hands: Hands
) -> None:
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        await inbox.accept(update(10), CHAT).safe.wait()

        assert inbox.accept(update(10), CHAT).safe.is_set()
        assert inbox.first_unsafe is None
        hands.let_go()
        await rows_are(services)
    assert hands.began == [10]


async def test_a_second_delivery_of_what_an_earlier_life_wrote_down_is_safe_at_once(
    services: Services, hands: Hands
) -> None:
    """It was written down, and the program ended before Telegram heard of it."""
    await left_by(services, ANNA, update(10))
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        assert inbox.accept(update(10), CHAT).safe.is_set()
        hands.let_go()
        await rows_are(services)

    assert hands.began == [10]


# --- the end of a worker, and the next


async def left_by(services: Services, worker: str, *updates: RawUpdate) -> None:
    kept = [Kept(CHAT, one) for one in updates]
    await InboxRows(services.database, services.vault).keep(kept, worker, services.now())


@pytest.mark.usefixtures("slow_at_once")
async def test_what_a_killed_program_had_written_down_is_handled_by_its_next_life(
    services: Services, elsewhere: Services, hands: Hands
) -> None:
    hands.hold(10)
    async with open_inbox(services, hands) as killed:
        received = [killed.accept(update(number, SECRET), CHAT) for number in (10, 11)]
        await asyncio.gather(*(one.safe.wait() for one in received))
        await crash(killed)

    afterwards = Hands()
    async with open_inbox(elsewhere, afterwards):
        await rows_are(services)

    assert afterwards.done == [10, 11]


async def test_what_another_worker_left_is_taken_over_when_its_lease_ends(
    services: Services, hands: Hands, clock: Clock
) -> None:
    await left_by(services, BRUNO, update(10), update(11))
    async with open_inbox(services, hands, ANNA):
        await asyncio.sleep(0.1)
        assert hands.began == []

        clock.move(seconds=LEASE.total_seconds())
        await rows_are(services)

    assert hands.done == [10, 11]


async def test_of_what_a_dead_worker_left_each_goes_to_one(
    services: Services, elsewhere: Services, hands: Hands, clock: Clock
) -> None:
    await left_by(services, "dead", *(update(number) for number in range(10, 30)))
    clock.move(seconds=LEASE.total_seconds())
    others = Hands()

    async with open_inbox(services, hands, ANNA), open_inbox(elsewhere, others, BRUNO):
        await rows_are(services)

    assert sorted(hands.done + others.done) == list(range(10, 30))


@pytest.mark.usefixtures("slow_at_once")
async def test_a_worker_that_lives_keeps_what_it_has(
    services: Services, elsewhere: Services, hands: Hands, clock: Clock
) -> None:
    others = Hands()
    hands.hold(10)
    async with open_inbox(services, hands, ANNA) as inbox:
        await inbox.accept(update(10), CHAT).safe.wait()
        for _ in range(3):
            clock.move(seconds=LEASE.total_seconds() * 2 / 3)

            async def renewed() -> bool:
                (row,) = await all_rows(services, InboxUpdate)
                return bool(row.due_at == clock() + LEASE)

            await until(renewed, "the lease is renewed")
        async with open_inbox(elsewhere, others, BRUNO):
            await asyncio.sleep(0.1)

    assert others.began == []
    assert hands.began == [10]


async def test_what_is_the_others_is_not_let_go_by_a_worker_that_starts(
    services: Services, hands: Hands
) -> None:
    await left_by(services, BRUNO, update(10))

    async with open_inbox(services, hands, ANNA):
        await asyncio.sleep(0.1)

    assert hands.began == []
    assert await rows(services) == [10]


async def test_a_database_that_is_away_at_the_start_is_asked_again(
    services: Services, hands: Hands, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await left_by(services, ANNA, update(10))
    inbox = Inbox(services, hands, nobody_is_told, WorkerName(ANNA))

    async def away(*_args: Any) -> None:
        raise ConnectionError("the database is away")

    with monkeypatch.context() as patched:
        patched.setattr(inbox._rows, "let_go", away)
        patched.setattr(inbox._rows, "take_over", away)
        await inbox.open()
        await asyncio.sleep(0.05)
    clock.move(seconds=LEASE.total_seconds())
    await rows_are(services)
    await inbox.close()

    assert hands.done == [10]


# --- stopping


async def test_a_stop_finishes_what_is_under_way(
    services: Services, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox_module, "DRAIN", 20.0)
    hands.hold(10)
    async with open_inbox(services, hands) as inbox:
        received = inbox.accept(update(10), CHAT)
        await comes(lambda: hands.began == [10], "it begins")
        closing = asyncio.create_task(inbox.close())
        await asyncio.sleep(0.05)
        assert not closing.done()
        hands.let_go()
        await closing

    assert hands.done == [10]
    assert received.safe.is_set()
    assert await rows(services) == []


async def test_a_stop_writes_down_the_rest_for_whoever_comes_next(
    services: Services, elsewhere: Services, hands: Hands
) -> None:
    hands.hold(10)
    hands.faults[13] = [NETWORK] * 1000
    inbox = Inbox(services, hands, nobody_is_told, WorkerName(ANNA))
    await inbox.open()
    received = [inbox.accept(update(number), CHAT) for number in (10, 11, 12)]
    received.append(inbox.accept(update(13), OTHER_CHAT))
    await comes(lambda: {10, 13} <= set(hands.began), "they begin")

    await inbox.close()

    assert all(one.safe.is_set() for one in received)
    assert inbox.first_unsafe is None
    assert await rows(services) == [10, 11, 12, 13]
    assert hands.done == []
    afterwards = Hands()
    async with open_inbox(elsewhere, afterwards, BRUNO):  # at once, whatever its name
        await rows_are(services)
    assert [number for number in afterwards.done if number != 13] == [10, 11, 12]
    assert 13 in afterwards.done


async def test_a_stop_without_a_database_leaves_all_to_telegram(
    services: Services, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.hold(10)
    inbox = Inbox(services, hands, nobody_is_told, WorkerName(ANNA))
    await inbox.open()
    received = inbox.accept(update(10), CHAT)
    await comes(lambda: hands.began == [10], "it begins")

    async def away(*_args: Any) -> None:
        raise ConnectionError("the database is away")

    monkeypatch.setattr(inbox._rows, "keep", away)
    await inbox.close()

    assert not received.safe.is_set()
    assert inbox.first_unsafe == 10


# --- trying again, and giving up


async def test_what_failed_is_tried_again_before_what_came_after_it(
    services: Services, hands: Hands
) -> None:
    hands.faults[10] = [NETWORK, ConnectionError("the database is away"), NETWORK]
    async with open_inbox(services, hands) as inbox:
        inbox.accept(update(10), CHAT)
        await inbox.accept(update(11), CHAT).safe.wait()

    assert hands.began == [10, 10, 10, 10, 11]


async def test_one_chat_that_fails_holds_nobody_else_up(services: Services, hands: Hands) -> None:
    hands.faults[10] = [NETWORK] * 1000
    async with open_inbox(services, hands) as inbox:
        inbox.accept(update(10), CHAT)
        await inbox.accept(update(11), OTHER_CHAT).safe.wait()

        assert hands.done == [11]


async def test_telegrams_own_word_is_obeyed(
    services: Services, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.faults[10] = [TelegramRetryAfter(SENDING, "Too Many Requests", 1)]
    loop = asyncio.get_running_loop()
    began: list[float] = []

    async def timed(taken: RawUpdate) -> None:
        began.append(loop.time())
        await hands(taken)

    inbox = Inbox(services, timed, nobody_is_told, WorkerName(ANNA))
    await inbox.open()
    await inbox.accept(update(10), CHAT).safe.wait()
    await inbox.close()

    assert began[1] - began[0] >= 1


def test_pauses_grow_and_the_last_one_repeats() -> None:
    pauses = [pause_after(attempt, NETWORK) for attempt in range(20)]

    assert pauses == sorted(pauses)
    assert pauses[0] == inbox_module.RETRY_PAUSES[0]
    assert pauses[-1] == inbox_module.RETRY_PAUSES[-1]
    assert RETRY_PAUSES[-1] == 30
    assert pause_after(7, TelegramRetryAfter(SENDING, "Too Many Requests", 77)) == 77.0


@pytest.fixture
def given_up_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_module, "GIVE_UP_AFTER", timedelta(0))


@pytest.mark.usefixtures("given_up_at_once")
@pytest.mark.parametrize("fault", [NETWORK, ClientDecodeError("x", ValueError("<html>"), "<html>")])
async def test_what_telegram_took_for_hours_is_given_up_and_told_by_letter(
    services: Services, hands: Hands, fault: Exception
) -> None:
    await choose_language(services, CHAT, "uk")
    hands.faults[10] = [fault] * 1000

    async def give_up(chat_id: int) -> None:
        await apologise_later(services, chat_id)

    async with open_inbox(services, hands, give_up=give_up) as inbox:
        first = inbox.accept(update(10), CHAT)
        await inbox.accept(update(11), CHAT).safe.wait()
        assert first.safe.is_set()

    (told,) = await letters(services)
    assert (told.letter, told.to) == (AnswerLost(), Chat(CHAT))
    assert [row.language for row in await all_rows(services, Outgoing)] == ["uk"]
    assert hands.done == [11]


@pytest.mark.usefixtures("given_up_at_once", "slow_at_once")
async def test_what_is_given_up_is_not_left_in_the_database(
    services: Services, hands: Hands
) -> None:
    hands.faults[10] = [NETWORK] * 1000
    hands.hold(10)
    told: list[int] = []

    async def give_up(chat_id: int) -> None:
        told.append(chat_id)

    async with open_inbox(services, hands, give_up=give_up) as inbox:
        await inbox.accept(update(10), CHAT).safe.wait()
        hands.let_go()
        await rows_are(services)

    assert told == [CHAT]


@pytest.mark.usefixtures("given_up_at_once")
async def test_who_cannot_be_told_yet_is_told_later(services: Services, hands: Hands) -> None:
    hands.faults[10] = [NETWORK] * 1000
    tries: list[int] = []

    async def give_up(chat_id: int) -> None:
        tries.append(chat_id)
        if len(tries) < 3:
            raise ConnectionError("the database is away")

    async with open_inbox(services, hands, give_up=give_up) as inbox:
        await inbox.accept(update(10), CHAT).safe.wait()

    assert tries == [CHAT] * 3


@pytest.mark.usefixtures("given_up_at_once")
async def test_what_our_own_database_holds_up_is_never_given_up(
    services: Services, hands: Hands
) -> None:
    hands.faults[10] = [ConnectionError("the database is away")] * 5
    async with open_inbox(services, hands) as inbox:
        await inbox.accept(update(10), CHAT).safe.wait()

    assert hands.done == [10]
