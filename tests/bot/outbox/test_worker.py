"""Rows that ask for work are worked off: each once however many workers there are, again when it
failed, and by another when its worker died. Only Telegram and the mail server are played."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramNetworkError, TelegramRetryAfter
from aiogram.methods import SendMessage
from sqlalchemy import URL
from sqlalchemy.exc import OperationalError

from bot.outbox import worker as worker_module
from bot.outbox.mailer import Mailer
from bot.outbox.smtp_answers import MailNotSent, Trouble
from bot.outbox.texts import Mail
from bot.outbox.worker import Worker, pause_after
from ebok.outbox.deletions import ask_to_delete
from ebok.outbox.letters import IdleLogout, LoginLocked
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Chat, Mailbox
from ebok.registration.application import DECIDED_AFTER, latest
from ebok.registration.decision import decide
from ebok.services import Services
from storage.database import Database
from storage.tables import Account, Application, Deletion, Outgoing
from storage.work import LEASE, WorkRows, next_due
from storage.worker_names import WorkerName
from tests.fixtures.people import (
    CHAT,
    MARIA,
    Clock,
    all_rows,
    apply,
    enter_in_records,
    wanted_deletions,
)
from tests.waiting import until

ANNA, BRUNO = "anna", "bruno"
SENDING = SendMessage(chat_id=CHAT, text="x")
LOST = TelegramNetworkError(SENDING, "lost")
UNREACHABLE = MailNotSent(Trouble.UNREACHABLE)


class Channel:
    """Says what went through; ``faults`` come first, and while it is shut nothing comes back."""

    def __init__(self) -> None:
        self.went: list[Any] = []
        self.asked = 0
        self.faults: list[Exception] = []
        self.open = asyncio.Event()
        self.open.set()

    async def take(self, what: Any) -> None:
        self.asked += 1
        await self.open.wait()
        if self.faults:
            raise self.faults.pop(0)
        self.went.append(what)


class Telegram:
    def __init__(self) -> None:
        self.chats, self.deletions = Channel(), Channel()

    async def send_message(self, chat_id: int, _text: str, **_more: Any) -> Any:
        await self.chats.take(chat_id)
        return SimpleNamespace(message_id=self.chats.asked)

    async def delete_messages(self, _chat_id: int, message_ids: list[int]) -> None:
        await self.deletions.take(message_ids)

    async def me(self) -> Any:
        return SimpleNamespace(username="ebok_bot")


class MailServer(Mailer):
    def __init__(self) -> None:
        super().__init__("smtp://mail.example.com", "eBOK <ebok@example.com>")
        self.mails = Channel()

    async def send(self, to: str, mail: Mail) -> None:
        await self.mails.take(to)


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def server() -> MailServer:
    return MailServer()


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks come quickly, because the clock of a test stands still; pauses are the program's."""
    monkeypatch.setattr(worker_module, "LOOK_AT_LEAST_EVERY", 0.02)
    monkeypatch.setattr(worker_module, "DRAIN", 0.05)
    monkeypatch.setattr(worker_module, "TELEGRAM_PACE", 10_000.0)


@pytest.fixture
async def elsewhere(services: Services, database_url: URL) -> AsyncIterator[Services]:
    """The same office in another program."""
    database = Database(database_url)
    yield replace(services, database=database)
    await database.close()


Run = Callable[..., Any]


@pytest.fixture
def working(services: Services, telegram: Telegram, server: MailServer) -> Run:
    @asynccontextmanager
    async def run(office: Services = services, name: str = ANNA) -> AsyncIterator[Worker]:
        worker = Worker(office, cast(Bot, telegram), server, WorkerName(name))
        running = asyncio.create_task(worker.run())
        try:
            yield worker
        finally:
            for channel in (telegram.chats, telegram.deletions, server.mails):
                channel.open.set()
            await worker.stop()
            await asyncio.wait_for(running, 20)

    return run


async def write_mail(services: Services, to: str = MARIA.email) -> int:
    async with services.database.transaction() as session:
        letter, cause = LoginLocked(minutes=15), "account:104217"
        await post(services, session, letter, Mailbox(to), language="pl", cause=cause)
    return int((await all_rows(services, Outgoing))[-1].id)


async def write_notice(services: Services, chat_id: int = CHAT) -> int:
    async with services.database.transaction() as session:
        letter, cause = IdleLogout(minutes=15), f"chat:{chat_id}"
        await post(services, session, letter, Chat(chat_id), language="pl", cause=cause)
    return int((await all_rows(services, Outgoing))[-1].id)


async def order_deletion(services: Services) -> int:
    async with services.database.transaction() as session:
        ask_to_delete(services, session, CHAT, [7, 8], f"chat:{CHAT}")
    return int((await all_rows(services, Deletion))[-1].id)


async def send_application(services: Services, clock: Clock) -> None:
    """Due to be decided now."""
    await apply(services, MARIA)
    clock.move(seconds=DECIDED_AFTER.total_seconds())


def all_have_gone(services: Services) -> Awaitable[bool]:
    async def look() -> bool:
        rows = await all_rows(services, Outgoing)
        return all(row.delivered_at is not None for row in rows)

    return until(look, "all letters have gone")


def failed(services: Services, table: Any, attempts: int = 1) -> Awaitable[Any]:
    """The row that was put off after so many attempts, and that nobody has in hand any more."""

    def is_put_off(row: Any) -> bool:
        return row.worker is None and row.trouble and row.attempts == attempts

    async def look() -> Any:
        return next(filter(is_put_off, await all_rows(services, table)), None)

    return until(look, f"attempt {attempts} has failed")


async def row_of(services: Services, table: Any) -> Any:
    (row,) = await all_rows(services, table)
    return row


async def asked_for(channel: Channel, times: int = 1) -> None:
    async def asked() -> bool:
        return channel.asked == times

    async def instead() -> int:
        return channel.asked

    await until(asked, f"asked {times} times", instead)


# --- once


async def test_all_kinds_of_work_are_done(
    services: Services, telegram: Telegram, server: MailServer, working: Run, clock: Clock
) -> None:
    await enter_in_records(services, MARIA)
    await write_mail(services)
    await write_notice(services)
    await order_deletion(services)
    await send_application(services, clock)

    async with working():

        async def all_is_done() -> bool:
            tables = (Outgoing, Deletion, Application)
            rows = [row for table in tables for row in await all_rows(services, table)]
            return all(row.due_at is None for row in rows)

        await until(all_is_done, "nothing is left to do")

    assert telegram.deletions.went == [[7, 8]]
    assert Counter(telegram.chats.went) == {CHAT: 2}  # the notice, and that the data agree
    assert Counter(server.mails.went) == {MARIA.email: 3}  # and two about the application
    found = await latest(services, CHAT)
    assert found is not None
    assert found.outcome == "accepted"


async def test_two_workers_send_each_letter_once(
    services: Services,
    elsewhere: Services,
    telegram: Telegram,
    server: MailServer,
    working: Run,
) -> None:
    async with working(name=ANNA), working(elsewhere, BRUNO):
        for number in range(15):
            await write_mail(services, f"{number}@example.com")
            await write_notice(elsewhere, number + 1)
        await all_have_gone(services)

    assert sorted(server.mails.went) == sorted(f"{number}@example.com" for number in range(15))
    assert sorted(telegram.chats.went) == list(range(1, 16))
    assert {row.attempts for row in await all_rows(services, Outgoing)} == {1}


async def test_two_workers_decide_once(
    services: Services, elsewhere: Services, server: MailServer, working: Run, clock: Clock
) -> None:
    await enter_in_records(services, MARIA)

    async with working(name=ANNA), working(elsewhere, BRUNO):
        await send_application(services, clock)

        async def decided() -> bool:
            return (await row_of(services, Application)).decided_at is not None

        await until(decided, "it is decided")
        await all_have_gone(services)

    assert len(await all_rows(services, Account)) == 1
    assert len(server.mails.went) == 2  # that it came, and the way in


async def test_a_letter_wakes_the_worker_at_once(
    services: Services, server: MailServer, working: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "LOOK_AT_LEAST_EVERY", 3600.0)

    async with working():
        await asyncio.sleep(0.05)
        await write_mail(services)
        await all_have_gone(services)

    assert server.mails.went == [MARIA.email]


async def test_a_letter_of_another_program_is_found_without_a_bell(
    services: Services, elsewhere: Services, server: MailServer, working: Run
) -> None:
    async with working():
        await asyncio.sleep(0.05)
        await write_mail(elsewhere)
        await all_have_gone(services)

    assert server.mails.went == [MARIA.email]


# --- again


async def test_a_mail_that_failed_is_tried_again_after_a_pause_and_goes(
    services: Services, server: MailServer, working: Run, clock: Clock
) -> None:
    server.mails.faults = [UNREACHABLE, UNREACHABLE]
    await write_mail(services)

    async with working():
        row = await failed(services, Outgoing)
        assert (row.due_at, row.worker) == (clock() + timedelta(seconds=1), None)
        assert row.trouble == str(Trouble.UNREACHABLE)
        await asyncio.sleep(0.1)
        assert server.mails.asked == 1

        clock.move(seconds=1)
        row = await failed(services, Outgoing, attempts=2)
        assert row.due_at == clock() + timedelta(seconds=2)
        clock.move(seconds=2)
        await all_have_gone(services)

    assert server.mails.went == [MARIA.email]
    assert (await row_of(services, Outgoing)).trouble is None


async def test_a_notice_that_failed_is_tried_again_and_goes(
    services: Services, telegram: Telegram, working: Run, clock: Clock
) -> None:
    telegram.chats.faults = [LOST]
    await write_notice(services)

    async with working():
        await failed(services, Outgoing)
        clock.move(seconds=1)
        await all_have_gone(services)

    assert telegram.chats.went == [CHAT]


async def test_a_deletion_that_failed_is_tried_again_and_done(
    services: Services, telegram: Telegram, working: Run, clock: Clock
) -> None:
    telegram.deletions.faults = [LOST]
    await order_deletion(services)

    async with working():
        await failed(services, Deletion)
        clock.move(seconds=1)

        async def done() -> bool:
            return await wanted_deletions(services) == []

        await until(done, "they are deleted")

    assert telegram.deletions.went == [[7, 8]]


async def test_a_decision_that_failed_is_tried_again_and_made(
    services: Services, working: Run, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[Exception] = [OperationalError("", {}, Exception("the database is away"))]

    async def stumble(*args: Any) -> Any:
        if faults:
            raise faults.pop()
        return await decide(*args)

    monkeypatch.setattr(worker_module, "decide", stumble)
    await enter_in_records(services, MARIA)
    await send_application(services, clock)

    async with working():
        row = await failed(services, Application)
        assert (row.outcome, row.trouble) == ("received", "OperationalError")
        clock.move(seconds=1)

        async def accepted() -> bool:
            return bool((await row_of(services, Application)).outcome == "accepted")

        await until(accepted, "it is decided")

    assert len(await all_rows(services, Account)) == 1


async def test_telegrams_own_word_is_obeyed(
    services: Services, telegram: Telegram, working: Run, clock: Clock
) -> None:
    telegram.chats.faults = [TelegramRetryAfter(SENDING, "Too Many Requests", 77)]
    await write_notice(services)

    async with working():
        row = await failed(services, Outgoing)
        assert row.due_at == clock() + timedelta(seconds=77)

        clock.move(seconds=76)
        await asyncio.sleep(0.1)
        assert telegram.chats.asked == 1
        clock.move(seconds=1)
        await all_have_gone(services)


async def test_what_is_put_off_quotes_no_address(
    services: Services, server: MailServer, working: Run
) -> None:
    server.mails.faults = [ValueError(f"cannot send to {MARIA.email}")]
    await write_mail(services)

    async with working():
        row = await failed(services, Outgoing)

    assert row.trouble == "ValueError"


async def test_an_attempt_that_hangs_is_cut_short_and_tried_again(
    services: Services,
    server: MailServer,
    working: Run,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker_module, "ONE_ATTEMPT", 0.05)
    server.mails.open.clear()
    await write_mail(services)

    async with working():
        row = await failed(services, Outgoing)
        assert row.trouble == "TimeoutError"
        server.mails.open.set()
        clock.move(seconds=1)
        await all_have_gone(services)

    assert server.mails.went == [MARIA.email]


async def test_a_mail_server_that_hangs_holds_up_no_chat_and_no_decision(
    services: Services, telegram: Telegram, server: MailServer, working: Run
) -> None:
    server.mails.open.clear()
    for number in range(25):  # more than are sent at a time
        await write_mail(services, f"{number}@example.com")

    async with working():
        await asked_for(server.mails, 20)  # all places are taken
        await write_notice(services)

        async def sent() -> bool:
            return telegram.chats.went == [CHAT]

        await until(sent, "the notice has gone")
        assert server.mails.asked == 20
        server.mails.open.set()
        await all_have_gone(services)

    assert len(server.mails.went) == 25


def test_pauses_grow_up_to_five_minutes() -> None:
    pauses = [pause_after(attempts, LOST).total_seconds() for attempts in range(1, 12)]

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert pause_after(0, LOST) == timedelta(seconds=1)
    assert pause_after(10**6, LOST) == timedelta(minutes=5)


# --- by another


@pytest.mark.parametrize("write", [write_mail, write_notice, order_deletion])
async def test_a_worker_that_died_is_replaced_when_its_lease_ends(
    services: Services,
    telegram: Telegram,
    server: MailServer,
    working: Run,
    clock: Clock,
    write: Callable[[Services], Awaitable[int]],
) -> None:
    number = await write(services)
    table = Deletion if write is order_deletion else Outgoing
    assert await WorkRows(services.database, table).take("dead", clock(), 1) == [number]

    async with working():
        await asyncio.sleep(0.1)
        channels = (telegram.chats, telegram.deletions, server.mails)
        assert [channel.asked for channel in channels] == [0, 0, 0]
        clock.move(seconds=LEASE.total_seconds())

        async def done() -> bool:
            return bool((await row_of(services, table)).due_at is None)

        await until(done, "another did it")

    assert sum(len(channel.went) for channel in channels) == 1


async def test_a_decision_of_a_worker_that_died_is_made_by_another(
    services: Services, working: Run, clock: Clock
) -> None:
    await enter_in_records(services, MARIA)
    await send_application(services, clock)
    await WorkRows(services.database, Application).take("dead", clock(), 1)
    clock.move(seconds=LEASE.total_seconds())

    async with working():

        async def accepted() -> bool:
            return bool((await row_of(services, Application)).outcome == "accepted")

        await until(accepted, "it is decided")


async def test_what_its_earlier_life_had_begun_does_not_wait_for_the_lease(
    services: Services, server: MailServer, working: Run, clock: Clock
) -> None:
    await write_mail(services)
    await WorkRows(services.database, Outgoing).take(ANNA, clock(), 1)

    async with working(name=ANNA):
        await all_have_gone(services)

    assert server.mails.went == [MARIA.email]


async def test_a_letter_that_could_not_be_put_off_comes_back_with_the_leases_end(
    services: Services,
    server: MailServer,
    working: Run,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def away(*_args: Any) -> None:
        raise ConnectionError("the database is away")

    server.mails.faults = [UNREACHABLE]
    await write_mail(services)

    async with working():
        with monkeypatch.context() as patched:
            patched.setattr(WorkRows, "put_off", away)
            await asked_for(server.mails)
            await asyncio.sleep(0.05)
        clock.move(seconds=LEASE.total_seconds())
        await all_have_gone(services)


# --- the worker itself


async def test_a_database_that_is_away_does_not_end_the_worker(
    services: Services, server: MailServer, working: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []

    async def stumble(*args: Any) -> Any:
        looks.append(1)
        if len(looks) <= 3:
            raise OperationalError("", {}, Exception("the database is away"))
        return await next_due(*args)

    monkeypatch.setattr(worker_module, "next_due", stumble)
    await write_mail(services)

    async with working():
        await all_have_gone(services)

    assert server.mails.went == [MARIA.email]


async def test_a_database_that_is_away_at_the_start_does_not_end_the_worker(
    services: Services, server: MailServer, working: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_args: Any) -> None:
        raise ConnectionError("the database is away")

    monkeypatch.setattr(WorkRows, "let_go", away)
    await write_mail(services)

    async with working():
        await all_have_gone(services)

    assert server.mails.went == [MARIA.email]


async def test_a_stop_waits_for_what_is_under_way(
    services: Services, server: MailServer, working: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_module, "DRAIN", 20.0)
    server.mails.open.clear()
    await write_mail(services)

    async with working() as worker:
        await asked_for(server.mails)
        stopping = asyncio.create_task(worker.stop())
        await asyncio.sleep(0.05)
        assert not stopping.done()
        server.mails.open.set()
        await stopping

    assert server.mails.went == [MARIA.email]
    assert (await row_of(services, Outgoing)).delivered_at is not None


async def test_a_stop_does_not_wait_for_ever_and_what_it_cuts_short_goes_at_the_next_start(
    services: Services, server: MailServer, working: Run
) -> None:
    server.mails.open.clear()
    await write_mail(services)
    async with working() as worker:
        await asked_for(server.mails)
        await worker.stop()
    assert server.mails.went == []

    async with working():
        await all_have_gone(services)

    assert server.mails.went == [MARIA.email]


async def test_a_stop_begins_nothing_any_more(
    services: Services, server: MailServer, working: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops the worker shuts the database and the bot right after it."""
    taking, stopped, take = asyncio.Event(), asyncio.Event(), WorkRows.take

    async def slowly(rows: WorkRows, *args: Any) -> Any:
        taken = await take(rows, *args)
        if taken:
            taking.set()
            await stopped.wait()
        return taken

    await write_mail(services)
    with monkeypatch.context() as patched:
        patched.setattr(WorkRows, "take", slowly)
        async with working() as worker:
            await taking.wait()
            await worker.stop()
            stopped.set()
    assert server.mails.asked == 0

    async with working():
        await all_have_gone(services)
