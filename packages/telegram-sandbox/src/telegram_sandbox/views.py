"""Messages, people and topics as the controls and the page see them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from telegram_sandbox.files import FileStore, StoredFile
from telegram_sandbox.formatting import to_html
from telegram_sandbox.keyboards import inline_view, reply_view
from telegram_sandbox.model import Chat, Json, Keyboard, Message, Person, Topic
from telegram_sandbox.rich import rich_html, rich_text

MEDIA = ("document", "video", "audio", "voice", "animation", "video_note", "sticker")


def person_view(person: Person, chat: Chat) -> Json:
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "language_code": person.language_code,
        "phone": person.phone,
        "staff": person.staff,
        "blocked": chat.blocked,
        "card": person.card,
    }


def topic_view(topic: Topic) -> Json:
    return {"thread": topic.thread, "name": topic.name, "closed": topic.closed}


def file_url(stored: StoredFile) -> str:
    return f"/sandbox/files/{stored.id}/{quote(stored.name)}"


def media_id(content: Json) -> str | None:
    """The id of the file a message carries; of the largest size for a photo."""
    if photo := content.get("photo"):
        return str(photo[-1]["file_id"])
    for kind in MEDIA:
        if kind in content:
            return str(content[kind]["file_id"])
    return None


def _file(content: Json, files: FileStore) -> Json | None:
    file_id = media_id(content)
    stored = files.get(file_id) if file_id else None
    if stored is None:
        return None
    return {
        "name": stored.name,
        "mime": stored.mime,
        "size": len(stored.data),
        "url": file_url(stored),
        "kind": stored.kind,
    }


def message_view(message: Message, files: FileStore) -> Json:
    content = message.content
    text, html = _texts(content)
    name = f"{message.sender['first_name']} {message.sender.get('last_name') or ''}".strip()
    view: Json = {
        "message_id": message.id,
        "date": message.date,
        "edited": bool(message.edited),
        "from": {"id": message.sender["id"], "is_bot": message.by_bot, "name": name},
        "thread": message.thread,
        "text": text,
        "html": html,
        "buttons": inline_view(message),
    }
    optional: Json = {
        "keyboard": reply_view(message.keyboard),
        "file": _file(content, files),
        "reply_to": message.reply_to.id if message.reply_to else None,
        "service": message.service,
        "only_for": message.receiver and message.receiver["id"],
        "contact": content.get("contact"),
        "rich": content.get("rich_message"),
        "poll": content.get("poll"),
        "album": message.media_group,
        "protected": message.protect or None,
        "forwarded": bool(message.origin) or None,
        "pinned": (message.id in message.chat.pinned) or None,
        "reactions": [
            reaction.get("emoji", "⭐")
            for given in message.reactions.values()
            for reaction in given
        ],
    }
    return view | {key: value for key, value in optional.items() if value}


def _texts(content: Json) -> tuple[str, str]:
    if "rich_message" in content:
        return rich_text(content["rich_message"]), rich_html(content["rich_message"])
    if "text" in content:
        return content["text"], to_html(content["text"], content.get("entities"))
    caption = content.get("caption", "")
    if not caption and (plain := _described(content)):
        return plain, to_html(plain, None)
    return caption, to_html(caption, content.get("caption_entities"))


def _described(content: Json) -> str:
    """What the client shows for messages that have neither text nor caption."""
    for key, describe in DESCRIBED.items():
        if key in content:
            return describe(content[key])
    return ""


def _contact(contact: Json) -> str:
    name = f"{contact['first_name']} {contact.get('last_name') or ''}".strip()
    return f"{name} {contact['phone_number']}"


def _topic(topic: Json) -> str:
    return str(topic.get("name", ""))


DESCRIBED: dict[str, Callable[[Any], str]] = {
    "contact": _contact,
    "venue": lambda venue: f"{venue['title']}, {venue['address']}",
    "location": lambda place: f"{place['latitude']}, {place['longitude']}",
    "poll": lambda poll: str(poll["question"]),
    "dice": lambda dice: f"{dice['emoji']} {dice['value']}",
    "forum_topic_created": _topic,
    "forum_topic_edited": _topic,
    "new_chat_title": str,
    "new_chat_members": lambda people: ", ".join(person["first_name"] for person in people),
    "web_app_data": lambda sent: str(sent["data"]),
}


def keyboard_view(keyboard: Keyboard | None) -> Json:
    if keyboard is None:
        return {"keyboard": None}
    view: dict[str, Any] = {"keyboard": reply_view(keyboard.markup), "thread": keyboard.thread}
    if placeholder := keyboard.markup.get("input_field_placeholder"):
        view["placeholder"] = placeholder
    if keyboard.markup.get("one_time_keyboard"):
        view["one_time"] = True
    return view
