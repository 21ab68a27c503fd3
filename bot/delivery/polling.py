"""Long polling that acknowledges an update only when it and all before it were handled.

aiogram's own polling acknowledges first and handles later, so a crash loses what was under way.
Here updates of one chat go in order and those of different chats side by side; whatever fails for
a passing reason is tried again and holds the acknowledgement back.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter
from aiogram.types import Update

from bot.delivery.handling import chat_of

log = structlog.get_logger(__name__)

LONG_POLL = 25  # seconds
# Seconds until new updates are looked for while others are being handled; the pause grows while
# none come.
WHILE_BUSY, WHILE_BUSY_LONGEST = 0.1, 1.0
RETRY_PAUSES = (0.5, 1, 2, 5, 10, 30)  # seconds; the last one repeats
# One message that Telegram will not take must not hold up all others: getUpdates gives at most 100
# from the first one that is not acknowledged.
TELEGRAM_ATTEMPTS = 3
DRAIN = 20  # seconds that a stop waits for what is under way

Handle = Callable[[Update], Awaitable[None]]


class Poller:
    def __init__(self, bot: Bot, handle: Handle, allowed_updates: list[str]) -> None:
        self._bot = bot
        self._handle = handle
        self._allowed = allowed_updates
        self._stopping = asyncio.Event()
        self._one_done = asyncio.Event()
        self._offset = 0
        self._look_again_after = WHILE_BUSY
        self._under_way: set[int] = set()
        self._chats: dict[int, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        self._stopping.set()

    async def run(self) -> None:
        """Until ``stop``; then what is under way is finished and acknowledged."""
        stopping = asyncio.create_task(self._stopping.wait())
        failures = 0
        while not self._stopping.is_set():
            fetch = asyncio.create_task(self._fetch())
            await asyncio.wait({fetch, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if not fetch.done():
                fetch.cancel()
                await asyncio.gather(fetch, return_exceptions=True)
                break
            try:
                updates = fetch.result()
            except TelegramConflictError:
                log.warning("another program polls with the same token; trying again in 5 s")
                await self._pause(5)
            except TelegramRetryAfter as busy:
                await self._pause(busy.retry_after)
            except Exception as error:  # a proxy's HTML page among them
                pause = RETRY_PAUSES[min(failures, len(RETRY_PAUSES) - 1)]
                failures += 1
                log.warning("Telegram is out of reach", reason=type(error).__name__, pause=pause)
                await self._pause(pause)
            else:
                failures = 0
                self._take(updates)
        stopping.cancel()
        await self._drain()

    async def _fetch(self) -> list[Update]:
        if self._under_way:
            # Telegram would answer at once with what is not acknowledged yet.
            self._one_done.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._one_done.wait(), self._look_again_after)
        timeout = 0 if self._under_way else LONG_POLL
        return await self._bot.get_updates(
            offset=self._acknowledged(),
            timeout=timeout,
            allowed_updates=self._allowed,
            request_timeout=timeout + 15,
        )

    def _acknowledged(self) -> int:
        """The first update that Telegram must keep: all before it were handled."""
        return min(self._under_way, default=self._offset)

    def _take(self, updates: list[Update]) -> None:
        any_new = any(update.update_id >= self._offset for update in updates)
        longer = min(2 * self._look_again_after, WHILE_BUSY_LONGEST)
        self._look_again_after = WHILE_BUSY if any_new else longer
        for update in updates:
            if update.update_id < self._offset:
                continue  # under way already
            self._offset = update.update_id + 1
            self._under_way.add(update.update_id)
            chat_id = chat_of(update)
            if chat_id in self._chats:
                self._chats[chat_id].append(update)
            else:
                self._chats[chat_id] = deque([update])
                worker = asyncio.create_task(self._work_off(chat_id))
                self._workers.add(worker)
                worker.add_done_callback(self._workers.discard)

    async def _work_off(self, chat_id: int) -> None:
        waiting = self._chats[chat_id]
        while waiting:
            update = waiting[0]
            if not await self._handle_with_patience(update):
                break  # stopped between two tries: Telegram keeps this one and those after it
            waiting.popleft()
            self._under_way.discard(update.update_id)
            self._one_done.set()
        del self._chats[chat_id]

    async def _handle_with_patience(self, update: Update) -> bool:
        attempt = 0
        while True:
            try:
                await self._handle(update)
            except Exception as error:
                pause = RETRY_PAUSES[min(attempt, len(RETRY_PAUSES) - 1)]
                attempt += 1
                if isinstance(error, AiogramError) and attempt == TELEGRAM_ATTEMPTS:
                    log.error("an update is given up", update_id=update.update_id)
                    return True
                log.warning(
                    "an update is tried again",
                    update_id=update.update_id,
                    reason=type(error).__name__,
                    pause=pause,
                )
                await self._pause(pause)
                if self._stopping.is_set():
                    return False
            else:
                return True

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)

    async def _drain(self) -> None:
        if self._workers:
            await asyncio.wait(self._workers, timeout=DRAIN)
        for worker in self._workers:
            worker.cancel()
        try:  # tells Telegram what was handled; a lost answer only means a second delivery
            await self._bot.get_updates(offset=self._acknowledged(), timeout=0, limit=1)
        except Exception as error:
            log.warning("the last acknowledgement failed", reason=type(error).__name__)
