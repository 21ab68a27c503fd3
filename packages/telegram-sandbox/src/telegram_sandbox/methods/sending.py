"""The way every sent message goes: target, limits, reply, keyboard, then into the chat."""

from collections.abc import Sequence
from typing import Any

from telegram_sandbox.errors import bad_request
from telegram_sandbox.formatting import FormattedText, formatted
from telegram_sandbox.keyboards import reply_markup
from telegram_sandbox.methods.targets import find_chat, find_thread, sender_rights, writable_chat
from telegram_sandbox.model import Chat, Json, Message
from telegram_sandbox.schema import given, plain
from telegram_sandbox.world import World

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024


def text_of(
    world: World, text: str | None, parse_mode: Any, entities: list[Any] | None
) -> FormattedText:
    return formatted(
        text or "",
        given(parse_mode),
        [plain(entity) for entity in entities or ()],
        world.user,
    )


def text_content(world: World, call: Any) -> Json:
    """`text` and `entities` of a message, within Telegram's limits."""
    if not call.text:
        raise bad_request("message text is empty")
    made = text_of(world, call.text, call.parse_mode, call.entities)
    if not made.text:
        raise bad_request("text must be non-empty")
    if len(made.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": made.text}
    if made.entities:
        content["entities"] = made.entities
    if preview := given(call.link_preview_options):
        content["link_preview_options"] = plain(preview)
    elif given(getattr(call, "disable_web_page_preview", None)):
        content["link_preview_options"] = {"is_disabled": True}
    return content


def caption_content(world: World, call: Any) -> Json:
    """`caption` and its entities; empty when there is none."""
    made = text_of(world, call.caption, call.parse_mode, call.caption_entities)
    if len(made.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    content: Json = {}
    if made.text:
        content["caption"] = made.text
        if made.entities:
            content["caption_entities"] = made.entities
    if given(getattr(call, "show_caption_above_media", None)):
        content["show_caption_above_media"] = True
    if getattr(call, "has_spoiler", None):
        content["has_media_spoiler"] = True
    return content


def send(world: World, call: Any, content: Json, **more: Any) -> Message:
    """Sends `content` where `call` says; `more` are further fields of `Message`."""
    return send_all(world, call, [(content, more)])[0]


def send_all(world: World, call: Any, parts: Sequence[tuple[Json, Json]]) -> list[Message]:
    """Sends several messages of one call, all or none: each a content and further fields."""
    chat = writable_chat(world, call.chat_id)
    thread = find_thread(world, chat, call.message_thread_id)
    for content, _ in parts:
        sender_rights(world, chat, content)
    markup, keyboard = reply_markup(getattr(call, "reply_markup", None))
    reply, quote = _reply(world, call, chat)
    if reply is not None and thread is None and chat.is_forum:
        thread = reply.thread
    receiver = _receiver(world, call, chat)
    world.limits.check(chat.id, group=not chat.private, now=world.now(), messages=len(parts))
    common = {
        "thread": thread,
        "markup": markup,
        "keyboard": keyboard,
        "reply_to": reply,
        "quote": quote,
        "receiver": receiver,
        "protect": bool(given(getattr(call, "protect_content", None))),
        "effect": getattr(call, "message_effect_id", None),
    }
    return [world.post(chat, world.bot, content, **common | more) for content, more in parts]


def _receiver(world: World, call: Any, chat: Chat) -> Json | None:
    """Who alone in the group is to see the message; None when everybody is."""
    wanted = getattr(call, "ephemeral_message_parameters", None) or call
    user_id = getattr(wanted, "receiver_user_id", None)
    if not user_id:
        return None
    if chat.private:
        raise bad_request("ephemeral messages can be sent only to groups and supergroups")
    member = chat.members.get(user_id)
    user = world.user(user_id)
    if user is None or member is None or member.status in ("left", "kicked"):
        raise bad_request("PARTICIPANT_ID_INVALID")
    return user


def _reply(world: World, call: Any, chat: Chat) -> tuple[Message | None, Json | None]:
    wanted = getattr(call, "reply_parameters", None)
    if wanted is None:
        number = getattr(call, "reply_to_message_id", None)
        lenient = getattr(call, "allow_sending_without_reply", None)
    else:
        number, lenient = wanted.message_id, given(wanted.allow_sending_without_reply)
        if wanted.ephemeral_message_id:
            return chat.messages.get(wanted.ephemeral_message_id), None
    if not number:
        return None, None
    source = find_chat(world, wanted.chat_id) if wanted and wanted.chat_id else chat
    message = source.open_message(number)
    if message is None:
        if lenient:
            return None, None
        raise bad_request("message to be replied not found")
    return message, _quote(message, wanted) if wanted and wanted.quote else None


def _quote(message: Message, wanted: Any) -> Json:
    text = message.content.get("text") or message.content.get("caption") or ""
    made = formatted(
        wanted.quote,
        given(wanted.quote_parse_mode),
        [plain(entity) for entity in wanted.quote_entities or ()],
    )
    position = text.find(made.text)
    if position < 0 or not made.text:
        raise bad_request("QUOTE_TEXT_INVALID")
    return {"text": made.text, "position": position, "is_manual": True}
