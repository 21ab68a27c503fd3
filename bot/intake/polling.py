"""Long polling that loses nothing: an update is acknowledged when the inbox says it is safe.

aiogram's own polling acknowledges an update before it is handled, so a crash loses what was under
way; and one update that it cannot decode stops all of them.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.intake.handler import chat_of
from bot.intake.inbox import RETRY_PAUSES, Inbox
from storage.inbox import RawUpdate, is_update

log = structlog.get_logger(__name__)

LONG_POLL = 25  # seconds
# Seconds until new updates are looked for while others are being handled.
WHILE_BUSY = 0.1
WITHOUT_NUMBERS = 1.0  # seconds; the next update that has one acknowledges those before it


class GetRawUpdates(TelegramMethod[list[Any]]):
    """getUpdates, not decoded: one update that no library knows yet must not hide the others."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int
    timeout: int
    limit: int | None = None
    allowed_updates: list[str] | None = None


class Poller:
    def __init__(self, bot: Bot, inbox: Inbox, allowed_updates: list[str]) -> None:
        self._bot = bot
        self._inbox = inbox
        self._allowed = allowed_updates
        self._stopping = asyncio.Event()
        self._offset = 0
        self._asked = 0  # the offset that the last answer is for
        self._nameless = 0

    def stop(self) -> None:
        self._stopping.set()

    async def run(self) -> None:
        """Until ``stop``."""
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
                if not self._take(updates):
                    await self._pause(WITHOUT_NUMBERS)
        stopping.cancel()

    async def acknowledge(self) -> None:
        """At the end: tells Telegram what is safe. A lost answer only means a second delivery."""
        try:
            await self._bot(GetRawUpdates(offset=self._acknowledged(), timeout=0, limit=1))
        except Exception as error:
            log.warning("the last acknowledgement failed", reason=type(error).__name__)

    async def _fetch(self) -> list[Any]:
        busy = self._inbox.first_unsafe is not None
        if busy:
            # Telegram would answer at once with what is not acknowledged yet.
            self._inbox.one_safe.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._inbox.one_safe.wait(), WHILE_BUSY)
            busy = self._inbox.first_unsafe is not None
        timeout = 0 if busy else LONG_POLL
        self._asked = self._acknowledged()
        return await self._bot(
            GetRawUpdates(offset=self._asked, timeout=timeout, allowed_updates=self._allowed),
            request_timeout=timeout + 15,
        )

    def _acknowledged(self) -> int:
        """The first update that Telegram must keep: all before it are safe."""
        first = self._inbox.first_unsafe
        return self._offset if first is None else min(first, self._offset)

    def _take(self, updates: list[Any]) -> bool:
        """False when nothing of it can be acknowledged: Telegram would answer with it at once."""
        numbered: list[RawUpdate] = [update for update in updates if is_update(update)]
        nameless = len(updates) - len(numbered)
        if nameless > self._nameless:  # said once, though they come again and again
            log.warning("updates without a number are passed over", count=nameless)
        self._nameless = nameless
        known = range(self._asked, self._offset)  # under way already
        for update in numbered:
            # What is below them is numbered anew, as Telegram does after a quiet week.
            if update["update_id"] not in known:
                self._offset = update["update_id"] + 1
                self._inbox.accept(update, chat_of(update))
        return bool(numbered) or not updates

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
