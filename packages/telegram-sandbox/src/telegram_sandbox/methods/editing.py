"""Editing what the bot sent: text, caption, media, buttons."""

from typing import Any

from aiogram.methods import (
    DeleteEphemeralMessage,
    EditEphemeralMessageCaption,
    EditEphemeralMessageMedia,
    EditEphemeralMessageReplyMarkup,
    EditEphemeralMessageText,
    EditMessageCaption,
    EditMessageMedia,
    EditMessageReplyMarkup,
    EditMessageText,
)
from aiogram.types import InlineKeyboardMarkup

from telegram_sandbox.errors import bad_request
from telegram_sandbox.keyboards import inline_markup
from telegram_sandbox.methods.media import media_content
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.sending import caption_content, text_content
from telegram_sandbox.methods.targets import find_message, writable_chat
from telegram_sandbox.model import Json, Message
from telegram_sandbox.rich.read import read_rich
from telegram_sandbox.views import media_id
from telegram_sandbox.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
CAPTION_KEYS = frozenset({"caption", "caption_entities", "show_caption_above_media"})


def _editable(world: World, call: Any) -> Message:
    if call.inline_message_id:
        inline = world.inline_messages.get(call.inline_message_id)
        if inline is None:
            raise bad_request("MESSAGE_ID_INVALID")
        return inline
    chat = writable_chat(world, call.chat_id)
    if not call.message_id:
        raise bad_request("message identifier is not specified")
    message = find_message(chat, call.message_id, "message to edit not found")
    own = message.sender["id"] == world.settings.bot_id
    # A message that carries a reply keyboard can't be edited, nor can a forwarded one.
    if not own or message.keyboard or message.origin or message.service:
        raise bad_request("message can't be edited")
    return message


def _private(world: World, call: Any) -> Message:
    """The message that only the receiver sees."""
    chat = writable_chat(world, call.chat_id)
    message = chat.messages.get(call.ephemeral_message_id)
    if message is None or not message.receiver or message.receiver["id"] != call.receiver_user_id:
        raise bad_request("message to edit not found")
    return message


def _apply(
    world: World, message: Message, content: Json, markup: InlineKeyboardMarkup | None
) -> Json:
    buttons = inline_markup(markup)
    if content == message.content and buttons == message.markup:
        raise bad_request(NOT_MODIFIED)
    if content != message.content:
        message.edited = int(world.now())
    message.content = content
    world.set_markup(message, buttons)
    world.tell_message(message)
    return message.api()


def _text(world: World, message: Message, call: Any, uploads: Uploads) -> Json:
    if "text" not in message.content and "rich_message" not in message.content:
        raise bad_request("there is no text in the message to edit")
    if call.rich_message is not None:
        content = {"rich_message": read_rich(world, call.rich_message, uploads)}
    else:
        content = text_content(world, call)
    return _apply(world, message, content, call.reply_markup)


def _caption(world: World, message: Message, call: Any) -> Json:
    if media_id(message.content) is None:
        raise bad_request("there is no caption in the message to edit")
    kept = {key: item for key, item in message.content.items() if key not in CAPTION_KEYS}
    return _apply(world, message, kept | caption_content(world, call), call.reply_markup)


def _media(world: World, message: Message, call: Any, uploads: Uploads) -> Json:
    if message.media_group and call.media.type not in ("photo", "video", "document", "audio"):
        raise bad_request("message can't be edited")
    content = media_content(world, call.media, uploads)
    return _apply(world, message, content, call.reply_markup)


def _answer(call: Any, edited: Json) -> Json | bool:
    """Whose message it was nobody learns who knows it by its inline id."""
    return True if call.inline_message_id else edited


@handles(EditMessageText)
def edit_message_text(world: World, call: EditMessageText, uploads: Uploads) -> Json | bool:
    return _answer(call, _text(world, _editable(world, call), call, uploads))


@handles(EditMessageCaption)
def edit_message_caption(world: World, call: EditMessageCaption, uploads: Uploads) -> Json | bool:
    return _answer(call, _caption(world, _editable(world, call), call))


@handles(EditMessageMedia)
def edit_message_media(world: World, call: EditMessageMedia, uploads: Uploads) -> Json | bool:
    return _answer(call, _media(world, _editable(world, call), call, uploads))


@handles(EditMessageReplyMarkup)
def edit_message_reply_markup(
    world: World, call: EditMessageReplyMarkup, uploads: Uploads
) -> Json | bool:
    message = _editable(world, call)
    return _answer(call, _apply(world, message, message.content, call.reply_markup))


@handles(EditEphemeralMessageText)
def edit_private_text(world: World, call: EditEphemeralMessageText, uploads: Uploads) -> bool:
    return bool(_text(world, _private(world, call), call, uploads))


@handles(EditEphemeralMessageCaption)
def edit_private_caption(world: World, call: EditEphemeralMessageCaption, uploads: Uploads) -> bool:
    return bool(_caption(world, _private(world, call), call))


@handles(EditEphemeralMessageMedia)
def edit_private_media(world: World, call: EditEphemeralMessageMedia, uploads: Uploads) -> bool:
    return bool(_media(world, _private(world, call), call, uploads))


@handles(EditEphemeralMessageReplyMarkup)
def edit_private_markup(
    world: World, call: EditEphemeralMessageReplyMarkup, uploads: Uploads
) -> bool:
    message = _private(world, call)
    return bool(_apply(world, message, message.content, call.reply_markup))


@handles(DeleteEphemeralMessage)
def delete_private(world: World, call: DeleteEphemeralMessage, uploads: Uploads) -> bool:
    world.delete([_private(world, call)])
    return True
