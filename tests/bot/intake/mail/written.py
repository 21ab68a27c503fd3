"""Mails as an office and its machines write them."""

from __future__ import annotations

from email.message import EmailMessage
from email.utils import make_msgid

NAME = "case-17.0123456789abcdef01234567"


def mail(
    text: str = "W piątek.",
    *,
    sender: str = "Anna Nowak <anna@office.example>",
    subject: str = "Odp: [eBOK #17] Usterka · Maria Wiśniewska",
    answers: str | None = f"<{NAME}-5@office.example>",
    html: str | None = None,
    **headers: str,
) -> EmailMessage:
    written = EmailMessage()
    written["From"] = sender
    written["To"] = "ebok@office.example"
    written["Subject"] = subject
    written["Message-ID"] = make_msgid(domain="office.example")
    if answers is not None:
        written["In-Reply-To"] = answers
        written["References"] = f"<{NAME}@office.example> {answers}"
    for name, value in headers.items():
        written[name.replace("_", "-")] = value
    written.set_content(text)
    if html is not None:
        written.add_alternative(html, subtype="html")
    return written


def bounce(returned: EmailMessage, *, action: str = "failed") -> EmailMessage:
    """As postfix writes it."""
    written = EmailMessage()
    written["From"] = "MAILER-DAEMON@office.example (Mail Delivery System)"
    written["Return-Path"] = "<>"
    written["Subject"] = "Undelivered Mail Returned to Sender"
    written["Auto-Submitted"] = "auto-replied"
    written["Message-ID"] = make_msgid(domain="office.example")
    written.set_type("multipart/report")
    written.set_param("report-type", "delivery-status")
    explained, status, original = EmailMessage(), EmailMessage(), EmailMessage()
    explained.set_content(
        "I'm sorry to have to inform you that your message could not be delivered."
    )
    recipient = EmailMessage()
    recipient["Final-Recipient"] = "rfc822; nikt@example.com"
    recipient["Action"] = action
    recipient["Status"] = "5.1.1" if action == "failed" else "4.4.1"
    reporting = EmailMessage()
    reporting["Reporting-MTA"] = "dns; office.example"
    status["Content-Type"] = "message/delivery-status"
    status.set_payload([reporting, recipient])
    original.set_content(returned)
    written.set_payload([explained, status, original])
    return written
