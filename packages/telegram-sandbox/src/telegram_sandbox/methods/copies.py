"""Copying and forwarding messages, one and many."""

from typing import Any

from aiogram.methods import CopyMessage, CopyMessages, ForwardMessage, ForwardMessages

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.sending import caption_content, send, send_all
from telegram_sandbox.methods.targets import find_chat, writable_chat
from telegram_sandbox.model import Chat, Json, Message
from telegram_sandbox.views import media_id
from telegram_sandbox.world import World


def _source(chat: Chat, message_id: int, verb: str) -> Message:
    message = chat.open_message(message_id)
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.service or message.protect:
        done = "copied" if verb == "copy" else "forwarded"
        raise bad_request(f"message can't be {done}")
    return message


def _origin(message: Message) -> Json:
    return message.origin or {
        "type": "user",
        "date": message.date,
        "sender_user": message.sender,
    }


@handles(CopyMessage)
def copy_message(world: World, call: CopyMessage, uploads: Uploads) -> Json:
    writable_chat(world, call.chat_id)
    message = _source(find_chat(world, call.from_chat_id), call.message_id, "copy")
    content = dict(message.content)
    if call.caption is not None and media_id(content):
        content = {k: v for k, v in content.items() if not k.startswith("caption")}
        content |= caption_content(world, call)
    return {"message_id": send(world, call, content).id}


@handles(ForwardMessage)
def forward_message(world: World, call: ForwardMessage, uploads: Uploads) -> Json:
    writable_chat(world, call.chat_id)
    message = _source(find_chat(world, call.from_chat_id), call.message_id, "forward")
    return send(world, call, dict(message.content), origin=_origin(message)).api()


def _many(world: World, call: Any, verb: str) -> list[Message]:
    """The messages that exist and may go, each album staying together."""
    writable_chat(world, call.chat_id)
    chat = find_chat(world, call.from_chat_id)
    if not 1 <= len(call.message_ids) <= 100:
        raise bad_request("too many message identifiers specified")
    if list(call.message_ids) != sorted(set(call.message_ids)):
        raise bad_request("message identifiers must be in a strictly increasing order")
    known = [m for number in call.message_ids if (m := chat.open_message(number))]
    chosen = [message for message in known if not message.service and not message.protect]
    if not chosen:
        raise bad_request(f"there are no messages to {verb}")
    return chosen


def _albums(world: World, messages: list[Message]) -> dict[str, str]:
    return {m.media_group: world.new_album_id() for m in messages if m.media_group}


@handles(CopyMessages)
def copy_messages(world: World, call: CopyMessages, uploads: Uploads) -> list[Json]:
    messages = _many(world, call, "copy")
    albums = _albums(world, messages)
    parts: list[tuple[Json, Json]] = []
    for message in messages:
        content = dict(message.content)
        if call.remove_caption and media_id(content):
            content = {k: v for k, v in content.items() if not k.startswith("caption")}
        parts.append((content, {"media_group": albums.get(message.media_group or "")}))
    return [{"message_id": message.id} for message in send_all(world, call, parts)]


@handles(ForwardMessages)
def forward_messages(world: World, call: ForwardMessages, uploads: Uploads) -> list[Json]:
    messages = _many(world, call, "forward")
    albums = _albums(world, messages)
    parts = [
        (
            dict(message.content),
            {
                "origin": _origin(message),
                "media_group": albums.get(message.media_group or ""),
            },
        )
        for message in messages
    ]
    return [{"message_id": message.id} for message in send_all(world, call, parts)]
