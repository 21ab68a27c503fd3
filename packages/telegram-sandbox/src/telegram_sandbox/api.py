"""The Bot API's front door: token, method, faults, checks, the call itself, the log of it."""

import asyncio
import inspect
import logging
from typing import Any

from aiohttp import web

from telegram_sandbox.body import read_body
from telegram_sandbox.errors import UNAUTHORIZED, TelegramError, bad_request
from telegram_sandbox.faults import Fault
from telegram_sandbox.files import Upload
from telegram_sandbox.methods import HANDLERS
from telegram_sandbox.model import Json
from telegram_sandbox.schema import METHODS, parse
from telegram_sandbox.world import World

NOT_FOUND = TelegramError(404, "Not Found")
INTERNAL = TelegramError(500, "Internal Server Error")
log = logging.getLogger(__name__)


class BotApi:
    def __init__(self, world: World) -> None:
        self.world = world
        world.reply = self.reply_from_webhook

    def check_token(self, token: str) -> None:
        if token not in self.world.tokens:
            raise UNAUTHORIZED

    async def handle(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        if request.method not in ("GET", "POST"):
            return respond(NOT_FOUND)
        try:
            self.check_token(request.match_info["token"])
        except TelegramError as refusal:
            return respond(refusal)
        world, key = self.world, name.lower()
        quiet = key == "getupdates"
        if not quiet:
            world.running_calls += 1
            world.active()
        try:
            return await self._served(request, name, key)
        finally:
            if not quiet:
                world.running_calls -= 1
                world.active()

    async def _served(self, request: web.Request, name: str, key: str) -> web.StreamResponse:
        params: Json = {}
        uploads: dict[str, Upload] = {}
        fault: Fault | None = None
        try:
            params, uploads = await read_body(request)
            names = {key: upload.name for key, upload in uploads.items()}
            fault = self.world.faults.strike(key, params | names)
            if fault is not None:
                self.world.events.publish("faults", faults=self.world.faults.view())
            await self._before(fault)
            result: Any = await self.call(key, params, uploads)
            if fault is not None and fault.rule.drop == "after" and (error := fault.error()):
                raise error
        except TelegramError as refusal:
            self._log(name, params, uploads, refusal.code, refusal.description)
            return respond(refusal)
        except _Dropped:
            self._log(name, params, uploads, 0, "connection dropped before the effect")
            return _cut(request)
        if fault is not None and fault.rule.drop == "after":
            self._log(name, params, uploads, 0, "connection dropped after the effect")
            return _cut(request)
        if key != "getupdates" or result:
            self._log(name, params, uploads, 200, None)
        return web.json_response({"ok": True, "result": result})

    async def _before(self, fault: Fault | None) -> None:
        if fault is None:
            return
        if fault.rule.latency_ms:
            await asyncio.sleep(fault.rule.latency_ms / 1000)
        if fault.rule.drop == "before":
            raise _Dropped
        if fault.rule.drop is None and (error := fault.error()):
            raise error

    async def call(self, key: str, params: Json, uploads: dict[str, Upload]) -> Any:
        """Runs one method (`key` is its name in lower case) on the world."""
        method, handler = METHODS.get(key), HANDLERS.get(key)
        if method is None:
            raise NOT_FOUND
        if handler is None:
            # Not 5xx: clients take that for passing trouble and call again.
            raise bad_request(f"method {method.name} of Telegram's is not in this sandbox")
        try:
            result = handler(self.world, parse(method, params, uploads), uploads)
            return await result if inspect.isawaitable(result) else result
        except TelegramError:
            raise
        except Exception as bug:
            log.exception("the sandbox failed in %s", method.name)
            raise INTERNAL from bug

    async def reply_from_webhook(self, name: str, params: Json, uploads: dict[str, Upload]) -> None:
        try:
            await self.call(name.lower(), params, uploads)
        except TelegramError as refusal:
            self._log(name, params, uploads, refusal.code, refusal.description)
        else:
            self._log(name, params, uploads, 200, None)
        self.world.active()

    def _log(
        self, name: str, params: Json, uploads: dict[str, Upload], status: int, error: str | None
    ) -> None:
        shown = params | {
            key: f"<file {u.name}, {len(u.data)} bytes>" for key, u in uploads.items()
        }
        entry = self.world.calls.add(name, shown, status, error)
        self.world.events.publish("call", call=entry)


class _Dropped(Exception):
    pass


def respond(refusal: TelegramError) -> web.Response:
    headers = {}
    if refusal.parameters and "retry_after" in refusal.parameters:
        headers["Retry-After"] = str(refusal.parameters["retry_after"])
    return web.json_response(refusal.body(), status=refusal.code, headers=headers)


def _cut(request: web.Request) -> web.Response:
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
