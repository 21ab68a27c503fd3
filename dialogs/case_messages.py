"""A Telegram message as a case keeps it: text in Telegram's HTML, files by Telegram's ids."""

from __future__ import annotations

from html import escape

from aiogram.types import Message

from ebok.cases.case import Content, Kind

FILES: tuple[Kind, ...] = (
    "animation",  # before document: Telegram fills both
    "document",
    "video",
    "audio",
    "voice",
    "video_note",
    "sticker",
)


def content_in(message: Message, by: str | None = None) -> Content | None:
    """None for what cannot be kept, such as a poll."""
    html = message.html_text if message.text or message.caption else ""
    if message.text:
        return Content("text", html, by=by)
    photo = message.photo or (message.live_photo and message.live_photo.photo)
    if photo:
        largest = photo[-1]
        return Content("photo", html, largest.file_id, size=largest.file_size, by=by)
    for kind in FILES:
        file = getattr(message, kind)
        if file is not None:
            return Content(
                kind,
                html,
                file.file_id,
                getattr(file, "file_name", None),
                getattr(file, "mime_type", None),
                file.file_size,
                by,
            )
    words = _in_words(message)
    return None if words is None else Content("text", words, by=by)


def _in_words(message: Message) -> str | None:
    if message.location is not None:
        venue = message.venue
        what = "" if venue is None else f"{escape(venue.title)}, {escape(venue.address)}\n"
        here = f"{message.location.latitude:.6f},{message.location.longitude:.6f}"
        return f'📍 {what}<a href="https://www.openstreetmap.org/search?query={here}">{here}</a>'
    if message.contact is not None:
        person = " ".join(filter(None, [message.contact.first_name, message.contact.last_name]))
        return f"☎️ {escape(person)}: {escape(message.contact.phone_number)}"
    return None
