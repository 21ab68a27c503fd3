"""The mailbox: an SMTP server that takes every mail and keeps the newest in memory."""

import asyncio
import time
from collections import deque
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from sandbox.files import Upload, safe_name

KEPT = 2000
LARGEST = 32 * 1024 * 1024


class Mail:
    def __init__(self, number: int, envelope: Envelope) -> None:
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        parsed = message_from_bytes(raw, policy=modern)
        self.id = number
        self.at = time.time()
        self.recipients = [str(address) for address in envelope.rcpt_tos]
        self.sender = str(envelope.mail_from or "")
        self.header_from = str(parsed.get("from", self.sender))
        self.subject = str(parsed.get("subject", ""))
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
        self._mails: deque[Mail] = deque(maxlen=KEPT)
        self._count = 0

    def to(self, address: str | None) -> list[dict[str, Any]]:
        wanted = address.strip().lower() if address else None
        return [
            mail.view()
            for mail in self._mails
            if wanted is None or wanted in (r.lower() for r in mail.recipients)
        ]

    def get(self, number: int) -> Mail | None:
        index = number - (self._count - len(self._mails)) - 1
        return self._mails[index] if 0 <= index < len(self._mails) else None

    def clear(self) -> None:
        self._mails.clear()
        self._count = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self._count += 1
        mail = Mail(self._count, envelope)
        self._mails.append(mail)
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
