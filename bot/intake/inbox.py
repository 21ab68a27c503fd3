"""Updates between their arrival and their end: those of one chat in order, chats side by side.

An update is *safe* when it was handled, or when it takes long and was written into the database;
then it is acknowledged to Telegram. So one chat's flood or one hanging call delays nobody else:
getUpdates gives no more than 100 updates from the first one that is not acknowledged.
"""

from __future__ import annotations

import asyncio
from bisect import insort
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from aiogram.exceptions import AiogramError, TelegramRetryAfter

from ebok.services import Services
from storage.inbox import LARGEST, InboxRows, Kept, RawUpdate
from storage.worker_names import WorkerName

log = structlog.get_logger(__name__)

# What is not handled within so many seconds is written down: sooner when many wait (a webhook has
# 40 connections), and at once when the window of getUpdates is nearly full.
QUICK, QUICK_IN_A_CROWD, LOOK_EVERY = 5.0, 0.3, 0.1
CROWD, FULL = 20, 80
RENEW_EVERY = 15.0  # seconds; a lease lasts three times as long
RETRY_PAUSES = (0.5, 1, 2, 5, 10, 30)  # seconds; the last one repeats
# Telegram will not take the answer for so long: given up, and the person is told by letter.
GIVE_UP_AFTER = timedelta(hours=6)
LOOK_FOR_EARLIER_EVERY = 1.0  # seconds
DRAIN = 20.0  # seconds that a stop waits for what is under way


@dataclass(eq=False)
class Received:
    update: RawUpdate
    chat_id: int
    arrived: float
    safe: asyncio.Event = field(default_factory=asyncio.Event)
    written: bool = False

    @property
    def update_id(self) -> int:
        number: int = self.update["update_id"]
        return number


class EarlierWaits(Exception):
    """An update of this chat that came before is written down, and another worker's."""


Handle = Callable[[RawUpdate], Awaitable[None]]
GiveUp = Callable[[int], Awaitable[None]]  # tells the chat


class Inbox:
    """``handle`` raises what is worth another try."""

    def __init__(
        self, services: Services, handle: Handle, give_up: GiveUp, name: WorkerName
    ) -> None:
        self._services = services
        self._rows = InboxRows(services.database, services.vault)
        self._handle = handle
        self._give_up = give_up
        self._name = name
        self._chats: dict[int, deque[Received]] = {}
        self._unsafe: dict[int, Received] = {}
        self._written: set[int] = set()
        self._left_over: set[int] = set()  # handled, and still in the database
        self._workers: set[asyncio.Task[None]] = set()
        self._keepers: list[asyncio.Task[None]] = []
        self._stopping = asyncio.Event()
        self._look_now = asyncio.Event()
        self.one_safe = asyncio.Event()

    async def open(self) -> None:
        """Goes on with what was not finished."""
        with suppress(Exception):  # the database is away: the leases end by themselves
            await self._rows.let_go(self._name.current, self._services.now())
            await self._take_over()
        self._keepers = [
            asyncio.create_task(self._spill()),
            asyncio.create_task(self._look_after()),
        ]

    def accept(self, update: RawUpdate, chat_id: int) -> Received:
        """A second delivery of what is here already changes nothing."""
        known = self._unsafe.get(update["update_id"])
        if known is not None:
            return known
        received = Received(update, chat_id, asyncio.get_running_loop().time())
        if received.update_id in self._written:
            received.safe.set()
            return received
        if abs(received.update_id) > LARGEST:
            log.warning("an update of no possible number is passed over")
            received.safe.set()
            return received
        self._unsafe[received.update_id] = received
        if len(self._unsafe) == 1 or len(self._unsafe) >= FULL:
            self._look_now.set()
        self._queue(received)
        return received

    @property
    def first_unsafe(self) -> int | None:
        """The first update that Telegram must keep."""
        return min(self._unsafe, default=None)

    async def close(self) -> None:
        """Finishes what is under way, within reason; the rest is written down."""
        self._stopping.set()
        if self._workers:
            await asyncio.wait(self._workers, timeout=DRAIN)
        for keeper in (*self._keepers, *self._workers):
            keeper.cancel()
        await asyncio.gather(*self._keepers, *self._workers, return_exceptions=True)
        with suppress(Exception):  # what is not written is not acknowledged either
            await self._write_down(list(self._unsafe.values()))
            await self._rows.let_go(self._name.current, self._services.now())

    def _queue(self, received: Received) -> None:
        """In Telegram's order: of what another worker has left, later ones may be here already."""
        if received.chat_id in self._chats:
            insort(self._chats[received.chat_id], received, key=lambda other: other.update_id)
            return
        self._chats[received.chat_id] = deque([received])
        worker = asyncio.create_task(self._work_off(received.chat_id))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work_off(self, chat_id: int) -> None:
        waiting = self._chats[chat_id]
        try:
            while waiting and not self._stopping.is_set():
                received = waiting[0]
                if await self._handle_with_patience(received, waiting):
                    waiting.remove(received)
                    await self._finish(received)
        finally:
            del self._chats[chat_id]

    async def _handle_with_patience(self, received: Received, waiting: deque[Received]) -> bool:
        """False when the program stops between two tries, or when another is first now."""
        attempt = 0
        while waiting[0] is received:
            try:
                await self._handle(received.update)
            except Exception as error:
                waited = asyncio.get_running_loop().time() - received.arrived
                if (
                    isinstance(error, AiogramError)
                    and waited > GIVE_UP_AFTER.total_seconds()
                    and await self._gave_up(received)
                ):
                    return True
                pause = pause_after(attempt, error)
                attempt += 1
                log.warning(
                    "an update is tried again",
                    update_id=received.update_id,
                    reason=type(error).__name__,
                    pause=pause,
                )
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._stopping.wait(), pause)
                    return False
            else:
                return True
        return False

    async def _gave_up(self, received: Received) -> bool:
        log.error("an update is given up", update_id=received.update_id)
        try:
            await self._give_up(received.chat_id)
        except Exception as error:  # the database is away: once more, then
            log.warning("nobody could be told yet", reason=type(error).__name__)
            return False
        return True

    async def _finish(self, received: Received) -> None:
        self._make_safe(received)
        if received.written:
            self._written.discard(received.update_id)
            await self._remove(received.update_id)

    async def _remove(self, update_id: int) -> None:
        """A row that stays would hold up what comes after it in other workers."""
        try:
            await self._rows.remove(update_id)
            self._left_over.discard(update_id)
        except Exception:  # the database is away
            self._left_over.add(update_id)

    def _make_safe(self, received: Received) -> None:
        self._unsafe.pop(received.update_id, None)
        received.safe.set()
        self.one_safe.set()

    async def _spill(self) -> None:
        """Writes down what takes long."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look_now.wait(), LOOK_EVERY if self._unsafe else None)
            self._look_now.clear()
            try:
                await self._write_down(self._slow())
            except Exception as error:  # the database is away: Telegram keeps them
                log.warning("slow updates wait", reason=type(error).__name__)

    def _slow(self) -> list[Received]:
        waiting = list(self._unsafe.values())
        if len(waiting) >= FULL:
            return waiting
        quick = QUICK_IN_A_CROWD if len(waiting) >= CROWD else QUICK
        now = asyncio.get_running_loop().time()
        return [received for received in waiting if now - received.arrived > quick]

    async def _write_down(self, slow: list[Received]) -> None:
        slow = [received for received in slow if not received.written]
        if not slow:
            return
        kept = [Kept(received.chat_id, received.update) for received in slow]
        await self._rows.keep(kept, self._name.current, self._services.now())
        for received in slow:
            received.written = True
            if received.update_id not in self._unsafe:  # handled meanwhile
                await self._remove(received.update_id)
            else:
                self._written.add(received.update_id)
                self._make_safe(received)

    async def _look_after(self) -> None:
        """Keeps what is ours, and takes over what a worker that died has left."""
        while True:
            await asyncio.sleep(RENEW_EVERY)
            for update_id in tuple(self._left_over):
                await self._remove(update_id)
            try:
                if self._written:
                    await self._rows.renew(self._name.current, self._services.now())
                await self._take_over()
            except Exception as error:
                log.warning("the inbox waits", reason=type(error).__name__)

    async def _take_over(self) -> None:
        for kept in await self._rows.take_over(self._name.current, self._services.now()):
            now = asyncio.get_running_loop().time()
            received = Received(kept.update, kept.chat_id, now, written=True)
            if received.update_id not in self._written:
                self._written.add(received.update_id)
                received.safe.set()
                self._queue(received)


def pause_after(attempt: int, error: Exception) -> float:
    """Seconds; Telegram's own word is obeyed."""
    if isinstance(error, EarlierWaits):
        return LOOK_FOR_EARLIER_EVERY
    if isinstance(error, TelegramRetryAfter):
        return float(error.retry_after)
    return RETRY_PAUSES[min(attempt, len(RETRY_PAUSES) - 1)]
