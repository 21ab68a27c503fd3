"""What an announcement is, and what can be wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 3000  # characters; a message of Telegram takes 4096, with a heading and a signature


class State(StrEnum):
    DRAFT = "draft"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"


class Audience(StrEnum):
    EVERYONE = "everyone"
    BUILDINGS = "buildings"
    SYMBOLS = "symbols"
    MEMBERS = "members"


class News(StrEnum):
    """What an announcement says of an outage."""

    BEGUN = "begun"
    CHANGED = "changed"
    ENDED = "ended"


class NoSuchAnnouncement(LookupError):
    pass


class NotADraft(ValueError):
    """It has gone already, or was dropped."""


class TooLong(ValueError):
    pass


class AddressedAnew(ValueError):
    """By a colleague, in the same moment."""


class NobodyThere(ValueError):
    """Nobody whom it is for has an account."""


@dataclass(frozen=True)
class Count:
    """How far it has got."""

    delivered: int = 0  # in chats
    blocked: int = 0  # chats that took nothing
    mailed: int = 0
    failed: int = 0  # mails that were given up
    waiting: int = 0

    @property
    def everything(self) -> int:
        return self.delivered + self.blocked + self.mailed + self.failed + self.waiting


@dataclass(frozen=True)
class Record:
    id: int
    state: State
    html: str
    audience: Audience | None
    chosen: tuple[str, ...]  # keys of buildings, or client numbers
    outage_id: int | None
    news: News | None
    sent_by: str | None
    count: Count  # in the end
    group_id: int
    posted_id: int | None
    card_id: int | None


def cause_of(announcement_id: int) -> str:
    """Of its letters in the outbox."""
    return f"announcement:{announcement_id}"
