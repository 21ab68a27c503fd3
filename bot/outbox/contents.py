"""Messages of a case sent into a chat, files by Telegram's own ids: text, files, whole albums."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import (
    InlineKeyboardMarkup,
    InputFile,
    InputMediaAnimation,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    Message,
    ReplyParameters,
)

from bot.outbox.uploads import Uploads
from ebok.cases.case import Content
from ebok.cases.plain import without_markup
from ebok.cases.reading import MessageOnRecord

NO_SUCH_MESSAGE = "message to edit not found"
NOT_TO_BE_EDITED, NOT_MODIFIED = "message can't be edited", "message is not modified"
LONGEST_TEXT, LONGEST_CAPTION = 4096, 1024
WITHOUT_CAPTION = frozenset({"sticker", "video_note"})
ALBUM_PIECES = {
    "photo": InputMediaPhoto,
    "video": InputMediaVideo,
    "document": InputMediaDocument,
    "audio": InputMediaAudio,
}
REPLACEABLE: dict[str, type[Any]] = {**ALBUM_PIECES, "animation": InputMediaAnimation}
TOGETHER = {"photo": "seen", "video": "seen", "document": "file", "audio": "heard"}
MOST_IN_ALBUM = 10


@dataclass(frozen=True)
class Place:
    """Where in Telegram; ``reply_to`` is dropped by Telegram when it has been deleted."""

    chat_id: int
    thread_id: int | None = None
    reply_to: int | None = None

    @property
    def target(self) -> dict[str, Any]:
        reply = None
        if self.reply_to is not None:
            reply = ReplyParameters(message_id=self.reply_to, allow_sending_without_reply=True)
        return {
            "chat_id": self.chat_id,
            "message_thread_id": self.thread_id,
            "reply_parameters": reply,
        }


async def send_contents(
    bot: Bot,
    place: Place,
    pieces: Sequence[MessageOnRecord],
    header: str = "",
    keyboard: InlineKeyboardMarkup | None = None,
    uploads: Uploads | None = None,
) -> list[tuple[int, int | None]]:
    """``uploads``: files that Telegram does not have yet. Returns message ids with the ids of the
    case's messages that stand in them, None for a heading of its own."""
    sent: list[tuple[int, int | None]] = []
    uploads = uploads or Uploads()
    if len(pieces) > 1 or not _fits(pieces[0].content, header):
        if header or keyboard:
            above = await bot.send_message(**place.target, text=header, reply_markup=keyboard)
            sent.append((above.message_id, None))
        header, keyboard = "", None
    for part in _albums(pieces):
        if len(part) == 1:
            file = uploads.file_of(part[0])
            messages = [await _send_one(bot, place, part[0].content, file, header, keyboard)]
        else:
            messages = await _send_album(bot, place, part, uploads)
        for message, piece in zip(messages, part, strict=True):
            uploads.note(piece, message)
            sent.append((message.message_id, piece.id))
        for piece in part:
            if _is_too_long_for_us(piece.content):
                below = await bot.send_message(**place.target, text=piece.content.html)
                sent.append((below.message_id, None))
    return sent


def _albums(pieces: Sequence[MessageOnRecord]) -> list[list[MessageOnRecord]]:
    """Pictures and films stand together, files and music each among themselves, all else alone."""
    parts: list[list[MessageOnRecord]] = []
    for piece in pieces:
        together = TOGETHER.get(piece.content.kind)
        before = parts[-1] if parts else []
        joins = before and together and TOGETHER.get(before[0].content.kind) == together
        if joins and len(before) < MOST_IN_ALBUM:
            before.append(piece)
        else:
            parts.append([piece])
    return parts


async def _send_album(
    bot: Bot, place: Place, pieces: Sequence[MessageOnRecord], uploads: Uploads
) -> list[Message]:
    media = [
        ALBUM_PIECES[piece.content.kind](
            media=uploads.file_of(piece), caption=_caption(piece.content, piece.content.html)
        )
        for piece in pieces
    ]
    return await bot.send_media_group(**place.target, media=media)


@dataclass(frozen=True)
class Edited:
    """What should stand in a message now."""

    chat_id: int
    message_id: int
    content: Content

    @property
    def target(self) -> dict[str, Any]:
        return {"chat_id": self.chat_id, "message_id": self.message_id}


async def edit_content(
    bot: Bot,
    edited: Edited,
    header: str = "",
    keyboard: InlineKeyboardMarkup | None = None,
) -> bool:
    """False when the message has gone, or cannot be changed. Raises TelegramAPIError; a change of
    nothing is no fault."""
    content = edited.content
    if _is_too_long_for_us(content):
        return False
    html = under(header, content.html) if _fits(content, header) else content.html
    try:
        if content.kind == "text":
            await bot.edit_message_text(html, **edited.target, reply_markup=keyboard)
        elif content.kind in REPLACEABLE:
            media = REPLACEABLE[content.kind](media=content.file_id, caption=html or None)
            await bot.edit_message_media(media, **edited.target, reply_markup=keyboard)
        elif content.kind not in WITHOUT_CAPTION:
            await bot.edit_message_caption(**edited.target, caption=html, reply_markup=keyboard)
    except TelegramBadRequest as error:
        said = error.message.lower()
        if NO_SUCH_MESSAGE in said or NOT_TO_BE_EDITED in said:
            return False
        if NOT_MODIFIED not in said:
            raise
    return True


def under(header: str, html: str) -> str:
    return f"{header}\n\n{html}" if header and html else header or html


def _fits(content: Content, header: str) -> bool:
    if content.kind in WITHOUT_CAPTION:
        return not header
    longest = LONGEST_TEXT if content.kind == "text" else LONGEST_CAPTION
    return visible_length(under(header, content.html)) <= longest


def _is_too_long_for_us(content: Content) -> bool:
    """Who pays Telegram writes longer captions than a bot may: they come as a text of their own."""
    return content.kind != "text" and visible_length(content.html) > LONGEST_CAPTION


def _caption(content: Content, html: str) -> str | None:
    return None if _is_too_long_for_us(content) else html or None


def visible_length(html: str) -> int:
    """As Telegram counts: UTF-16 units, without the tags."""
    return len(without_markup(html).encode("utf-16-le")) // 2


async def _send_one(
    bot: Bot,
    place: Place,
    content: Content,
    file: str | InputFile,
    header: str,
    keyboard: InlineKeyboardMarkup | None,
) -> Message:
    html = under(header, content.html)
    if content.kind == "text":
        return await bot.send_message(**place.target, text=html, reply_markup=keyboard)
    send: Callable[..., Awaitable[Message]] = getattr(bot, f"send_{content.kind}")
    caption = {} if content.kind in WITHOUT_CAPTION else {"caption": _caption(content, html)}
    return await send(**place.target, **{content.kind: file}, **caption, reply_markup=keyboard)
