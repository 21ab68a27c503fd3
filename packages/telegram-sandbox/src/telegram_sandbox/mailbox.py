"""The mailbox: an SMTP server that takes every mail and keeps the newest in memory."""

import asyncio
import time
from collections import OrderedDict
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from telegram_sandbox.files import Upload, safe_name

KEPT = 2000
LARGEST = 32 * 1024 * 1024
KEPT_BYTES = 512 * 1024 * 1024


class Mail:
    def __init__(self, number: int, envelope: Envelope) -> None:
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        parsed = message_from_bytes(raw, policy=modern)
        self.id = number
        self.size = len(raw)
        self.at = time.time()
        self.recipients = [str(address) for address in envelope.rcpt_tos]
        self.addresses = {address.lower() for address in self.recipients}
        self.sender = str(envelope.mail_from or "")
        self.header_from = str(parsed.get("from", self.sender))
        self.subject = str(parsed.get("subject", ""))
        self.headers = {name.lower(): str(value) for name, value in parsed.items()}
        self.text = _body(parsed, "plain")
        self.html = _body(parsed, "html")
        self.attachments = [
            Upload(
                safe_name(part.get_filename(), f"attachment-{index}"),
                part.get_content_type(),
                _bytes(part),
            )
            for index, part in enumerate(parsed.iter_attachments(), 1)
        ]

    def view(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "from": self.header_from,
            "to": ", ".join(self.recipients),
            "subject": self.subject,
            "text": self.text,
            "html": self.html,
            "attachments": [
                {
                    "name": a.name,
                    "mime": a.mime,
                    "size": len(a.data),
                    "url": f"/sandbox/mail/{self.id}/attachments/{index}",
                }
                for index, a in enumerate(self.attachments)
            ],
            "headers": self.headers,
            "at": self.at,
        }


def _body(message: EmailMessage, kind: str) -> str | None:
    part = message.get_body((kind,))
    if part is None:
        return None
    try:
        return str(part.get_content()).replace("\r\n", "\n")
    except (LookupError, ValueError):
        return _bytes(part).decode("utf-8", "replace")


def _bytes(part: Any) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else part.as_bytes()


class Mailbox:
    """Keeps mails by number and by address; `received` is called with each new one."""

    def __init__(self) -> None:
        self.received: Any = None
        self.clear()

    def clear(self) -> None:
        self._mails: OrderedDict[int, Mail] = OrderedDict()
        self._by_address: dict[str, OrderedDict[int, Mail]] = {}
        self._count = 0
        self._bytes = 0

    def kept(self) -> list[Mail]:
        return list(self._mails.values())

    def restore(self, mails: list[Mail]) -> None:
        for mail in mails:
            self._keep(mail)
            self._count = mail.id

    def to(self, address: str | None) -> list[dict[str, Any]]:
        mails = self._mails
        if address:
            mails = self._by_address.get(address.strip().lower(), OrderedDict())
        return [mail.view() for mail in mails.values()]

    def get(self, number: int) -> Mail | None:
        return self._mails.get(number)

    def _keep(self, mail: Mail) -> None:
        self._mails[mail.id] = mail
        self._bytes += mail.size
        for address in mail.addresses:
            self._by_address.setdefault(address, OrderedDict())[mail.id] = mail
        while len(self._mails) > KEPT or (self._bytes > KEPT_BYTES and len(self._mails) > 1):
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        _, gone = self._mails.popitem(last=False)
        self._bytes -= gone.size
        for address in gone.addresses:
            mails = self._by_address[address]
            del mails[gone.id]
            if not mails:
                del self._by_address[address]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self._count += 1
        mail = Mail(self._count, envelope)
        self._keep(mail)
        if self.received is not None:
            self.received(mail)
        return "250 Message accepted for delivery"

    async def listen(self, port: int) -> asyncio.Server:
        def session() -> SMTP:
            return SMTP(
                self,
                data_size_limit=LARGEST,
                enable_SMTPUTF8=True,
                hostname="sandbox",
                ident="sandbox",
                auth_require_tls=False,
                authenticator=lambda *_: AuthResult(success=True),
            )

        return await asyncio.get_running_loop().create_server(session, "127.0.0.1", port)
