"""The files of a mail that are meant for its reader: not the logo below a signature."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Collection, Iterator
from email.message import EmailMessage, Message

from ebok.cases.answers_by_mail import MailedFile

SMALLEST_PICTURE = 4_000  # bytes; smaller ones among the words are icons
NOT_FOR_READERS = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-keys",
    "text/x-amp-html",
}
LONGEST_NAME = 100


def files_in(
    mail: EmailMessage, shown: Collection[str], mentioned: Collection[str]
) -> list[MailedFile]:
    """``shown``: content ids of the pictures that stand among the written words; ``mentioned``: of
    all that stand anywhere in the HTML."""
    files: list[MailedFile] = []
    for part in _leaves(mail):
        kind = part.get_content_type()
        name = part.get_filename()
        cid = str(part.get("content-id", "")).strip("<> ")
        is_file = part.get_content_disposition() == "attachment" or name is not None
        if kind in NOT_FOR_READERS or not (is_file or kind.startswith(("image/", "message/"))):
            continue
        content = _bytes(part)
        if cid and cid in mentioned and (cid not in shown or len(content) < SMALLEST_PICTURE):
            continue
        if content:
            files.append(MailedFile(_name(name, kind, len(files) + 1), kind, content))
    return files


def _leaves(mail: Message) -> Iterator[Message]:
    """A mail that is attached as a whole is one file."""
    if mail.get_content_maintype() != "multipart":
        yield mail
        return
    for part in mail.get_payload():
        if isinstance(part, Message):
            yield from _leaves(part)


def _bytes(part: Message) -> bytes:
    if part.get_content_maintype() == "message":
        inner = part.get_payload()
        return b"".join(one.as_bytes() for one in inner if isinstance(one, Message))
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _name(given: str | None, kind: str, number: int) -> str:
    name = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|\u202a-\u202e]+", "_", given or "").strip(" .")
    if not name:
        ending = ".eml" if kind == "message/rfc822" else mimetypes.guess_extension(kind) or ""
        name = f"zalacznik-{number}{ending}"
    if len(name) > LONGEST_NAME:
        stem, dot, ending = name.rpartition(".")
        name = f"{stem[: LONGEST_NAME - 10]}{dot}{ending[:9]}" if dot else name[:LONGEST_NAME]
    return name
