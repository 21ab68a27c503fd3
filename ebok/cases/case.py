"""What a case is about, where it stands, who writes, and what a message of it holds."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Literal

from storage import tables
from storage.vault import Vault

MOST_UNSENT = 50  # messages; more in one go is no letter to an office


class CaseTopic(StrEnum):
    FEES = "fees"
    FAULT = "fault"
    DOCUMENTS = "documents"
    ACCOUNT = "account"
    OTHER = "other"


class CaseState(StrEnum):
    DRAFT = "draft"
    NEW = "new"  # nobody has answered or taken it
    OPEN = "open"
    CLOSED = "closed"


class Author(StrEnum):
    RESIDENT = "resident"
    OFFICE = "office"
    NOTE = "note"  # among colleagues, never shown to the resident


Kind = Literal[
    "text", "photo", "document", "video", "audio", "voice", "video_note", "animation", "sticker"
]


@dataclass(frozen=True)
class Content:
    """One message. ``html`` is its text or caption in Telegram's HTML; files are Telegram's:
    one that came by mail has no ``file_id`` until it stands in a chat."""

    kind: Kind = "text"
    html: str = ""
    file_id: str | None = None
    file_name: str | None = None
    mime: str | None = None
    size: int | None = None  # bytes
    by: str | None = None  # the colleague who wrote it

    @property
    def is_file(self) -> bool:
        return self.kind != "text"

    def sealed(self, vault: Vault) -> bytes:
        return vault.seal_json(asdict(self))


def content_of(vault: Vault, message: tables.CaseMessage) -> Content:
    return Content(**vault.open_json(message.sealed))


@dataclass(frozen=True)
class Writer:
    """Who a case is from: a client, or a guest of whom only Telegram's first name is known."""

    name: str
    symbol: str | None = None
    phone: str | None = None
    place: str | None = None  # of a fault

    @property
    def is_guest(self) -> bool:
        return self.symbol is None

    def sealed(self, vault: Vault) -> bytes:
        return vault.seal_json(asdict(self))


def writer_of(vault: Vault, case: tables.Case) -> Writer:
    return Writer(**vault.open_json(case.sealed_about))


class NoSuchCase(LookupError):
    """Not there, or somebody else's."""


class Blocked(PermissionError):
    """The office takes no more messages from this chat."""


class TooMuch(ValueError):
    """More messages in one go than an office can read."""


class NothingWritten(ValueError):
    """There is nothing to send."""
