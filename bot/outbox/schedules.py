"""What is done by the clock: ending idle sessions and looking after cases every few seconds,
sweeping once a day."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

import structlog

from ebok.accounts.sessions import end_idle
from ebok.cases.old_topics import let_old_topics_go
from ebok.cases.overdue import remind
from ebok.cases.summary import summarise
from ebok.services import WARSAW, Services
from ebok.upkeep import sweep_old

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 20.0  # seconds between two looks
SWEEP_AT = time(3, 17)  # when nobody presses anything


async def watch_idle_sessions(services: Services) -> None:
    """Runs until it is cancelled; several workers may do it side by side."""
    pause = min(LONGEST_PAUSE, services.sessions.idle.total_seconds() / 4)
    while True:
        await asyncio.sleep(pause)
        await _attempt("idle sessions wait", lambda: end_idle(services))


async def look_after_cases(services: Services) -> None:
    """Runs until it is cancelled, the first look at once: what fell due while the program was down
    is told then. Several workers may do it side by side."""
    while True:
        await _attempt("reminders wait", lambda: remind(services))
        await _attempt("the summary waits", lambda: summarise(services))
        await _attempt("old topics wait", lambda: let_old_topics_go(services))
        await asyncio.sleep(LONGEST_PAUSE)


async def sweep_daily(services: Services) -> None:
    """Runs until it is cancelled; a second worker finds nothing left to sweep."""
    while True:
        await asyncio.sleep((next_sweep(services.now()) - services.now()).total_seconds())
        await _attempt("the sweep waits a day", lambda: sweep_old(services))


def next_sweep(now: datetime) -> datetime:
    here = now.astimezone(WARSAW)
    today = datetime.combine(here.date(), SWEEP_AT, WARSAW)
    return today if today > here else datetime.combine(here + timedelta(days=1), SWEEP_AT, WARSAW)


async def _attempt(trouble: str, work: Callable[[], Awaitable[object]]) -> None:
    try:
        await work()
    except Exception as error:  # the database is away: the next time finds what is left
        log.warning(trouble, reason=type(error).__name__)
