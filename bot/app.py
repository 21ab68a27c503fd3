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
from aiogram.utils.token import TokenValidationError
from aiohttp import web
from redis.asyncio import Redis

from bot.intake.chat_locks import ChatLocks, MemoryChatLocks, RedisChatLocks
from bot.intake.commands import publish_commands
from bot.intake.dispatcher import ALLOWED_UPDATES, build_dispatcher
from bot.intake.handler import UpdateHandler
from bot.intake.inbox import DRAIN, Inbox
from bot.intake.mailbox import MailboxReader
from bot.intake.polling import Poller
from bot.intake.scope import ScopedBot
from bot.intake.throttle import Counter, MemoryCounter, RedisCounter, Throttle
from bot.intake.webhook import webhook_runner
from bot.outbox.mailer import Mailer
from bot.outbox.retries import PatientRequests
from bot.outbox.schedules import look_after_cases, sweep_daily, watch_idle_sessions
from bot.outbox.worker import Worker
from bot.services import open_services
from bot.settings import BadSetting, Settings
from bot.staff.standing_topics import make_standing_topics
from ebok.outbox.letters import AnswerLost
from ebok.outbox.outgoing import post_alone
from ebok.outbox.recipients import Chat
from ebok.profile import Profile
from ebok.services import Services
from storage.conversations import Conversations, RedisConversations, SqlConversations
from storage.worker_names import alone_as

log = structlog.get_logger(__name__)

SHUTDOWN = DRAIN  # seconds that requests may take to end
REDIS_ANSWERS_WITHIN = 10.0  # seconds; one that hangs counts as one that is away


@dataclass
class Surroundings:
    """Conversation state, locks and limits: in Redis when there is one, else in this process."""

    conversations: Conversations
    locks: ChatLocks
    counter: Counter


def make_bot(settings: Settings) -> ScopedBot:
    """Raises BadSetting when the token cannot be one."""
    server = (
        TelegramAPIServer.from_base(settings.telegram_api) if settings.telegram_api else PRODUCTION
    )
    session = AiohttpSession(api=server)
    session.middleware(PatientRequests())
    try:
        return ScopedBot(
            settings.token, session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML)
        )
    except TokenValidationError as error:
        raise BadSetting("EBOK_BOT_TOKEN", "is not a token") from error


def make_mailer(settings: Settings, place: Profile) -> Mailer:
    sender = settings.mail_from or f"eBOK {place.cooperative.name} <{place.office.email}>"
    return Mailer(settings.smtp, sender)


@asynccontextmanager
async def surroundings(
    settings: Settings, services: Services, bot: Bot
) -> AsyncIterator[Surroundings]:
    if settings.redis is None:
        yield Surroundings(SqlConversations(services.database), MemoryChatLocks(), MemoryCounter())
        return
    redis = Redis.from_url(settings.redis, socket_timeout=REDIS_ANSWERS_WITHIN)
    prefix = f"ebok:{bot.id}"  # many offices may share one server
    try:
        yield Surroundings(
            RedisConversations(redis, services.database, prefix),
            RedisChatLocks(redis, prefix),
            RedisCounter(redis, prefix),
        )
    finally:
        await redis.aclose()


async def run(settings: Settings) -> None:
    """Until SIGINT, SIGTERM or SIGHUP. Raises BadSetting before anything is started."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopping.set)
    bot = make_bot(settings)
    listen = settings.listen_address
    if settings.webhook_url is not None and settings.webhook_secret is None:
        raise BadSetting("EBOK_WEBHOOK_SECRET", "is missing: anybody could send us updates")
    async with (
        open_services(settings) as services,
        surroundings(settings, services, bot) as around,
        alone_as(settings.database, settings.worker_id) as name,
    ):
        dispatcher = build_dispatcher()
        throttle = Throttle(around.counter)
        handler = UpdateHandler(
            services, bot, dispatcher, around.conversations, around.locks, throttle
        )

        async def give_up(chat_id: int) -> None:
            await apologise_later(services, chat_id)

        inbox = Inbox(services, handler.handle, give_up, name)
        worker = Worker(services, bot, make_mailer(settings, services.profile), name)
        mailbox = MailboxReader(services, settings.imap, name)
        await dispatcher.emit_startup(bot=bot)
        beside = [
            asyncio.create_task(work)
            for work in (
                worker.run(),
                watch_idle_sessions(services),
                look_after_cases(services),
                mailbox.run(),
                sweep_daily(services),
            )
        ]
        try:
            await introduce(bot, settings, stopping)
            beside.append(asyncio.create_task(make_standing_topics(services, bot)))
            await inbox.open()
            if settings.webhook_url is None:
                await _poll(bot, inbox, stopping)
            else:
                await _serve_webhook(bot, inbox, settings, listen, stopping)
        finally:
            await asyncio.gather(worker.stop(), mailbox.stop())
            for task in beside:
                task.cancel()
            await asyncio.gather(*beside, return_exceptions=True)
            await dispatcher.emit_shutdown(bot=bot)
            await bot.session.close()


async def apologise_later(services: Services, chat_id: int) -> None:
    """Telegram took no answer for hours; the outbox tells the person when it does again."""
    await post_alone(services, AnswerLost(), Chat(chat_id), cause=f"chat:{chat_id}")


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


async def _poll(bot: Bot, inbox: Inbox, stopping: asyncio.Event) -> None:
    poller = Poller(bot, inbox, ALLOWED_UPDATES)
    polling = asyncio.create_task(poller.run())
    waiting = asyncio.create_task(stopping.wait())
    await asyncio.wait({polling, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    poller.stop()
    await polling
    await inbox.close()
    await poller.acknowledge()


async def _serve_webhook(
    bot: Bot,
    inbox: Inbox,
    settings: Settings,
    listen: tuple[str, int],
    stopping: asyncio.Event,
) -> None:
    address = settings.webhook_url or ""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else None
    runner = webhook_runner(inbox, urlsplit(address).path or "/", secret, drain=SHUTDOWN)
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
        await asyncio.gather(inbox.close(), runner.cleanup())
