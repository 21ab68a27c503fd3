"""A mail's bytes understood. Nothing here trusts them: half a mail, a charset that does not exist
and a header of nonsense are read as far as they go."""

from __future__ import annotations

import hashlib
import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as modern
from email.utils import parseaddr

from bot.intake.mail.files import files_in
from bot.intake.mail.html_text import text_of
from bot.intake.mail.nature import nature_of
from bot.intake.mail.reply_text import pictures_in, reply_text
from ebok.cases.answers_by_mail import Nature, ReceivedMail
from ebok.cases.mail_threads import bare_address

NUMBER = re.compile(r"\[eBOK #(\d{1,9})\]", re.I)
LONGEST_NAME = 80
CID = re.compile(r"cid:([^\"'\s>)\]]+)", re.I)


def read_mail(raw: bytes) -> ReceivedMail:
    mail = message_from_bytes(raw, policy=modern)
    sender = _header(mail, "from")
    subject = _header(mail, "subject")
    address = bare_address(sender)
    nature = nature_of(mail, address, subject)
    plain, html = _body(mail, "plain"), _body(mail, "html")
    from_html = text_of(html) if html else ""
    text = reply_text(plain) if plain.strip() else reply_text(from_html)
    number = NUMBER.search(subject)
    headers = [_header(mail, "in-reply-to"), *reversed(_header(mail, "references").split())]
    quoted = [plain, from_html] if nature is not Nature.BOUNCE else [raw.decode("latin-1")]
    return ReceivedMail(
        key=_key(mail, raw),
        nature=nature,
        sender=address,
        sender_name=_name(sender, address),
        number=None if number is None else int(number[1]),
        references=[*headers, *quoted],
        text=text,
        files=files_in(mail, pictures_in(from_html), set(CID.findall(html)))
        if nature is Nature.WRITTEN
        else (),
    )


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(mail.get(name, "")).split())
    except Exception:  # the standard library stumbles over some broken headers in many ways
        return ""


def _name(sender: str, address: str) -> str:
    name = " ".join(parseaddr(sender)[0].split()).strip("\"' ")
    return (name or address.partition("@")[0])[:LONGEST_NAME]


def _key(mail: EmailMessage, raw: bytes) -> str:
    message_id = _header(mail, "message-id")
    return hashlib.sha256(message_id.encode() if message_id else raw).hexdigest()


def _body(mail: EmailMessage, kind: str) -> str:
    try:
        part = mail.get_body((kind,))
        if part is None:
            return ""
        try:
            return str(part.get_content())
        except (LookupError, ValueError):  # no such charset, or other bytes than said
            payload = part.get_payload(decode=True)
            return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    except (AttributeError, KeyError, TypeError):  # parts that are none
        return ""
