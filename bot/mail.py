"""Sends mail over SMTP as the settings say."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from urllib.parse import unquote, urlsplit

import aiosmtplib

TIMEOUT = 30  # seconds


class NoMailConfigured(RuntimeError):
    """EBOK_SMTP_URL is not set."""


class Postman:
    def __init__(self, smtp_url: str | None, sender: str) -> None:
        self._url = None if smtp_url is None else urlsplit(smtp_url)
        self._sender = sender

    async def send(self, to: str, subject: str, text: str) -> None:
        """Raises NoMailConfigured, aiosmtplib.SMTPException or OSError."""
        message = EmailMessage()
        message["From"] = self._sender
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = formatdate()
        message["Message-ID"] = make_msgid(domain=parseaddr(self._sender)[1].rpartition("@")[2])
        message["Auto-Submitted"] = "auto-generated"  # no out-of-office answers (RFC 3834)
        message.set_content(text)
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
