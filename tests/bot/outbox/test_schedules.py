"""What is done by the clock is done again and again, whatever becomes of one time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.outbox import schedules
from bot.outbox.schedules import (
    LONGEST_PAUSE,
    look_after_cases,
    next_sweep,
    sweep_daily,
    watch_idle_sessions,
)
from ebok.passwords import PasswordHasher
from ebok.profile import load_profile
from ebok.services import Services, SessionRules
from storage.database import Database
from storage.vault import Vault, new_key
from tests.bot.conftest import Waited


class Work:
    """Is asked for again and again; ``faults`` come first."""

    def __init__(self, waited: Waited, *faults: Exception) -> None:
        self.waited = waited
        self.faults = list(faults)
        self.at: list[float] = []
        self.times: asyncio.Queue[None] = asyncio.Queue()

    async def __call__(self, _services: Services) -> None:
        self.at.append(self.waited.seconds)
        self.times.put_nowait(None)
        if self.faults:
            raise self.faults.pop(0)

    async def done(self, times: int) -> None:
        for _ in range(times):
            await self.times.get()


def office(
    now: Callable[[], datetime] = lambda: datetime.now(UTC), idle: timedelta | None = None
) -> Services:
    """Whose database is never asked."""
    nowhere: Any = None
    database: Database = nowhere
    rules = SessionRules() if idle is None else SessionRules(idle=idle)
    return Services(database, Vault([new_key()]), load_profile(), PasswordHasher(), rules, now=now)


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    yield
    assert not task.done()  # it runs until it is cancelled
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_idle_sessions_are_looked_for_every_few_seconds(
    waited: Waited, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(waited)
    monkeypatch.setattr(schedules, "end_idle", work)

    async with running(watch_idle_sessions(office())):
        await work.done(3)

    assert work.at == pytest.approx([LONGEST_PAUSE * n for n in (1, 2, 3)], abs=0.1)


async def test_short_sessions_are_looked_for_more_often(
    waited: Waited, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(waited)
    monkeypatch.setattr(schedules, "end_idle", work)

    async with running(watch_idle_sessions(office(idle=timedelta(seconds=4)))):
        await work.done(2)

    assert work.at == pytest.approx([1, 2], abs=0.1)


async def test_a_database_that_is_away_ends_no_schedule(
    waited: Waited, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Work(waited, ConnectionError("away"), ConnectionError("away"))
    monkeypatch.setattr(schedules, "end_idle", work)

    async with running(watch_idle_sessions(office())):
        await work.done(3)


async def test_cases_are_looked_after_at_once_and_again_and_one_fault_stops_nothing_else(
    waited: Waited, monkeypatch: pytest.MonkeyPatch
) -> None:
    works = Work(waited, ConnectionError("away")), Work(waited), Work(waited)
    for name, work in zip(("remind", "summarise", "let_old_topics_go"), works, strict=True):
        monkeypatch.setattr(schedules, name, work)

    async with running(look_after_cases(office())):
        for work in works:
            await work.done(2)

    for work in works:
        assert work.at == pytest.approx([0, LONGEST_PAUSE], abs=0.1)


async def test_the_sweep_comes_once_a_night_and_a_night_that_failed_is_followed_by_the_next(
    waited: Waited, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    work = Work(waited, ConnectionError("away"))
    monkeypatch.setattr(schedules, "sweep_old", work)

    async with running(sweep_daily(office(lambda: began + timedelta(seconds=waited.seconds)))):
        await work.done(3)

    swept = [began + timedelta(seconds=seconds) for seconds in work.at]
    night = datetime(2026, 11, 23, 2, 17, tzinfo=UTC)
    late = [(at - (night + timedelta(days=days))).total_seconds() for days, at in enumerate(swept)]
    assert late == pytest.approx([0, 0, 0], abs=1)


@pytest.mark.parametrize(
    ("now", "sweep"),
    [
        (datetime(2026, 11, 22, 12, 0, tzinfo=UTC), datetime(2026, 11, 23, 2, 17, tzinfo=UTC)),
        (datetime(2026, 11, 23, 2, 16, tzinfo=UTC), datetime(2026, 11, 23, 2, 17, tzinfo=UTC)),
        (datetime(2026, 11, 23, 2, 17, tzinfo=UTC), datetime(2026, 11, 24, 2, 17, tzinfo=UTC)),
        (datetime(2026, 7, 1, 12, 0, tzinfo=UTC), datetime(2026, 7, 2, 1, 17, tzinfo=UTC)),
        # the night the clocks go back, and the one they go forward
        (datetime(2026, 10, 24, 12, 0, tzinfo=UTC), datetime(2026, 10, 25, 2, 17, tzinfo=UTC)),
        (datetime(2026, 3, 28, 12, 0, tzinfo=UTC), datetime(2026, 3, 29, 1, 17, tzinfo=UTC)),
    ],
)
def test_the_sweep_is_at_night_as_people_in_poland_have_it(now: datetime, sweep: datetime) -> None:
    assert next_sweep(now).astimezone(UTC) == sweep
