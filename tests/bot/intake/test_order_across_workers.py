"""One chat, two workers: what one has acknowledged and not finished goes before what the other
gets later, whether the first one lives or not."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SendMessage

from bot.intake import inbox as inbox_module
from bot.intake.inbox import Inbox
from ebok.services import Services
from storage.inbox import RawUpdate
from storage.tables import InboxUpdate
from storage.work import LEASE
from storage.worker_names import WorkerName
from tests.fixtures.people import CHAT, MARIA, Clock, all_rows
from tests.fixtures.phone import NOW, Phone, running_phone
from tests.waiting import until


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything that is not done at once is written down and acknowledged."""
    monkeypatch.setattr(inbox_module, "QUICK", 0.0)
    monkeypatch.setattr(inbox_module, "LOOK_EVERY", 0.01)
    monkeypatch.setattr(inbox_module, "RENEW_EVERY", 0.02)
    monkeypatch.setattr(inbox_module, "RETRY_PAUSES", (0.02,))
    monkeypatch.setattr(inbox_module, "LOOK_FOR_EARLIER_EVERY", 0.02)
    monkeypatch.setattr(inbox_module, "DRAIN", 0.05)


@dataclass
class Worker:
    """An inbox of its own before the same office; its way to Telegram may be cut."""

    services: Services
    phone: Phone
    name: str
    cut_off: bool = False
    tried: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.inbox = Inbox(self.services, self._handle, self._give_up, WorkerName(self.name))

    async def _handle(self, update: RawUpdate) -> None:
        self.tried.append(update["update_id"])
        if self.cut_off:
            raise TelegramNetworkError(SendMessage(chat_id=CHAT, text="x"), "lost")
        await self.phone.handler.handle(update)

    async def _give_up(self, _chat_id: int) -> None:
        raise AssertionError("nothing was given up")

    async def takes(self, number: int, text: str) -> None:
        """Until Telegram has its acknowledgement."""
        message = {"message_id": number, "date": NOW, "chat": self.phone.chat, "text": text}
        update = {"update_id": number, "message": {**message, "from": self.phone.person}}
        await self.inbox.accept(update, CHAT).safe.wait()

    async def crash(self) -> None:
        tasks = [*self.inbox._keepers, *self.inbox._workers]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def phone(services: Services) -> Iterator[Phone]:
    with running_phone(services) as opened:
        yield opened


@pytest.fixture
async def workers(services: Services, phone: Phone) -> AsyncIterator[tuple[Worker, Worker]]:
    anna, bruno = Worker(services, phone, "anna"), Worker(services, phone, "bruno")
    await phone.send("/start")
    await phone.press("Rejestracja")
    for worker in (anna, bruno):
        await worker.inbox.open()
    yield anna, bruno
    for worker in (anna, bruno):
        await worker.inbox.close()


async def both_answers_stand(services: Services, phone: Phone) -> None:
    async def look() -> bool:
        return "Krok 3 z 10" in phone.text and not await all_rows(services, InboxUpdate)

    async def instead() -> str:
        return phone.text

    await until(look, "symbol and name, each in its place", instead)


async def test_what_a_worker_tries_again_goes_before_what_another_gets_later(
    services: Services, phone: Phone, workers: tuple[Worker, Worker]
) -> None:
    anna, bruno = workers
    anna.cut_off = True
    await anna.takes(1001, MARIA.symbol)
    await bruno.takes(1002, MARIA.name)
    assert "Krok 1 z 10" in phone.text

    anna.cut_off = False

    await both_answers_stand(services, phone)


async def test_what_a_dead_worker_has_left_goes_before_what_waits_for_it(
    services: Services, phone: Phone, workers: tuple[Worker, Worker], clock: Clock
) -> None:
    anna, bruno = workers
    anna.cut_off = True
    await anna.takes(1001, MARIA.symbol)
    await bruno.takes(1002, MARIA.name)
    await anna.crash()

    clock.move(seconds=LEASE.total_seconds())

    await both_answers_stand(services, phone)
    assert bruno.tried[-2:] == [1001, 1002]


async def test_a_row_that_could_not_be_removed_holds_nobody_up_for_long(
    services: Services,
    phone: Phone,
    workers: tuple[Worker, Worker],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    anna, bruno = workers
    remove = anna.inbox._rows.remove
    refusals = [ConnectionError("the database is away")] * 3

    async def sometimes(update_id: int) -> None:
        if refusals:
            raise refusals.pop()
        await remove(update_id)

    monkeypatch.setattr(anna.inbox._rows, "remove", sometimes)
    anna.cut_off = True
    await anna.takes(1001, MARIA.symbol)
    anna.cut_off = False
    await bruno.takes(1002, MARIA.name)

    await both_answers_stand(services, phone)
    assert not refusals
