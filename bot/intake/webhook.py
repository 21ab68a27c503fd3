"""Webhook delivery: 200 when an update is safe, 500 when it is not yet, so Telegram repeats it."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging

import structlog
from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from bot.intake.errors import without_content
from bot.intake.handler import chat_of
from bot.intake.inbox import Inbox
from storage.inbox import RawUpdate, is_update

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
HEADERS_WITHIN = 15.0  # seconds; who sends slower, or nothing, is cut off
BODY_WITHIN = 10.0  # seconds; who sends slower gets 408
LINGER = 1.0  # seconds that an answer may be read by who is still sending
SAFE_WITHIN = 20.0  # seconds; the inbox needs half a second unless the database is away
LARGEST = 2**20  # bytes


server_log = logging.getLogger("ebok.webhook")


def _quotes_nobody(record: logging.LogRecord) -> bool:
    """aiohttp logs what no HTTP parser takes with all of it; that is no fault of ours. One that is
    keeps its place and loses its message."""
    error = record.exc_info and record.exc_info[1]
    if isinstance(error, Exception):
        if isinstance(error, HttpProcessingError):
            return False
        bare = without_content(error)
        record.exc_info = (type(bare), bare, bare.__traceback__)
    return True


server_log.addFilter(_quotes_nobody)


class UnusableBody(ValueError):
    pass


def webhook_runner(inbox: Inbox, path: str, secret: str | None, drain: float) -> web.AppRunner:
    """Its ``cleanup`` waits ``drain`` seconds for updates that are not safe yet, and for nobody who
    is still sending."""
    return web.AppRunner(
        webhook_app(inbox, path, secret),
        shutdown_timeout=drain,
        keepalive_timeout=HEADERS_WITHIN,  # it runs from the start of a connection on
        lingering_time=LINGER,
        auto_decompress=False,  # Telegram compresses nothing
        logger=server_log,
        access_log=None,
    )


def webhook_app(inbox: Inbox, path: str, secret: str | None) -> web.Application:
    bodies: set[asyncio.Timeout] = set()  # that are being read

    async def whole_body(request: web.Request) -> bytes:
        """Raises TimeoutError, and UnusableBody for what breaks off or is garbled."""
        if (request.content_length or 0) > LARGEST:  # said at once, not after a megabyte
            raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
        async with asyncio.timeout(BODY_WITHIN) as limit:
            bodies.add(limit)
            try:
                return await request.read()
            except (web.RequestPayloadError, ConnectionError) as error:
                raise UnusableBody from error
            finally:
                bodies.discard(limit)

    async def stop_reading(_app: web.Application) -> None:
        for limit in bodies:
            limit.reschedule(asyncio.get_running_loop().time())

    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if secret is not None and not hmac.compare_digest(given, secret.encode()):
            return web.Response(status=401)
        try:
            update = read_update(await whole_body(request))
        except TimeoutError:
            return web.Response(status=408)
        except ValueError:
            return web.Response(status=400)
        received = inbox.accept(update, chat_of(update))
        try:
            await asyncio.wait_for(received.safe.wait(), SAFE_WITHIN)
        except TimeoutError:
            log.warning("an update is not safe; Telegram repeats it", update_id=received.update_id)
            return web.Response(status=500)
        return web.Response(status=200)

    app = web.Application(client_max_size=LARGEST)
    app.router.add_post(path, take)
    app.on_shutdown.append(stop_reading)
    return app


def read_update(body: bytes) -> RawUpdate:
    """Raises ValueError for what is no update of Telegram's."""
    try:
        update = json.loads(body)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not is_update(update):
        raise ValueError("no update")
    raw: RawUpdate = update
    return raw
