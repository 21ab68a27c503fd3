"""Where a letter goes: one class a channel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True)
class Mailbox:
    channel: ClassVar = "mail"
    address: str
    told_in: int | None = None  # the chat that hears when no server takes the mail


@dataclass(frozen=True)
class Chat:
    channel: ClassVar = "chat"
    chat_id: int


class Standing(StrEnum):
    """Topics of the office's group that are about no case and always there."""

    ACCOUNTS = "accounts"
    ANNOUNCEMENTS = "announcements"
    DOCUMENTS = "documents"
    LOG = "log"


@dataclass(frozen=True)
class Topic:
    """In the office's group: a standing topic, or the one of the case that the letter is about."""

    channel: ClassVar = "topic"
    chat_id: int
    standing: Standing | None = None


Recipient = Mailbox | Chat | Topic
RECIPIENTS: dict[str, type[Mailbox] | type[Chat] | type[Topic]] = {
    kind.channel: kind for kind in (Mailbox, Chat, Topic)
}
