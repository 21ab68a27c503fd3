"""Sends mail over SMTP as the settings say; what stands in the way is understood here."""

from __future__ import annotations

import asyncio
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib
import structlog

from bot.outbox.smtp_answers import (
    MENDING,
    OF_EVERY_LETTER,
    OURS,
    MailNotSent,
    NoMailConfigured,
    Trouble,
    not_sent,
)
from bot.outbox.texts import Mail

log = structlog.get_logger(__name__)

TIMEOUT = 30  # seconds
LONGEST_REST = 60.0  # seconds without a try after a fault that every letter would meet


class Mailer:
    def __init__(self, smtp_url: str | None, sender: str) -> None:
        self._url = None if smtp_url is None else urlsplit(smtp_url)
        self._sender = sender
        self._told: set[Trouble] = set()
        self._fault: MailNotSent | None = None
        self._faults_in_a_row = 0
        self._rests_until = 0.0

    async def send(self, to: str, mail: Mail) -> None:
        """Raises MailNotSent."""
        now = asyncio.get_running_loop().time()
        if self._fault is not None and now < self._rests_until:
            # A server that refuses our login locks us out when all that waits tries it in turn.
            raise MailNotSent(self._fault.trouble, self._fault.answer)
        try:
            await self._send(to, mail)
        except Exception as error:  # aiosmtplib, ssl and the network raise many kinds
            fault = not_sent(error)
            self._note(fault)
            raise fault from error
        self._fault, self._faults_in_a_row = None, 0
        self._told.clear()

    def _note(self, fault: MailNotSent) -> None:
        """The operator hears of each kind of own fault once, until a letter gets through."""
        trouble = fault.trouble
        if trouble in OURS and trouble not in self._told:
            self._told.add(trouble)
            log.error("mail waits", reason=str(fault), mend=MENDING[trouble])
        if trouble in OF_EVERY_LETTER:
            self._faults_in_a_row += 1
            rest = min(2.0 ** min(self._faults_in_a_row, 10) / 2, LONGEST_REST)
            self._fault = fault
            self._rests_until = asyncio.get_running_loop().time() + rest

    async def try_out(self, to: str) -> None:
        """Everything up to the letter itself, which is not sent. Raises MailNotSent."""
        try:
            async with self.connected() as server:
                await server.mail(parseaddr(self._sender)[1])
                await server.rcpt(to)
                await server.rset()
        except Exception as error:
            raise not_sent(error) from error

    async def _send(self, to: str, mail: Mail) -> None:
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = to
        message["Subject"] = mail.subject
        message["Date"] = formatdate()
        if mail.reply_to is not None:
            message["Reply-To"] = mail.reply_to
        domain = parseaddr(self._sender)[1].rpartition("@")[2]
        if mail.thread is None:
            message["Message-ID"] = make_msgid(domain=domain)
        else:
            _thread(message, mail, domain)
        message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers (RFC 3834)
        message.set_content(mail.text)
        message.add_alternative(mail.html, subtype="html")
        for attachment in mail.attachments:
            kind, _, subtype = attachment.mime.partition("/")
            message.add_attachment(
                attachment.content, maintype=kind, subtype=subtype, filename=attachment.name
            )
        async with self.connected() as server:
            await server.send_message(message)

    def connected(self) -> aiosmtplib.SMTP:
        """An SMTP connection to enter; port and TLS follow the address's scheme."""
        if self._url is None:
            raise NoMailConfigured
        secure = self._url.scheme == "smtps"
        return aiosmtplib.SMTP(
            hostname=self._url.hostname,
            port=self._url.port or (465 if secure else 587),
            username=unquote(self._url.username) if self._url.username else None,
            password=unquote(self._url.password) if self._url.password else None,
            use_tls=secure,
            timeout=TIMEOUT,
        )


def _thread(message: EmailMessage, mail: Mail, domain: str) -> None:
    """Always the same names, so that a mail sent again after a crash is the same mail."""
    root = f"<{mail.thread}@{domain}>"
    if mail.part is None:
        message["Message-ID"] = make_msgid(mail.thread, domain)
    else:
        message["Message-ID"] = f"<{mail.thread}-{mail.part}@{domain}>"
    message["In-Reply-To"] = root
    message["References"] = root
