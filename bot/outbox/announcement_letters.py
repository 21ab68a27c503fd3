"""An announcement, in a resident's chat or by mail: signed by the office."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.intake.commands import REACH_US
from bot.outbox.announcements_told import told
from bot.outbox.bot_name import name_of
from bot.outbox.mailer import Mailer
from bot.outbox.texts import bottom_row, framed
from bot.outbox.texts.announcements import Told, body, heading, signed
from ebok.announcements.composing import record
from ebok.cases.plain import without_markup
from ebok.outbox.letters import Announced
from ebok.outbox.outgoing import Unsent
from ebok.outbox.recipients import Chat, Mailbox
from ebok.services import Services
from locales.speech import N_, _, speaking


async def pass_on(
    services: Services, bot: Bot, mailer: Mailer, letter: Announced, unsent: Unsent
) -> None:
    """Raises TelegramAPIError, MailNotSent."""
    announcement = await told(services, await record(services, letter.announcement))
    match unsent.to:
        case Chat(chat_id=chat_id):
            with speaking(unsent.language):
                html = signed(announcement, services.profile)
                await bot.send_message(chat_id, html, reply_markup=_buttons())
        case Mailbox(address=address):
            name = await name_of(bot)
            with speaking(unsent.language):
                subject, body = _as_mail(announcement)
                mail = framed(subject, body, unsent.language, services.profile, name)
            await mailer.send(address, mail)


def _as_mail(announcement: Told) -> tuple[str, list[str]]:
    paragraphs = without_markup(body(announcement)).split("\n\n")
    return without_markup(heading(announcement)), [each for each in paragraphs if each]


def _buttons() -> InlineKeyboardMarkup:
    write = InlineKeyboardButton(text=_(N_("Write to the office")), callback_data=REACH_US)
    return InlineKeyboardMarkup(inline_keyboard=[[write], bottom_row()])
