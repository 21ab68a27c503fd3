"""One server for all of it: Bot API, files, controls, page, mail; this machine only."""

import asyncio
import contextlib
import mimetypes
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from telegram_sandbox import state
from telegram_sandbox.addresses import Escaping
from telegram_sandbox.api import BotApi, respond
from telegram_sandbox.body import LARGEST_BODY, TOO_LARGE
from telegram_sandbox.controls import add_controls
from telegram_sandbox.downloads import Downloads
from telegram_sandbox.errors import ControlError
from telegram_sandbox.mailbox import Mail
from telegram_sandbox.settings import Settings
from telegram_sandbox.world import World

HOST = "127.0.0.1"
KEEP_EVERY_S = 5.0
LONGEST_LINE = 1 << 20  # bytes; a call with all its parameters in the address
PAGE = Path(__file__).parent / "page"
TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PortTaken(Exception):
    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


@dataclass(frozen=True)
class Running:
    world: World
    port: int
    smtp_port: int


@web.middleware
async def refusals(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Telegram's shape for the Bot API, `{"error": …}` for the controls; never a stack trace."""
    telegram = request.path.startswith(("/bot", "/file/"))
    try:
        return await handler(request)
    except ControlError as refusal:
        return web.json_response(refusal.body, status=refusal.status)
    except web.HTTPRequestEntityTooLarge:
        return respond(TOO_LARGE)
    except web.HTTPException as refusal:
        if telegram:
            body = {"ok": False, "error_code": 404, "description": "Not Found"}
            return web.json_response(body, status=404)
        return web.json_response({"error": refusal.reason}, status=refusal.status)


async def page(request: web.Request) -> web.StreamResponse:
    path = PAGE / (request.match_info.get("path") or "index.html")
    try:
        path = path.resolve()
        found = path.is_relative_to(PAGE.resolve()) and path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        found = False
    if not found:
        raise web.HTTPNotFound
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    response = web.FileResponse(path, headers={"Cache-Control": "no-cache"})
    response.content_type = kind or "application/octet-stream"
    if kind and kind.startswith("text/"):
        response.charset = "utf-8"
    return response


def make_app(world: World) -> web.Application:
    app = web.Application(middlewares=[refusals], client_max_size=LARGEST_BODY)
    api, downloads = BotApi(world), Downloads(world)
    app.router.add_route("*", "/bot{token}/{method}", api.handle)
    app.router.add_get("/file/bot{token}/{path:.*}", downloads.handle)
    app.router.add_get("/", page)
    app.router.add_get("/page/{path:.*}", page)
    add_controls(app, world)
    return app


def _bind(port: int) -> socket.socket:
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen(128)
    except OSError:
        bound.close()
        raise PortTaken(port) from None
    return bound


def _protocol(runner: web.AppRunner) -> asyncio.Protocol:
    if runner.server is None:
        raise RuntimeError("the server is not set up")
    return runner.server()


@contextlib.asynccontextmanager
async def running(
    settings: Settings, port: int, smtp_port: int, file: Path | None = None
) -> AsyncIterator[Running]:
    """A sandbox that listens while the context lasts; port 0 takes a free one. Its state begins
    with what `file` keeps, and is kept there."""
    world = World(settings)
    if file is not None:
        state.load(world, file)
    async with _listening(world, port, smtp_port) as sandbox:
        keeping = asyncio.create_task(_keep(world, file)) if file is not None else None
        try:
            yield sandbox
        finally:
            if keeping is not None:
                keeping.cancel()
    if file is not None:
        state.save(world, file)


async def _keep(world: World, file: Path) -> None:
    """Now and then, so that a sudden end costs little."""
    saved = world.last_activity
    while True:
        await asyncio.sleep(KEEP_EVERY_S)
        if world.last_activity != saved:
            saved = world.last_activity
            state.save(world, file)


@contextlib.asynccontextmanager
async def _listening(world: World, port: int, smtp_port: int) -> AsyncIterator[Running]:
    web_socket = _bind(port)

    def received(mail: Mail) -> None:
        world.active()
        world.events.publish("mail", mail=mail.view())

    world.mailbox.received = received
    runner = web.AppRunner(
        make_app(world),
        handler_cancellation=True,
        shutdown_timeout=0.5,
        access_log=None,
        max_line_size=LONGEST_LINE,
    )
    await runner.setup()
    try:
        try:
            smtp = await world.mailbox.listen(smtp_port)
        except OSError:
            web_socket.close()
            raise PortTaken(smtp_port) from None
        try:
            http = await asyncio.get_running_loop().create_server(
                lambda: Escaping(_protocol(runner)), sock=web_socket
            )
            yield Running(world, web_socket.getsockname()[1], smtp.sockets[0].getsockname()[1])
            http.close()
        finally:
            smtp.close()
    finally:
        world.updates.close()
        world.events.close()
        world.webhook.stop()
        await asyncio.sleep(0)
        await runner.cleanup()
