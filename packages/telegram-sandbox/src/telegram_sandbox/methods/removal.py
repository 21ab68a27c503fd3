"""Deleting and pinning messages."""

from typing import Any

from aiogram.methods import (
    DeleteMessage,
    DeleteMessages,
    PinChatMessage,
    UnpinAllChatMessages,
    UnpinAllForumTopicMessages,
    UnpinAllGeneralForumTopicMessages,
    UnpinChatMessage,
)

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.targets import can, find_chat, find_message, require, writable_chat
from telegram_sandbox.model import Chat, Message
from telegram_sandbox.world import World

DELETABLE_S = 48 * 3600


def _may_delete(world: World, message: Message) -> bool:
    chat = message.chat
    own = message.sender["id"] == world.settings.bot_id
    if message.service == "topic_created":
        return False
    if not chat.private and can(world, chat, "can_delete_messages"):
        return True
    return (own or chat.private) and world.now() - message.date <= DELETABLE_S


@handles(DeleteMessage)
def delete_message(world: World, call: DeleteMessage, uploads: Uploads) -> bool:
    chat = find_chat(world, call.chat_id)
    message = find_message(chat, call.message_id, "message to delete not found")
    if not _may_delete(world, message):
        raise bad_request("message can't be deleted for everyone")
    world.delete([message])
    return True


@handles(DeleteMessages)
def delete_messages(world: World, call: DeleteMessages, uploads: Uploads) -> bool:
    chat = find_chat(world, call.chat_id)
    if not call.message_ids:
        raise bad_request("message identifiers are not specified")
    if len(call.message_ids) > 100:
        raise bad_request("too many message identifiers specified")
    known = [m for n in dict.fromkeys(call.message_ids) if (m := chat.open_message(n))]
    world.delete([message for message in known if _may_delete(world, message)])
    return True


def _pinner(world: World, call: Any) -> Chat:
    chat = writable_chat(world, call.chat_id)
    if not chat.private:
        require(world, chat, "can_pin_messages", "not enough rights to manage pinned messages")
    return chat


@handles(PinChatMessage)
def pin_chat_message(world: World, call: PinChatMessage, uploads: Uploads) -> bool:
    chat = _pinner(world, call)
    message = find_message(chat, call.message_id, "message to pin not found")
    if message.service:
        raise bad_request("message can't be pinned")
    if message.id in chat.pinned:
        return True
    chat.pinned[message.id] = None
    if message.thread is not None and (topic := world.topic(chat, message.thread)):
        topic.pinned[message.id] = None
    world.tell_message(message)
    pinned = {"pinned_message": message.api(with_reply=False)}
    world.post(chat, world.bot, pinned, thread=message.thread, service="pinned")
    return True


def _unpin(world: World, chat: Chat, message_ids: list[int]) -> None:
    for number in message_ids:
        chat.pinned.pop(number, None)
        if message := chat.messages.get(number):
            if message.thread is not None and (topic := chat.topics.get(message.thread)):
                topic.pinned.pop(number, None)
            world.tell_message(message)


@handles(UnpinChatMessage)
def unpin_chat_message(world: World, call: UnpinChatMessage, uploads: Uploads) -> bool:
    chat = _pinner(world, call)
    number = call.message_id or next(reversed(chat.pinned), 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    _unpin(world, chat, [number])
    return True


@handles(UnpinAllChatMessages)
def unpin_all_chat_messages(world: World, call: UnpinAllChatMessages, uploads: Uploads) -> bool:
    chat = _pinner(world, call)
    _unpin(world, chat, list(chat.pinned))
    return True


@handles(UnpinAllForumTopicMessages)
def unpin_all_forum_topic_messages(
    world: World, call: UnpinAllForumTopicMessages, uploads: Uploads
) -> bool:
    chat = _pinner(world, call)
    topic = world.topic(chat, call.message_thread_id)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    _unpin(world, chat, list(topic.pinned))
    return True


@handles(UnpinAllGeneralForumTopicMessages)
def unpin_all_general_forum_topic_messages(
    world: World, call: UnpinAllGeneralForumTopicMessages, uploads: Uploads
) -> bool:
    chat = _pinner(world, call)
    general = [n for n in chat.pinned if n in chat.messages and chat.messages[n].thread is None]
    _unpin(world, chat, general)
    return True
