"""One letter out: by mail or into a chat."""

from __future__ import annotations

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from bot import letters
from bot.mail import Postman
from dialogs.login.leaving import sweep
from ebok import outgoing
from ebok.accounts.sessions import remember_private_messages
from ebok.office import Office

log = structlog.get_logger(__name__)


async def deliver(office: Office, bot: Bot, postman: Postman, outgoing_id: int) -> None:
    """Raises what the channel raises, so that the job is tried again later."""
    letter = await outgoing.unsent(office, outgoing_id)
    if letter is None:
        return
    if letter.channel == "mail":
        mail = letters.mail(letter, office.profile)
        await postman.send(letter.to, mail.subject, mail.text)
    else:
        try:
            await _into_chat(office, bot, letter)
        except (TelegramForbiddenError, TelegramBadRequest) as refused:
            # Blocked, or the chat is gone: trying again would not help.
            log.info("a notice found no chat", outgoing_id=outgoing_id)
            await outgoing.give_up(office, outgoing_id, type(refused).__name__)
            return
    await outgoing.mark_delivered(office, outgoing_id)


async def _into_chat(office: Office, bot: Bot, letter: outgoing.Letter) -> None:
    chat_id = int(letter.to)
    if private := letter.data.get("delete"):
        await sweep(bot, chat_id, private)
    notice = letters.notice(letter, office.profile)
    sent = await bot.send_message(chat_id, notice.html, reply_markup=notice.keyboard)
    await remember_private_messages(office, chat_id, {sent.message_id})
