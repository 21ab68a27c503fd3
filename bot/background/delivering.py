"""One letter out: by mail or into a chat."""

from __future__ import annotations

from datetime import timedelta

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiosmtplib import SMTPRecipientsRefused, SMTPResponseException

from bot import letters
from bot.mail import Postman
from dialogs.login.leaving import sweep
from ebok import outgoing
from ebok.accounts.sessions import remember_private_messages
from ebok.office import Office

log = structlog.get_logger(__name__)

TOO_OLD = timedelta(days=3)  # a temporary password has expired by then
PERMANENT = 500  # SMTP: 4xx means "try again", 5xx "never" (RFC 5321, 4.2.1)
REFUSED = (
    TelegramForbiddenError,
    TelegramBadRequest,
    SMTPResponseException,
    SMTPRecipientsRefused,
)


async def deliver(office: Office, bot: Bot, postman: Postman, outgoing_id: int) -> None:
    """Raises what the channel raises, so that the job is tried again later. What no try would
    mend, a refused address or a blocked chat, is given up and noted."""
    letter = await outgoing.unsent(office, outgoing_id)
    if letter is None:
        return
    if letter.written_at is not None and letter.written_at < office.now() - TOO_OLD:
        await outgoing.give_up(office, outgoing_id, letter, "too old")
        return
    try:
        if letter.channel == "mail":
            mail = letters.mail(letter, office.profile)
            await postman.send(letter.to, mail.subject, mail.text)
        else:
            await _into_chat(office, bot, letter)
    except REFUSED as refused:
        if isinstance(refused, SMTPResponseException) and refused.code < PERMANENT:
            raise
        log.info("a letter was refused", outgoing_id=outgoing_id, reason=type(refused).__name__)
        await outgoing.give_up(office, outgoing_id, letter, type(refused).__name__)
    else:
        await outgoing.mark_delivered(office, outgoing_id)


async def _into_chat(office: Office, bot: Bot, letter: outgoing.Letter) -> None:
    chat_id = int(letter.to)
    if private := letter.data.get("delete"):
        await sweep(bot, chat_id, private)
    if letter.template == outgoing.SWEEP:
        return
    notice = letters.notice(letter, office.profile)
    sent = await bot.send_message(chat_id, notice.html, reply_markup=notice.keyboard)
    await remember_private_messages(office, chat_id, {sent.message_id})
