"""``ebok doctor``: one line a check; a failure says how to mend it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

from aiogram.exceptions import TelegramAPIError
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from bot.app import make_bot, make_postman
from bot.cli.failing import Failure, console
from bot.opening import open_office
from bot.settings import BadSetting, Settings, load_settings
from ebok.office import Office
from storage.migrate import current_revision, newest_revision
from storage.tables import Member, Outgoing

OVERDUE, LATELY = timedelta(minutes=10), timedelta(days=7)


class Sick(Exception):
    """A check that failed, with what to do about it."""


def run_doctor() -> None:
    if not asyncio.run(_examine(load_settings())):
        raise Failure("Something needs mending; see the lines above.")


async def _examine(settings: Settings) -> bool:
    well = await _check("token", lambda: _token(settings))
    try:
        async with open_office(settings) as office:
            well &= await _check("database", lambda: _database(settings, office))
            well &= await _check("Redis", lambda: _redis(settings))
            well &= await _check("mail", lambda: _mail(settings, office))
            well &= await _check("letters", lambda: _letters(office))
            well &= await _check("office group", lambda: _office_group(settings))
    except (SQLAlchemyError, OSError) as error:
        reason = str(error).splitlines()[0][:160]
        _say("database", f"is out of reach: {reason}. Mend: check EBOK_DATABASE_URL.", False)
        return False
    return well


async def _check(name: str, look: Callable[[], Awaitable[str]]) -> bool:
    try:
        _say(name, await look(), True)
    except (Sick, BadSetting) as sick:
        _say(name, str(sick), False)
        return False
    return True


def _say(name: str, words: str, well: bool) -> None:
    sign, style = ("ok  ", "green") if well else ("FAIL", "red")
    line = f"{sign}  {name:14}{words}"
    console.print(line, style=style, markup=False, highlight=False, soft_wrap=True)


async def _token(settings: Settings) -> str:
    bot = make_bot(settings)
    try:
        me = await bot.me()
    except TelegramAPIError as error:
        raise Sick(f"Telegram says: {error.message}. Mend: check EBOK_BOT_TOKEN.") from error
    finally:
        await bot.session.close()
    return f"@{me.username}"


async def _database(settings: Settings, office: Office) -> str:
    revision = await asyncio.to_thread(current_revision, settings.database)
    if revision != newest_revision():
        raise Sick(f"is at {revision}, not {newest_revision()}. Mend: start the bot once.")
    async with office.database.reading() as session:
        members = await session.scalar(select(func.count()).select_from(Member))
    if not members:
        raise Sick("has no clients yet. Mend: ebok import FOLDER.")
    return f"{settings.database.get_backend_name()}, migration {revision}, {members} clients"


async def _redis(settings: Settings) -> str:
    if settings.redis is None:
        return "not used: conversations stand in the database"
    redis = Redis.from_url(settings.redis)
    try:
        await redis.ping()
    except (RedisError, OSError) as error:
        raise Sick(f"does not answer: {error}. Mend: check EBOK_REDIS_URL.") from error
    finally:
        await redis.aclose()
    return "answers"


async def _mail(settings: Settings, office: Office) -> str:
    if settings.smtp is None:
        raise Sick("is not set, so nobody gets a password. Mend: set EBOK_SMTP_URL.")
    try:
        async with make_postman(settings, office).connected():
            return "the mail server lets us in"
    except Exception as error:  # aiosmtplib raises many kinds; each means the same here
        raise Sick(f"server refuses: {error}. Mend: check EBOK_SMTP_URL.") from error


async def _letters(office: Office) -> str:
    async with office.database.reading() as session:
        waiting = await session.scalar(
            select(func.count())
            .select_from(Outgoing)
            .where(Outgoing.sealed.is_not(None), Outgoing.created_at < office.now() - OVERDUE)
        )
        refused = await session.scalar(
            select(func.count())
            .select_from(Outgoing)
            .where(Outgoing.failure.is_not(None), Outgoing.created_at > office.now() - LATELY)
        )
    if waiting:
        raise Sick(f"{waiting} wait for more than 10 minutes. Mend: is the bot running, is mail?")
    return f"none is late; {refused} could not be delivered within 7 days"


async def _office_group(settings: Settings) -> str:
    if settings.office_chat_id is None:
        return "not set: EBOK_OFFICE_CHAT_ID is empty"
    bot = make_bot(settings)
    try:
        chat = await bot.get_chat(settings.office_chat_id)
        member = await bot.get_chat_member(settings.office_chat_id, bot.id)
    except TelegramAPIError as error:
        raise Sick(
            f"Telegram says: {error.message}. Mend: add the bot to the group and check"
            " EBOK_OFFICE_CHAT_ID."
        ) from error
    finally:
        await bot.session.close()
    if chat.is_forum and not getattr(member, "can_manage_topics", False):
        raise Sick("the bot may not manage topics. Mend: make it an administrator with that right.")
    return chat.title or "found"
