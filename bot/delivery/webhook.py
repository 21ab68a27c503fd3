"""Webhook delivery: 200 after an update was handled, 500 when it failed, so Telegram repeats it."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable

import structlog
from aiogram import Bot
from aiogram.types import Update
from aiohttp import web
from pydantic import ValidationError

log = structlog.get_logger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name


def webhook_app(
    bot: Bot, handle: Callable[[Update], Awaitable[None]], path: str, secret: str | None
) -> web.Application:
    async def take(request: web.Request) -> web.Response:
        given = request.headers.get(SECRET_HEADER, "")
        if secret is not None and not hmac.compare_digest(given.encode(), secret.encode()):
            return web.Response(status=401)
        try:
            update = Update.model_validate_json(await request.read(), context={"bot": bot})
        except ValidationError:
            return web.Response(status=400)
        try:
            await handle(update)
        except Exception as error:
            log.warning(
                "an update failed; Telegram will repeat it",
                update_id=update.update_id,
                reason=type(error).__name__,
            )
            return web.Response(status=500)
        return web.Response(status=200)

    app = web.Application(client_max_size=2**20)
    app.router.add_post(path, take)
    return app
