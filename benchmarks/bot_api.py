"""The Bot API as far as the bots under test call it: chats that a program presses and writes in.

As little work as possible, since it shares the machine with the bot that is measured.
"""

from __future__ import annotations

import asyncio
import html
import json
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiohttp import web

PATIENCE = 60.0  # seconds for an answer
QUIET = 0.25  # seconds without a call: whatever was begun is done
SHOWING = {"sendMessage", "editMessageText"}
MARKUP = re.compile(r"<[^>]+>")


class NoAnswer(Exception):
    """The bot has not done what it was expected to do."""


@dataclass(frozen=True)
class Call:
    method: str
    fields: Mapping[str, Any]  # as the bot sent them: strings, and files


@dataclass
class Chat:
    """A person's private chat with the bot. Whoever presses or writes asks for the answer next."""

    api: BotApi
    id: int
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)  # the bot's; newest last
    calls: list[Call] = field(default_factory=list)  # since the last press or text
    _wanted: int = 0
    _begun: float = 0.0
    _answered: asyncio.Future[float] | None = None

    @property
    def person(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": False, "first_name": "Anna", "language_code": "pl"}

    @property
    def place(self) -> dict[str, Any]:
        return {"id": self.id, "type": "private", "first_name": "Anna"}

    @property
    def newest(self) -> dict[str, Any]:
        return self.messages[next(reversed(self.messages))]

    def press(self, label: str, calls: int = 0) -> None:
        """The newest button with this label; ``calls`` are expected."""
        message, button = self._find(label)
        query = {
            "id": f"{self.id}-{time.perf_counter_ns()}",
            "from": self.person,
            "message": message,
            "chat_instance": str(self.id),
            "data": button["callback_data"],
        }
        self._send({"callback_query": query}, calls)

    def write(self, text: str, calls: int = 0) -> None:
        message = {
            "message_id": self.api.next_message(),
            "date": int(time.time()),
            "chat": self.place,
            "from": self.person,
            "text": text,
        }
        if text.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text)}]
        self._send({"message": message}, calls)

    async def answered(self) -> float:
        """Seconds from the press to the last of the expected calls."""
        assert self._answered is not None  # noqa: S101 - press and write set it
        try:
            return await asyncio.wait_for(self._answered, PATIENCE)
        except TimeoutError:
            raise NoAnswer(f"{[call.method for call in self.calls]} in {PATIENCE} s") from None

    async def settled(self, shown: int = 1) -> list[Call]:
        """What the bot called until it had shown so many things and was quiet."""
        before = -1
        deadline = time.monotonic() + PATIENCE
        while len(self.calls) != before or self._shown() < shown:
            before = len(self.calls)
            if time.monotonic() > deadline:
                raise NoAnswer(f"{[call.method for call in self.calls]} in {PATIENCE} s")
            await asyncio.sleep(QUIET)
        return list(self.calls)

    def _shown(self) -> int:
        return sum(call.method in SHOWING for call in self.calls)

    async def until_offered(self, label: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self.offers(label):
            if time.monotonic() > deadline:
                raise NoAnswer(f"no button {label!r} under {self.newest['text']!r}")
            await asyncio.sleep(QUIET)

    def offers(self, label: str) -> bool:
        try:
            self._find(label)
        except NoAnswer:
            return False
        return True

    def take(self, call: Call) -> Any:
        self.calls.append(call)
        if len(self.calls) == self._wanted and self._answered and not self._answered.done():
            self._answered.set_result(time.perf_counter() - self._begun)
        match call.method:
            case "sendMessage" | "editMessageText" | "editMessageReplyMarkup" | "sendDocument":
                return self._show(call.fields)
            case "deleteMessage":
                self.messages.pop(int(call.fields["message_id"]), None)
        return True

    def _show(self, fields: Mapping[str, Any]) -> dict[str, Any]:
        number = int(fields.get("message_id", 0)) or self.api.next_message()
        before = self.messages.get(number, {})
        text = fields.get("text")
        message = {
            "message_id": number,
            "date": before.get("date", int(time.time())),
            "chat": self.place,
            "from": BOT,
            "text": before.get("text", "") if text is None else plain(text),
        }
        if (markup := fields.get("reply_markup")) and "inline_keyboard" in markup:
            message["reply_markup"] = json.loads(markup)
        self.messages[number] = message
        return message

    def _send(self, event: dict[str, Any], calls: int) -> None:
        self.calls.clear()
        self._wanted = calls
        self._answered = asyncio.get_running_loop().create_future()
        self._begun = time.perf_counter()
        self.api.send(event)

    def _find(self, label: str) -> tuple[dict[str, Any], dict[str, Any]]:
        for message in reversed(self.messages.values()):
            for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
                for button in row:
                    if without_emoji(button["text"]) == label:
                        return message, button
        raise NoAnswer(f"no button {label!r} under {self.newest['text']!r}")


def plain(text: str) -> str:
    return html.unescape(MARKUP.sub("", text))


def without_emoji(label: str) -> str:
    """As the contract on labels writes it."""
    return re.sub(r"^\W+", "", label).rstrip("\ufe0f\u20e3")


BOT = {"id": 1, "is_bot": True, "first_name": "eBOK", "username": "ebok_bench_bot"}


class BotApi:
    """What one bot finds behind its token."""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.polled = asyncio.Event()  # it has asked for updates
        self._numbers = count(1)
        self._messages = count(1)
        self._updates: list[dict[str, Any]] = []
        self._any = asyncio.Event()
        self._none = asyncio.Event()

    def new_chat(self) -> Chat:
        number = 1000 + len(self.chats)
        self.chats[number] = Chat(self, number)
        return self.chats[number]

    def next_message(self) -> int:
        return next(self._messages)

    def send(self, event: dict[str, Any]) -> None:
        self._updates.append({"update_id": next(self._numbers), **event})
        self._none.clear()
        self._any.set()

    async def acknowledged(self) -> None:
        """Until the bot has acknowledged every update."""
        await asyncio.wait_for(self._none.wait(), PATIENCE)

    async def call(self, method: str, fields: Mapping[str, Any]) -> Any:
        if method == "getUpdates":
            return await self._poll(int(fields.get("offset", 0)), float(fields.get("timeout", 0)))
        if method == "getMe":
            return BOT
        asked_by = fields.get("chat_id") or str(fields.get("callback_query_id", "")).split("-")[0]
        chat = self.chats.get(int(asked_by or 0))
        return True if chat is None else chat.take(Call(method, fields))

    async def _poll(self, offset: int, seconds: float) -> list[dict[str, Any]]:
        self.polled.set()
        self._updates = [update for update in self._updates if update["update_id"] >= offset]
        if not self._updates:
            self._none.set()
            self._any.clear()
            try:
                await asyncio.wait_for(self._any.wait(), seconds)
            except TimeoutError:
                return []
        return self._updates[:100]


@asynccontextmanager
async def serving(apis: Mapping[str, BotApi]) -> AsyncIterator[str]:
    """Its address; each token has a Bot API of its own."""

    async def answer(request: web.Request) -> web.Response:
        api = apis[request.match_info["token"]]
        result = await api.call(request.match_info["method"], await request.post())
        return web.json_response({"ok": True, "result": result})

    app = web.Application(client_max_size=2**24)
    app.router.add_post("/bot{token}/{method}", answer)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
