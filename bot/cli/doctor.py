"""``ebok doctor``: one line a check; a failure says how to mend it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from aiogram.exceptions import TelegramAPIError
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError

from bot.app import make_bot, make_mailer
from bot.cli.failing import Failure, console
from bot.intake.imap import MENDING as MENDING_OF_MAILBOX
from bot.intake.imap import Address, Imap, MailboxAway
from bot.outbox.smtp_answers import MENDING, MailNotSent, Trouble
from bot.services import look_in, profile_of
from bot.settings import BadSetting, Settings, load_settings
from ebok.outbox.outgoing import health, on_record
from ebok.records import clients
from storage.key_check import WrongKey, compare_key
from storage.migrate import current_revision, newest_revision


class Sick(Exception):
    """A check that failed, with what to do about it."""


def run_doctor() -> None:
    if not asyncio.run(_examine(load_settings())):
        raise Failure("Something needs mending; see the lines above.")


async def _examine(settings: Settings) -> bool:
    """Looks only: makes no file, no key, and migrates nothing."""
    well = await _check("token", lambda: _token(settings))
    well &= await _check("database", lambda: _database(settings))
    well &= await _check("Redis", lambda: _redis(settings))
    well &= await _check("mail", lambda: _mail(settings))
    well &= await _check("mailbox", lambda: _mailbox(settings))
    well &= await _check("letters", lambda: _letters(settings))
    well &= await _check("office group", lambda: _office_group(settings))
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
    console.print(line, style=style, soft_wrap=True)


async def _token(settings: Settings) -> str:
    bot = make_bot(settings)
    try:
        me = await bot.me()
    except TelegramAPIError as error:
        raise Sick(f"Telegram says: {error.message}. Mend: check EBOK_BOT_TOKEN.") from error
    finally:
        await bot.session.close()
    return f"@{me.username}"


async def _database(settings: Settings) -> str:
    async with look_in(settings) as services:
        if services is None:
            raise Sick("there is no database yet. Mend: ebok import FOLDER makes it.")
        try:
            revision = await asyncio.to_thread(current_revision, services.database.url)
            if revision != newest_revision():
                raise Sick(f"is at {revision}, not {newest_revision()}. Mend: start the bot once.")
            members = await clients(services)
            vault = settings.existing_vault()
            await services.database.read_at_once(lambda connection: compare_key(connection, vault))
        except WrongKey as error:
            raise Sick(
                "was made with another key. Mend: set the EBOK_SECRET_KEY from before, or put"
                " secret.key back into EBOK_DATA_DIR."
            ) from error
        except (SQLAlchemyError, OSError) as error:
            reason = str(error).splitlines()[0][:160]
            raise Sick(f"is out of reach: {reason}. Mend: check EBOK_DATABASE_URL.") from error
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


async def _mail(settings: Settings) -> str:
    """Says everything to the mail server that a letter to the office would, but for the letter."""
    profile = profile_of(settings)
    try:
        await make_mailer(settings, profile).try_out(profile.office.email)
    except MailNotSent as fault:
        if fault.trouble in {Trouble.BUSY, Trouble.NOT_TAKEN}:
            return f"the mail server lets us in; {fault}"
        mend = MENDING.get(fault.trouble, "check EBOK_SMTP_URL")
        if fault.trouble is Trouble.NO_SUCH_ADDRESS:
            mend = f"correct the office's address {profile.office.email} in EBOK_PROFILE"
        raise Sick(f"{fault}. Mend: {mend}.") from fault
    return "the mail server takes our letters"


async def _mailbox(settings: Settings) -> str:
    """Logs in and looks for the folder; reads no mail."""
    if settings.imap is None:
        return "not set: EBOK_IMAP_URL is empty, so nobody can answer by mail"
    try:
        imap = await asyncio.to_thread(Imap.connect, Address.of(settings.imap))
    except MailboxAway as away:
        raise Sick(f"{away.fault}. Mend: {MENDING_OF_MAILBOX[away.fault]}.") from away
    await asyncio.to_thread(imap.close)
    return f"lets us in; answers go to {settings.answers_to}"


async def _letters(settings: Settings) -> str:
    async with look_in(settings) as services:
        if services is None:
            return "none yet"
        try:
            waiting = await on_record(services, failed=False)
            post = await health(services)
        except (SQLAlchemyError, OSError):
            return "not looked at: see database"
    for trouble in MENDING:
        stuck = [letter for letter in waiting if (letter.trouble or "").startswith(trouble)]
        if stuck:
            raise Sick(f"{len(stuck)} wait: {stuck[-1].trouble}. Mend: {MENDING[trouble]}.")
    if post.late:
        raise Sick(
            f"{post.late} wait for more than 10 minutes. Mend: is the bot running? ebok letters"
            " says why."
        )
    return f"none is late; {post.failed_lately} could not be delivered within 7 days"


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
