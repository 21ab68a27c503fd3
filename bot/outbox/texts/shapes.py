"""What a letter says, as message ids: looked up and filled in where it is written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MailWords:
    subject: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class NoticeWords:
    text: str
    buttons: tuple[tuple[str, str], ...] = ()  # label, callback data
    result: bool = False  # of an application: Back and Help know its screen
