"""A case by mail: to the office's mailbox, to a colleague elsewhere, or to a resident who cannot be
reached in the chat. One thread a case, with the files."""

from __future__ import annotations

import mimetypes
from dataclasses import replace

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest

from bot.outbox.case_letters.noting import Also, noting
from bot.outbox.case_letters.pages import CaseMail, Page, page_of
from bot.outbox.mailer import Mailer
from bot.outbox.texts import Attachment, Mail, html
from dialogs.office.words import TOPICS
from ebok.cases.case import Content
from ebok.cases.files import kept_file
from ebok.cases.mail_threads import Reader, Thread, thread_with
from ebok.cases.placing import MAIL
from ebok.cases.reading import MessageOnRecord, message_on_record, record
from ebok.outbox.letters import (
    CaseAnswered,
    CaseAnsweredByMail,
    CaseMailHeld,
    CasePassedOn,
    CaseWritten,
)
from ebok.services import Services
from locales.speech import N_, _

LARGEST_DOWNLOAD = 20_000_000  # bytes; Telegram gives bots no larger files

ANSWER_ABOVE = N_("✂ Please write your answer above this line ✂")


async def pass_on(
    services: Services, bot: Bot, mailer: Mailer, address: str, letter: CaseMail, letter_number: int
) -> Also | None:
    case = await record(services, letter.case)
    page = await page_of(services, case, letter)
    if page is None:
        return None
    subject = page.subject or f"[eBOK #{case.number}] {_(TOPICS[case.topic])} · {case.writer.name}"
    attachments = [
        await _attachment(services, bot, one) for one in page.files if one.content.is_file
    ]
    mail = Mail(
        subject,
        "\n\n".join(page.paragraphs) + "\n",
        html.page("pl", page.paragraphs, password=None, button=None),
        tuple(attachments),
    )
    if not isinstance(letter, CaseMailHeld):  # who was refused gets no key to the case
        thread = await thread_with(services, case.number, address, _reader(letter))
        # A letter about a message has its name only when it is that message: news of it under the
        # same one would be hidden.
        part = f"letter-{letter_number}"
        if isinstance(letter, CaseWritten | CaseAnswered | CaseAnsweredByMail):
            part = str(letter.message)
        mail = replace(mail, thread=thread.name, part=part)
        if thread.reader is not Reader.RESIDENT and services.office.answers_mail is not None:
            mail = _answerable(mail, page, thread, services.office.answers_mail)
    await mailer.send(address, mail)
    return noting(MAIL, case.number, [(piece.id, piece.id) for piece in page.passed_on])


def _reader(letter: CaseMail) -> Reader:
    match letter:
        case CaseAnswered():
            return Reader.RESIDENT
        case CasePassedOn():
            return Reader.PASSED_ON
    return Reader.OFFICE


def _answerable(mail: Mail, page: Page, thread: Thread, answers_to: str) -> Mail:
    """With a line above which the answer is written, and the thread's name for mail programs that
    leave the headers out."""
    paragraphs = [
        _(ANSWER_ABOVE),
        *page.paragraphs,
        _(
            N_("What you answer goes to the resident. Your signature does not. [{name}]"),
            name=thread.name,
        ),
    ]
    return replace(
        mail,
        text="\n\n".join(paragraphs) + "\n",
        html=html.page("pl", paragraphs, password=None, button=None),
        reply_to=answers_to,
    )


async def _attachment(services: Services, bot: Bot, piece: MessageOnRecord) -> Attachment:
    content = piece.content
    name = content.file_name or f"{content.kind}-{piece.id}"
    if content.file_id is None:
        kept = await kept_file(services, piece.id)
        if kept is not None:
            return Attachment(name, _type_of(content, name), kept)
        now = await message_on_record(services, piece.id)
        content = content if now is None else now.content  # a chat has just got it
    if content.file_id is None or (content.size or 0) > LARGEST_DOWNLOAD:
        return _too_large(name)
    try:
        file = await bot.get_file(content.file_id)
    except TelegramBadRequest:  # "file is too big", or Telegram has lost it
        return _too_large(name)
    if "." not in name and file.file_path:
        name = f"{name}.{file.file_path.rpartition('.')[2]}"
    downloaded = await bot.download_file(file.file_path or "")
    data = b"" if downloaded is None else downloaded.read()
    return Attachment(name, _type_of(content, name), data)


def _type_of(content: Content, name: str) -> str:
    return content.mime or mimetypes.guess_type(name)[0] or "application/octet-stream"


def _too_large(name: str) -> Attachment:
    words = _(N_("This file is too large for an e-mail. It is in the office's group."))
    return Attachment(f"{name}.txt", "text/plain", words.encode())
