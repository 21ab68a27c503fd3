"""One mailbox over IMAP. Its calls block, so they run in a thread; nothing in it is deleted.

A mail that was handled carries a keyword, or is marked as read where a server has no keywords.
"""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from urllib.parse import unquote, urlsplit

from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxUnencrypted

TIMEOUT = 30.0  # seconds
LARGEST = 80_000_000  # bytes of a mail; none of that size is an answer
HANDLED, SEEN = "eBOK", "\\Seen"
ONE_LOOK = 1.0  # seconds between two looks whether the program stops
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ERRORS = (ImapToolsError, imaplib.IMAP4.error, OSError, EOFError)


class Fault(StrEnum):
    """The words are for operators; a mailbox's address never stands in them."""

    UNREACHABLE = "no connection to the mail server"
    TLS = "no secure connection to the mail server"
    LOGIN = "the mail server refuses user or password"
    FOLDER = "there is no such folder in the mailbox"
    BROKEN = "the mail server answers in a way that is not understood"


MENDING = {
    Fault.UNREACHABLE: "check host and port of EBOK_IMAP_URL",
    Fault.TLS: "check the scheme, the port and the certificate of EBOK_IMAP_URL",
    Fault.LOGIN: "check user and password in EBOK_IMAP_URL; some providers want a password for"
    " programs",
    Fault.FOLDER: "check the folder at the end of EBOK_IMAP_URL, mostly INBOX",
    Fault.BROKEN: "check whether EBOK_IMAP_URL names an IMAP server",
}


class MailboxAway(ConnectionError):
    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


@dataclass(frozen=True)
class Address:
    """Of the mailbox; holds a password, so it shows nothing of itself."""

    secure: bool
    host: str
    port: int
    user: str
    password: str
    folder: str

    def __repr__(self) -> str:
        return "Address(…)"

    @classmethod
    def of(cls, url: str) -> Address:
        parts = urlsplit(url)
        secure = parts.scheme == "imaps"
        return cls(
            secure,
            parts.hostname or "",
            parts.port or (993 if secure else 143),
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            unquote(parts.path.strip("/")) or "INBOX",
        )


class Imap:
    """Connected and in its folder. Every call may raise MailboxAway."""

    def __init__(self, mailbox: BaseMailBox, keywords: bool) -> None:
        self._mailbox = mailbox
        self._client = mailbox.client
        self._mark = HANDLED if keywords else SEEN

    @classmethod
    def connect(cls, address: Address) -> Imap:
        try:
            kind = MailBox if address.secure else MailBoxUnencrypted
            mailbox = kind(address.host, address.port, timeout=TIMEOUT)
        except ERRORS as error:
            raise MailboxAway(_fault(error)) from error
        try:
            _log_in(mailbox, address)
            mailbox.folder.set(address.folder)
        except ERRORS as error:
            _hang_up(mailbox)
            raise MailboxAway(_fault(error)) from error
        allowed = b" ".join(one or b"" for one in mailbox.client.response("PERMANENTFLAGS")[1])
        return cls(mailbox, rb"\*" in allowed)

    def new(self, since: date) -> Sequence[str]:
        """Uids of mails that were not handled, oldest first."""
        wanted = f"UNKEYWORD {HANDLED}" if self._mark == HANDLED else "UNSEEN"
        try:
            day = f"{since.day}-{MONTHS[since.month - 1]}-{since.year}"
            found = self._mailbox.uids(f"{wanted} UNDELETED SINCE {day}")
        except ERRORS as error:
            raise MailboxAway(_fault(error)) from error
        return sorted(found, key=int)

    def fetch(self, uid: str) -> bytes | None:
        """None when it has gone meanwhile, or is far too large. It stays unread."""
        try:
            _status, sizes = self._client.uid("FETCH", uid, "(RFC822.SIZE)")
            size = re.search(rb"RFC822\.SIZE (\d+)", b" ".join(filter(None, sizes)))
            if size is None or int(size[1]) > LARGEST:
                return None
            _status, parts = self._client.uid("FETCH", uid, "(BODY.PEEK[])")
        except ERRORS as error:
            raise MailboxAway(_fault(error)) from error
        return next((part[1] for part in parts if isinstance(part, tuple)), None)

    def mark(self, uid: str, *, seen: bool) -> None:
        """As handled; what a person should look at stays unread."""
        flags = f"{self._mark} {SEEN}" if seen and self._mark != SEEN else self._mark
        try:
            self._client.uid("STORE", uid, "+FLAGS.SILENT", f"({flags})")
        except ERRORS as error:
            raise MailboxAway(_fault(error)) from error

    def wait(self, stopping: threading.Event, seconds: float) -> None:
        """Until something comes in, the program stops or the time is over. A server without IDLE
        is asked again afterwards."""
        if "IDLE" not in self._client.capabilities:
            stopping.wait(seconds)
            return
        until = time.monotonic() + seconds
        idle: Any = self._mailbox.idle
        try:
            idle.start()
            while not stopping.is_set() and time.monotonic() < until:
                began = time.monotonic()
                came = idle.poll(timeout=ONE_LOOK)
                gone = not came and time.monotonic() - began < ONE_LOOK / 2
                if gone or any(b"EXISTS" in line or b"BYE" in line for line in came):
                    break
            idle.stop()
        except ERRORS as error:
            raise MailboxAway(Fault.UNREACHABLE) from error

    def close(self) -> None:
        _hang_up(self._mailbox)


def _log_in(mailbox: BaseMailBox, address: Address) -> None:
    plain = address.user.isascii() and address.password.isascii()
    log_in = mailbox.login if plain else mailbox.login_utf8
    log_in(address.user, address.password, initial_folder=None)


def _hang_up(mailbox: BaseMailBox) -> None:
    """Without a word when the connection has gone."""
    try:
        mailbox.logout()
    except ERRORS:
        mailbox.client.shutdown()


def _fault(error: Exception) -> Fault:
    match error:
        case ssl.SSLError():
            return Fault.TLS
        case MailboxLoginError():
            return Fault.LOGIN
        case MailboxFolderSelectError():
            return Fault.FOLDER
        case imaplib.IMAP4.abort() | OSError() | EOFError() | socket.gaierror():
            return Fault.UNREACHABLE
    return Fault.BROKEN
