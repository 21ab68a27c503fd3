"""Wires the program together from its settings, runs it, and takes it apart again."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import AiogramError, TelegramUnauthorizedError
from aiogram.fsm.storage.base import BaseEventIsolation
from aiogram.utils.token import TokenValidationError
from aiohttp import web
from redis.asyncio import Redis

from bot.background.housekeeping import watch_idle_sessions
from bot.background.workflows import start_background, stop_background
from bot.commands import publish_commands
from bot.conversation import ConversationStorage
from bot.delivery.handling import UpdateHandler
from bot.delivery.polling import Poller
from bot.delivery.webhook import webhook_app
from bot.dispatcher import ALLOWED_UPDATES, build_dispatcher
from bot.isolation import ChatLocks, RedisChatLocks
from bot.mail import Postman
from bot.middlewares.throttle import Counter, MemoryCounter, RedisCounter
from bot.opening import open_office
from bot.pace import PatientRequests
from bot.private_messages import WatchSentMessages
from bot.settings import BadSetting, Settings
from ebok.office import Office
from storage.conversations import Conversations, RedisConversations, SqlConversations

log = structlog.get_logger(__name__)

REDIS_ANSWERS_WITHIN = 10.0  # seconds; one that hangs counts as one that is away


@dataclass
class Surroundings:
    """Conversation state, locks and limits: in Redis when there is one, else in this process."""

    conversations: Conversations
    isolation: BaseEventIsolation
    counter: Counter


def make_bot(settings: Settings) -> Bot:
    """Raises BadSetting when the token cannot be one."""
    server = (
        TelegramAPIServer.from_base(settings.telegram_api) if settings.telegram_api else PRODUCTION
    )
    session = AiohttpSession(api=server)
    session.middleware(WatchSentMessages())
    session.middleware(PatientRequests())
    try:
        return Bot(
            settings.token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML)
        )
    except TokenValidationError as error:
        raise BadSetting("EBOK_BOT_TOKEN", "is not a token") from error


def make_postman(settings: Settings, office: Office) -> Postman:
    place = office.profile
    sender = settings.mail_from or f"eBOK {place.cooperative.name} <{place.office.email}>"
    return Postman(settings.smtp, sender)


@asynccontextmanager
async def surroundings(settings: Settings, office: Office, bot: Bot) -> AsyncIterator[Surroundings]:
    if settings.redis is None:
        yield Surroundings(SqlConversations(office.database), ChatLocks(), MemoryCounter())
        return
    redis = Redis.from_url(settings.redis, socket_timeout=REDIS_ANSWERS_WITHIN)
    prefix = f"ebok:{bot.id}"  # many offices may share one server
    try:
        yield Surroundings(
            RedisConversations(redis, office.database, prefix),
            RedisChatLocks(redis, prefix),
            RedisCounter(redis, prefix),
        )
    finally:
        await redis.aclose()


async def run(settings: Settings) -> None:
    """Until SIGINT, SIGTERM or SIGHUP. Raises BadSetting before anything is started."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(name, stopping.set)
    bot = make_bot(settings)
    listen = settings.listen_address
    if settings.webhook_url is not None and settings.webhook_secret is None:
        raise BadSetting("EBOK_WEBHOOK_SECRET", "is missing: anybody could send us updates")
    async with open_office(settings) as office, surroundings(settings, office, bot) as around:
        storage = ConversationStorage(around.conversations)
        dispatcher = build_dispatcher(office, around.conversations, storage, around.counter)
        handler = UpdateHandler(office, bot, dispatcher, storage, around.isolation)
        await dispatcher.emit_startup(bot=bot)
        postman = make_postman(settings, office)
        await start_background(office, bot, postman, settings.database, settings.worker_id)
        idle = asyncio.create_task(watch_idle_sessions(office))
        try:
            await introduce(bot, settings, stopping)
            if settings.webhook_url is None:
                await _poll(bot, handler, stopping)
            else:
                await _serve_webhook(bot, handler, settings, listen, stopping)
        finally:
            idle.cancel()
            with suppress(asyncio.CancelledError):
                await idle
            await asyncio.to_thread(stop_background)
            await dispatcher.emit_shutdown(bot=bot)
            await bot.session.close()


async def introduce(bot: Bot, settings: Settings, stopping: asyncio.Event) -> None:
    """Waits for Telegram at start, as long as it takes. Raises BadSetting for a wrong token."""
    while not stopping.is_set():
        try:
            me = await bot.me()
            await publish_commands(bot)
            if settings.webhook_url is None:
                await bot.delete_webhook()
        except TelegramUnauthorizedError as error:
            raise BadSetting("EBOK_BOT_TOKEN", "is refused by Telegram") from error
        except AiogramError as error:
            log.warning("Telegram is out of reach", reason=type(error).__name__)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), 3)
        else:
            log.info("the office is open", bot=me.username)
            return


async def _poll(bot: Bot, handler: UpdateHandler, stopping: asyncio.Event) -> None:
    poller = Poller(bot, handler.handle, ALLOWED_UPDATES)
    polling = asyncio.create_task(poller.run())
    waiting = asyncio.create_task(stopping.wait())
    await asyncio.wait({polling, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    poller.stop()
    await polling


async def _serve_webhook(
    bot: Bot,
    handler: UpdateHandler,
    settings: Settings,
    listen: tuple[str, int],
    stopping: asyncio.Event,
) -> None:
    address = settings.webhook_url or ""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    app = webhook_app(bot, handler.handle, urlsplit(address).path or "/", secret)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, *listen).start()
        except OSError as error:
            fault = f"cannot be listened on: {error.strerror or error}"
            raise BadSetting("EBOK_LISTEN", fault) from error
        await bot.set_webhook(
            address, secret_token=secret, allowed_updates=ALLOWED_UPDATES, max_connections=40
        )
        await stopping.wait()
    finally:
        await runner.cleanup()  # waits for the updates under way
