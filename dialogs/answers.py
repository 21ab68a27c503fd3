"""What a person said in a message: its text or caption, cleaned of signs that nobody sees. The one
place where dialogs read what comes in."""

from __future__ import annotations

from aiogram.enums import ContentType
from aiogram.types import Message

from ebok.identity.cleaning import clean_text, pasted_password

# What a person sends. Everything else is Telegram telling of itself: a timer, a pin, a wallpaper.
SENT_BY_PEOPLE = frozenset(
    {
        ContentType.TEXT, ContentType.PHOTO, ContentType.DOCUMENT, ContentType.VIDEO,
        ContentType.AUDIO, ContentType.VOICE, ContentType.VIDEO_NOTE, ContentType.STICKER,
        ContentType.ANIMATION, ContentType.CONTACT, ContentType.LOCATION, ContentType.VENUE,
        ContentType.POLL, ContentType.DICE, ContentType.GAME, ContentType.STORY,
        ContentType.PAID_MEDIA, ContentType.CHECKLIST, ContentType.LIVE_PHOTO,
        ContentType.RICH_MESSAGE,
    }
)  # fmt: skip


def said(message: Message) -> str:
    return clean_text(_written(message))


def password_said(message: Message) -> str:
    """As it is: only the mail's label, unseen signs and the blanks around it go."""
    return pasted_password(_written(message))


def is_answer(message: Message) -> bool:
    """Words that may answer a question; commands are no answers."""
    words = said(message)
    return bool(words) and not words.startswith("/")


def has_words(message: Message) -> bool:
    """A password may begin with a slash, so whatever is written is one."""
    return bool(_written(message))


def _written(message: Message) -> str:
    return message.text or message.caption or ""
