"""Works off the rows that ask for work: letters, deletions, applications to be decided, files to
be fetched.

The row is the truth. A look finds what is due, takes it for a short lease (``storage.work``) and
does it; what failed is due again after a growing pause. No queue stands beside the tables, so
nothing can be lost between the two (docs/decisions/0005-rows-are-the-queue.md).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from bot.outbox.announcement_progress import report
from bot.outbox.deliver import delete_messages, deliver
from bot.outbox.document_files import fetch
from bot.outbox.mailer import Mailer
from bot.outbox.pace import Pace
from bot.outbox.smtp_answers import OF_EVERY_LETTER, MailNotSent
from ebok.outbox.letters import Announced
from ebok.outbox.outgoing import first_in_lane
from ebok.registration.decision import decide
from ebok.services import Services
from storage.tables import Announcement, Application, Deletion, DocumentFile, Outgoing
from storage.work import LEASE, WorkRows, next_due
from storage.worker_names import WorkerName

log = structlog.get_logger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=5)
LONGEST_PAUSE_OF_MAIL = timedelta(hours=1)  # other people's servers: grey lists, full mailboxes
# Other processes (the terminal, other workers) cannot ring our bell.
LOOK_AT_LEAST_EVERY = 2.0  # seconds
ONE_ATTEMPT = LEASE.total_seconds() - 5  # seconds; who takes longer loses the row to another worker
DRAIN = 10.0  # seconds that a stop waits for what is under way
TELEGRAM_PACE = 25.0  # messages a second; Telegram takes about 30


@dataclass(frozen=True)
class Desk:
    """One kind of work, and how much of it at once: a mail server that hangs holds up no chat."""

    rows: WorkRows
    do: Callable[[int], Awaitable[object]]
    places: int
    under_way: set[int] = field(default_factory=set)

    @property
    def free(self) -> int:
        return self.places - len(self.under_way)


class Worker:
    def __init__(self, services: Services, bot: Bot, mailer: Mailer, name: WorkerName) -> None:
        self._services = services
        self._name = name
        self._stopping = False
        self._tasks: set[asyncio.Task[None]] = set()
        pace = Pace(TELEGRAM_PACE)

        async def send(number: int) -> None:
            await pace.turn()
            await deliver(services, bot, mailer, number)

        async def mail(number: int) -> None:
            await deliver(services, bot, mailer, number)

        async def delete(number: int) -> None:
            await delete_messages(services, bot, number)

        async def decide_on(number: int) -> None:
            await decide(services, number)

        async def fetch_file(number: int) -> None:
            await fetch(services, bot, number)

        async def report_on(number: int) -> None:
            await report(services, bot, number)

        database = services.database
        by_mail, in_turn = Outgoing.channel == "mail", first_in_lane()
        # A person who has just pressed something does not wait behind thousands of others.
        to_many = Outgoing.letter == Announced.__name__
        self._desks: Sequence[Desk] = (
            Desk(WorkRows(database, Application), decide_on, places=4),
            Desk(WorkRows(database, Deletion), delete, places=4),
            Desk(WorkRows(database, DocumentFile), fetch_file, places=2),
            Desk(WorkRows(database, Outgoing, ~by_mail & ~to_many & in_turn), send, places=20),
            Desk(WorkRows(database, Outgoing, by_mail & ~to_many & in_turn), mail, places=20),
            Desk(WorkRows(database, Outgoing, ~by_mail & to_many & in_turn), send, places=10),
            Desk(WorkRows(database, Outgoing, by_mail & to_many & in_turn), mail, places=5),
            Desk(WorkRows(database, Announcement), report_on, places=2),
        )

    async def run(self) -> None:
        """Until ``stop``."""
        await self._begin()
        while not self._stopping:
            self._services.database.bell.clear()
            pause = LOOK_AT_LEAST_EVERY
            try:
                pause = await self._look()
            except Exception as error:  # the database is away
                log.warning("work waits", reason=type(error).__name__)
            if pause > 0 and not self._stopping:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._services.database.bell.wait(), pause)

    async def stop(self) -> None:
        """Waits a little for what is under way; what is cut short is due again at the start."""
        self._stopping = True
        self._services.database.bell.set()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=DRAIN)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _begin(self) -> None:
        """What an earlier life of this worker had begun is due at once."""
        with suppress(Exception):  # the database is away: the leases end by themselves
            for desk in self._desks:
                await desk.rows.let_go(self._name.current, self._services.now())

    async def _look(self) -> float:
        """Begins what is due and has a free place. Returns seconds until the next look."""
        tables = {desk.rows.table for desk in self._desks}
        due = await next_due(self._services.database, tables)
        if due is None:
            return LOOK_AT_LEAST_EVERY
        if due > (now := self._services.now()):
            return min((due - now).total_seconds(), LOOK_AT_LEAST_EVERY)
        begun = [await self._begin_due(desk, now) for desk in self._desks if desk.free]
        # Nothing could be begun: all places are taken, and whoever leaves one rings the bell.
        return 0.0 if any(begun) else LOOK_AT_LEAST_EVERY

    async def _begin_due(self, desk: Desk, now: datetime) -> int:
        ids = await desk.rows.take(self._name.current, now, desk.free)
        if self._stopping:  # nobody would wait for these; they are due again at the start
            return 0
        for row_id in ids:
            desk.under_way.add(row_id)
            task = asyncio.create_task(self._do(desk, row_id))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return len(ids)

    async def _do(self, desk: Desk, row_id: int) -> None:
        try:
            async with asyncio.timeout(ONE_ATTEMPT):
                await desk.do(row_id)
        except Exception as error:
            log.warning("work is tried again later", reason=_trouble(error))
            await self._put_off(desk, row_id, error)
        finally:
            desk.under_way.discard(row_id)
            self._services.database.bell.set()

    async def _put_off(self, desk: Desk, row_id: int, error: Exception) -> None:
        """When the database is away too, the lease's end brings the row back."""
        now = self._services.now()
        with suppress(Exception):
            await desk.rows.put_off(
                row_id, lambda attempts: now + pause_after(attempts, error), _trouble(error)
            )


def _trouble(error: Exception) -> str:
    """Only the type is said of others: their messages quote addresses."""
    return str(error) if isinstance(error, MailNotSent) else type(error).__name__


def pause_after(attempts: int, error: Exception) -> timedelta:
    """1 s, 2 s, 4 s … 5 min, for mail up to an hour; Telegram's own word is obeyed."""
    if isinstance(error, TelegramRetryAfter):
        return timedelta(seconds=error.retry_after)
    patient = isinstance(error, MailNotSent) and error.trouble not in OF_EVERY_LETTER
    longest = LONGEST_PAUSE_OF_MAIL if patient else LONGEST_PAUSE
    doublings = max(0, min(attempts - 1, 20))
    return min(FIRST_PAUSE * (1 << doublings), longest)
