"""Many letters and applications wait while the real server is restarted again and again; the row is
the truth, so each is worked off in the end."""

from __future__ import annotations

import asyncio
from typing import cast

import pytest
from aiogram import Bot

from bot.outbox import worker as worker_module
from bot.outbox.worker import Worker
from ebok.services import Services
from storage.tables import Application, Outgoing
from storage.worker_names import WorkerName
from tests.bot.outbox.test_worker import MailServer, Telegram, write_mail, write_notice
from tests.fixtures.people import Clock, Person, all_rows, apply, enter_in_records
from tests.fixtures.postgresql import PostgreSQL, StopMode
from tests.waiting import until

LETTERS, APPLICATIONS = 40, 6
RESTARTS: tuple[StopMode, ...] = ("fast", "immediate", "fast", "immediate")


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_module, "LOOK_AT_LEAST_EVERY", 0.02)


@pytest.mark.parametrize("engine_name", ["postgresql"])
async def test_restarts_of_the_server_lose_no_decision_and_no_letter(
    services: Services, postgresql: PostgreSQL, clock: Clock
) -> None:
    telegram, server = Telegram(), MailServer()
    for number in range(APPLICATIONS):
        symbol = f"20000{number}"
        person = Person(symbol, address=f"Bulwar Ikara {number}", email=f"{symbol}@example.com")
        await enter_in_records(services, person)
        await apply(services, person, chat_id=5000 + number)
    for _ in range(LETTERS // 2):
        await write_mail(services)
        await write_notice(services)

    worker = Worker(services, cast(Bot, telegram), server, WorkerName("anna"))
    running = asyncio.create_task(worker.run())
    for number, mode in enumerate(RESTARTS, start=1):
        await _have_gone(server, number)
        await asyncio.to_thread(_restart, postgresql, mode)
        clock.move(minutes=1)

    async def all_is_done() -> bool:
        clock.move(seconds=10)
        letters = await all_rows(services, Outgoing)
        applications = await all_rows(services, Application)
        return all(row.delivered_at for row in letters) and all(
            row.due_at is None for row in applications
        )

    await until(all_is_done, "every letter has gone and every application is decided")
    assert not [row.failure for row in await all_rows(services, Outgoing) if row.failure]
    await worker.stop()
    await running


async def _have_gone(server: MailServer, some: int) -> None:
    async def look() -> bool:
        return len(server.mails.went) >= some

    await until(look, f"{some} mails")


def _restart(postgresql: PostgreSQL, mode: StopMode) -> None:
    with postgresql.stopped(mode):
        pass
