"""Who and what the page is to show."""

from email.message import EmailMessage
from typing import Any

import aiosmtplib

from telegram_sandbox.client import Sandbox


async def new_person(sandbox: Sandbox, first_name: str, **more: Any) -> int:
    """The person's id, which the page's address names."""
    return (await sandbox.person(first_name, **more))["id"]


async def new_mail(
    sandbox: Sandbox, to: str, subject: str, text: str, html: str | None = None
) -> None:
    letter = EmailMessage()
    letter["From"] = "biuro@example.org"
    letter["To"] = to
    letter["Subject"] = subject
    letter.set_content(text)
    if html is not None:
        letter.add_alternative(html, subtype="html")
    await aiosmtplib.send(letter, hostname=sandbox.smtp_host, port=sandbox.smtp_port)
