"""Whether a person wrote a mail, or a machine: bounces, out-of-office notes, receipts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.message import EmailMessage, Message

from ebok.cases.answers_by_mail import Nature

MACHINES = re.compile(
    r"^(?:mailer-daemon|postmaster|mail-?delivery|bounces?|noreply|no-reply)\b", re.I
)
BOUNCED = re.compile(
    r"^(?:re:\s*)?(?:undeliver|undelivered|delivery (?:status notification|failure|has failed)"
    r"|returned mail|mail delivery (?:failed|failure|system)|failure notice|message not delivered"
    r"|niedostarczon|nie dostarczono|niedoręczon|zwrot wiadomości|nie można dostarczyć"
    r"|wiadomość nie została dostarczona|błąd dostarczania"
    r"|powiadomienie o (?:stanie|błędzie) dostarcz)",
    re.I,
)
AWAY = re.compile(
    r"^(?:re:\s*|odp:\s*)*\W*(?:automatyczna odpowiedź|odpowiedź automatyczna|autoodpowiedź"
    r"|auto-?odpowiedź|automatic reply|auto-?reply|auto:|out of (?:the )?office|ooo\b"
    r"|nieobecność|nieobecny|nieobecna|poza biurem|jestem na urlopie|urlop:|abwesenheit"
    r"|przeczytan[oey]:|odczytan[oey]:|read:|автоматична відповідь)",
    re.I,
)
SAYS_MACHINE = (
    "x-autoreply",
    "x-autorespond",
    "x-auto-reply",
    "x-mail-autoreply",
    "x-failed-recipients",
)
STATUS = {"message/delivery-status", "message/global-delivery-status"}
BULK = {"bulk", "junk", "auto_reply", "auto-reply", "list"}


def nature_of(mail: EmailMessage, sender: str, subject: str) -> Nature:
    if _is_bounce(mail, sender, subject):
        return Nature.BOUNCE
    automatic = (
        str(mail.get("auto-submitted", "no")).split(";")[0].strip().lower() != "no"
        or any(name in mail for name in SAYS_MACHINE)
        or str(mail.get("precedence", "")).strip().lower() in BULK
        or mail.get_content_type() == "multipart/report"
        or _is_from_nobody(mail)
        or bool(MACHINES.match(sender))
        or bool(AWAY.match(subject))
    )
    return Nature.AUTOMATIC if automatic else Nature.WRITTEN


def _is_bounce(mail: EmailMessage, sender: str, subject: str) -> bool:
    """One that gives up: a server that only tells of a delay goes on trying."""
    status = next((part for part in mail.walk() if part.get_content_type() in STATUS), None)
    if status is not None:
        return any(block.get("action", "").strip().lower() == "failed" for block in _blocks(status))
    from_machine = _is_from_nobody(mail) or bool(MACHINES.match(sender))
    return "x-failed-recipients" in mail or (from_machine and bool(BOUNCED.match(subject)))


def _blocks(status: Message) -> Sequence[Message]:
    """One of the mail, one a recipient."""
    payload = status.get_payload()
    return [block for block in payload if isinstance(block, Message)] if payload else []


def _is_from_nobody(mail: EmailMessage) -> bool:
    return str(mail.get("return-path", "")).strip() == "<>"
