"""One letter out, by its channel; one order to delete, worked off."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never, cast

import structlog
from aiogram import Bot
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outbox import announcement_letters, entry_letters, texts
from bot.outbox.bot_name import name_of
from bot.outbox.case_letters import Also, pass_on
from bot.outbox.mailer import Mailer
from bot.outbox.refusals import REFUSED, why
from bot.outbox.smtp_answers import MailNotSent, Trouble
from bot.staff.standing_topics import send_to_standing
from dialogs.login.leaving import sweep
from ebok.accounts.sessions import remember_private_messages
from ebok.announcements.sending import by_mail_instead
from ebok.cases.undelivered import Refusal, another_way, tell_unchanged
from ebok.outbox import deletions, outgoing
from ebok.outbox.letters import (
    Announced,
    ApplicationEntry,
    CaseAnswered,
    CaseAnswerEdited,
    CaseLetter,
    ChatLetter,
    MailLetter,
    OfficeLetter,
)
from ebok.outbox.outgoing import UnknownLetter, Unsent
from ebok.outbox.recipients import Chat, Mailbox, Standing, Topic
from ebok.services import Services

log = structlog.get_logger(__name__)

OLD_NEWS = timedelta(days=3)  # a notice in a chat that nobody needs any more
# For so long a mail server or a mailbox may refuse a letter; our own faults lose none.
MAIL_IS_TRIED_FOR = timedelta(days=7)
CASES_ARE_TRIED_FOR = timedelta(days=14)
GIVEN_UP_AT_LAST = {Trouble.BUSY, Trouble.NOT_TAKEN}


async def deliver(services: Services, bot: Bot, mailer: Mailer, number: int) -> None:
    """Raises what the channel raises, so that it is tried again later. What no try would mend, an
    address that does not exist or a blocked chat, is given up and noted."""
    try:
        unsent = await outgoing.unsent(services, number)
    except UnknownLetter as error:
        log.error("a letter of another version", number=number, letter=str(error))
        await outgoing.give_up(services, number, "UnknownLetter")
        return
    if unsent is None:
        return
    age = services.now() - unsent.written_at
    if age > _worth_sending_for(unsent):
        await outgoing.give_up(services, number, "too old")
        return
    try:
        also = await _send(services, bot, mailer, unsent)
    except MailNotSent as fault:
        sure = fault.trouble is Trouble.NO_SUCH_ADDRESS
        if not sure and (fault.trouble not in GIVEN_UP_AT_LAST or age < MAIL_IS_TRIED_FOR):
            raise
        log.info("a letter was refused", number=number, reason=str(fault))
        await outgoing.give_up(services, number, str(fault), tell=sure)
    except REFUSED as refused:
        log.info("a letter was refused", number=number, reason=type(refused).__name__)
        instead = _instead(services, unsent, why(refused))
        await outgoing.give_up(services, number, type(refused).__name__, also=instead)
    else:
        await outgoing.mark_delivered(services, number, also)


def _worth_sending_for(unsent: Unsent) -> timedelta:
    """A password that has expired on the way opens nothing."""
    hours = getattr(unsent.letter, "hours", None)
    if hours is not None:
        return timedelta(hours=hours)
    if isinstance(unsent.letter, CaseLetter):
        return CASES_ARE_TRIED_FOR
    return OLD_NEWS if isinstance(unsent.to, Chat) else timedelta.max


async def _send(services: Services, bot: Bot, mailer: Mailer, unsent: Unsent) -> Also | None:
    """Returns what to note with the delivery."""
    if isinstance(unsent.letter, CaseLetter):
        return await pass_on(services, bot, mailer, unsent)
    if isinstance(unsent.letter, ApplicationEntry) and isinstance(unsent.to, Topic):
        chat_id, language = unsent.to.chat_id, unsent.language
        return await entry_letters.pass_on(services, bot, chat_id, unsent.letter, language)
    if isinstance(unsent.letter, Announced):
        await announcement_letters.pass_on(services, bot, mailer, unsent.letter, unsent)
        return None
    # ``post`` lets only mail letters go to mailboxes and chat letters to chats.
    match unsent.to:
        case Mailbox(address=address):
            letter = cast(MailLetter | OfficeLetter, unsent.letter)
            name = await name_of(bot)
            mail = texts.mail(letter, unsent.language, services.profile, name)
            await mailer.send(address, mail)
        case Chat(chat_id=chat_id):
            notice = texts.notice(
                cast(ChatLetter, unsent.letter), unsent.language, services.profile
            )
            sent = await bot.send_message(chat_id, notice.html, reply_markup=notice.keyboard)
            await remember_private_messages(services, chat_id, {sent.message_id})
        case Topic(chat_id=chat_id, standing=standing):
            entry = texts.entry(
                cast(OfficeLetter, unsent.letter), unsent.language, services.profile
            )
            where = Standing.LOG if standing is None else Standing(standing)
            await send_to_standing(services, bot, chat_id, where, entry.html, entry.keyboard)
        case _:
            assert_never(unsent.to)
    return None


def _instead(services: Services, unsent: Unsent, refusal: Refusal) -> Also | None:
    """What is done when the resident's chat takes no answer, or no change of one."""
    letter = unsent.letter

    async def send_another_way(session: AsyncSession) -> None:
        if isinstance(letter, CaseAnswered):
            await another_way(services, session, letter, refusal)
        elif isinstance(letter, CaseAnswerEdited):
            await tell_unchanged(services, session, letter)
        elif isinstance(letter, Announced):
            await by_mail_instead(services, session, letter)

    return send_another_way if isinstance(unsent.to, Chat) else None


async def delete_messages(services: Services, bot: Bot, number: int) -> None:
    """Raises TelegramAPIError when it is worth another try."""
    order = await deletions.wanted(services, number)
    if order is not None:
        await sweep(bot, order.chat_id, order.message_ids)
        await deletions.mark_deleted(services, number)
