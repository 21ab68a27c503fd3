"""Delivery by webhook: one chat in order, several at once, retried with growing pauses."""

import asyncio
import contextlib
import logging
import time
from asyncio import sleep
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import aiohttp

from telegram_sandbox.body import read_answer
from telegram_sandbox.errors import TelegramError
from telegram_sandbox.files import Upload
from telegram_sandbox.model import Json
from telegram_sandbox.updates import Update, UpdateQueue

LONGEST_PAUSE = 60.0
Reply = Callable[[str, Json, dict[str, Upload]], Awaitable[Any]]
log = logging.getLogger(__name__)


class Webhook:
    def __init__(self, updates: UpdateQueue, first_pause: float, reply: Reply) -> None:
        self.url = ""
        self.secret: str | None = None
        self.max_connections = 40
        self.has_certificate = False
        self.ip_address: str | None = None
        self.last_error: tuple[int, str] | None = None
        self._updates = updates
        self._first_pause = first_pause
        self._reply = reply
        self._runner: asyncio.Task[None] | None = None

    def set(self, url: str, secret: str | None, max_connections: int | None) -> None:
        self.stop()
        self.url, self.secret = url, secret
        self.max_connections = max_connections or 40
        self.last_error = None
        self._updates.use_webhook(active=bool(url))
        if url:
            self._runner = asyncio.create_task(self._run())

    def stop(self) -> None:
        if self._runner is not None:
            self._runner.cancel()
            self._runner = None

    def info(self) -> Json:
        info: Json = {
            "url": self.url,
            "has_custom_certificate": self.has_certificate,
            "pending_update_count": len(self._updates),
        }
        if self.url:
            info |= {"max_connections": self.max_connections, "ip_address": "127.0.0.1"}
        if self.last_error:
            info["last_error_date"], info["last_error_message"] = self.last_error
        if self._updates.allowed:
            info["allowed_updates"] = self._updates.allowed
        return info

    async def _run(self) -> None:
        busy: dict[int, asyncio.Task[None]] = {}
        async with contextlib.AsyncExitStack() as stack:
            client = await stack.enter_async_context(
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
            )
            group = await stack.enter_async_context(asyncio.TaskGroup())
            while True:
                self._updates.changed.clear()
                for update in self._updates.pending(self.max_connections * 4):
                    if len(busy) < self.max_connections and update.chat_id not in busy:
                        task = group.create_task(self._deliver(client, update))
                        busy[update.chat_id] = task
                        task.add_done_callback(partial(self._free, busy, update.chat_id))
                await self._updates.changed.wait()

    def _free(
        self, busy: dict[int, asyncio.Task[None]], chat_id: int, _: asyncio.Task[None]
    ) -> None:
        busy.pop(chat_id, None)
        self._updates.changed.set()

    async def _deliver(self, client: aiohttp.ClientSession, update: Update) -> None:
        pause = self._first_pause
        while not await self._attempt(client, update):
            await sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        self._updates.settle(update)

    async def _attempt(self, client: aiohttp.ClientSession, update: Update) -> bool:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret} if self.secret else {}
        try:
            async with client.post(
                self.url, json=update.api(), headers=headers, allow_redirects=False, ssl=False
            ) as answer:
                if not 200 <= answer.status < 300:
                    self._failed(
                        f"Wrong response from the webhook: {answer.status} {answer.reason}"
                    )
                    return False
                await self._answer(answer)
        except TimeoutError:
            self._failed("Read timeout expired")
            return False
        except (aiohttp.ClientError, OSError, ValueError) as problem:
            refused = isinstance(problem, aiohttp.ClientConnectorError)
            self._failed("Connection refused" if refused else f"Connection failed: {problem}"[:200])
            return False
        except Exception as bug:  # one update must not end the delivery of all
            log.exception("the sandbox failed in a webhook's delivery")
            self._failed(f"Internal error: {type(bug).__name__}")
            return False
        return True

    def _failed(self, message: str) -> None:
        self.last_error = (int(time.time()), message)

    async def _answer(self, answer: aiohttp.ClientResponse) -> None:
        """Makes the call that the bot put into its answer, as Telegram does, result unseen."""
        try:
            params, uploads = await read_answer(answer)
        except TelegramError as refusal:
            log.warning("a webhook's answer cannot be read: %s", refusal.description)
            return
        method = params.pop("method", None)
        if isinstance(method, str):
            await self._reply(method, params, uploads)
