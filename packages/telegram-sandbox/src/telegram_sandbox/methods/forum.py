"""Forum topics as a bot manages them; what staff do by hand goes through the same functions."""

from typing import Any

from aiogram.methods import (
    CloseForumTopic,
    CloseGeneralForumTopic,
    CreateForumTopic,
    DeleteForumTopic,
    EditForumTopic,
    EditGeneralForumTopic,
    GetForumTopicIconStickers,
    HideGeneralForumTopic,
    ReopenForumTopic,
    ReopenGeneralForumTopic,
    UnhideGeneralForumTopic,
)

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.targets import require, writable_chat
from telegram_sandbox.model import Chat, Json, Message, Topic
from telegram_sandbox.world import World

ICONS = {
    "📰": "5434144690511290129",
    "💡": "5312536423851630001",
    "⚡️": "5312016608254762256",
    "🔝": "5377544228505134960",
    "🗣": "5418085807791545980",
    "❗️": "5379748062124056162",
    "📝": "5373251851074415873",
    "❓": "5377316857231450742",
    "💰": "5350452584119279096",
    "🏠": "5312486108309757006",
    "💬": "5417915203100613993",
    "✅": "5237699328843200968",
}
COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)


def _forum(world: World, call: Any) -> Chat:
    chat = writable_chat(world, call.chat_id)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    require(world, chat, "can_manage_topics", "not enough rights to create a topic")
    return chat


def _topic(chat: Chat, thread: int) -> Topic:
    topic = chat.topics.get(thread)
    if topic is None:
        raise bad_request("TOPIC_ID_INVALID")
    if topic.deleted:
        raise bad_request("TOPIC_DELETED")
    return topic


def _name(name: str) -> str:
    cleaned = name.strip()
    if not cleaned:
        raise bad_request("TOPIC_TITLE_EMPTY")
    return cleaned[:128]


def set_closed(world: World, chat: Chat, topic: Topic, sender: Json, *, closed: bool) -> Message:
    """Closes or reopens a topic and leaves the service message of it."""
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    word = "closed" if closed else "reopened"
    message = world.post(
        chat, sender, {f"forum_topic_{word}": {}}, thread=topic.thread, service=f"topic_{word}"
    )
    world.tell_topics()
    return message


def remove_topic(world: World, chat: Chat, topic: Topic) -> None:
    topic.deleted = True
    world.delete([chat.messages[number] for number in list(topic.messages)])
    world.tell_topics()


@handles(CreateForumTopic)
def create_forum_topic(world: World, call: CreateForumTopic, uploads: Uploads) -> Json:
    chat = _forum(world, call)
    color = call.icon_color or COLORS[0]
    if color not in COLORS:
        raise bad_request("TOPIC_ICON_COLOR_INVALID")
    world.limits.check(chat.id, group=True, now=world.now())
    topic = Topic(0, _name(call.name), color, call.icon_custom_emoji_id)
    topic.thread = chat.last_message_id + 1
    chat.topics[topic.thread] = topic
    world.post(
        chat,
        world.bot,
        {"forum_topic_created": topic.created()},
        thread=topic.thread,
        service="topic_created",
    )
    world.tell_topics()
    return {"message_thread_id": topic.thread, **topic.created()}


@handles(EditForumTopic)
def edit_forum_topic(world: World, call: EditForumTopic, uploads: Uploads) -> bool:
    chat = _forum(world, call)
    topic = _topic(chat, call.message_thread_id)
    changed: Json = {}
    if call.name and _name(call.name) != topic.name:
        topic.name = changed["name"] = _name(call.name)
    if call.icon_custom_emoji_id is not None:
        topic.icon_custom_emoji_id = call.icon_custom_emoji_id or None
        changed["icon_custom_emoji_id"] = call.icon_custom_emoji_id
    if not changed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    edited = {"forum_topic_edited": changed}
    world.post(chat, world.bot, edited, thread=topic.thread, service="topic_edited")
    world.tell_topics()
    return True


@handles(CloseForumTopic)
def close_forum_topic(world: World, call: CloseForumTopic, uploads: Uploads) -> bool:
    chat = _forum(world, call)
    set_closed(world, chat, _topic(chat, call.message_thread_id), world.bot, closed=True)
    return True


@handles(ReopenForumTopic)
def reopen_forum_topic(world: World, call: ReopenForumTopic, uploads: Uploads) -> bool:
    chat = _forum(world, call)
    set_closed(world, chat, _topic(chat, call.message_thread_id), world.bot, closed=False)
    return True


@handles(DeleteForumTopic)
def delete_forum_topic(world: World, call: DeleteForumTopic, uploads: Uploads) -> bool:
    chat = _forum(world, call)
    require(world, chat, "can_delete_messages", "not enough rights to delete a topic")
    remove_topic(world, chat, _topic(chat, call.message_thread_id))
    return True


@handles(EditGeneralForumTopic)
def edit_general_forum_topic(world: World, call: EditGeneralForumTopic, uploads: Uploads) -> bool:
    chat = _forum(world, call)
    edited = {"forum_topic_edited": {"name": _name(call.name)}}
    world.post(chat, world.bot, edited, service="topic_edited")
    return True


def _general(world: World, call: Any, *, field: str, value: bool, notice: str) -> bool:
    chat = _forum(world, call)
    if getattr(chat, field) == value:
        raise bad_request("TOPIC_NOT_MODIFIED")
    setattr(chat, field, value)
    world.post(chat, world.bot, {notice: {}}, service=notice)
    return True


@handles(CloseGeneralForumTopic)
def close_general(world: World, call: CloseGeneralForumTopic, uploads: Uploads) -> bool:
    return _general(world, call, field="general_closed", value=True, notice="forum_topic_closed")


@handles(ReopenGeneralForumTopic)
def reopen_general(world: World, call: ReopenGeneralForumTopic, uploads: Uploads) -> bool:
    return _general(world, call, field="general_closed", value=False, notice="forum_topic_reopened")


@handles(HideGeneralForumTopic)
def hide_general(world: World, call: HideGeneralForumTopic, uploads: Uploads) -> bool:
    return _general(
        world, call, field="general_hidden", value=True, notice="general_forum_topic_hidden"
    )


@handles(UnhideGeneralForumTopic)
def unhide_general(world: World, call: UnhideGeneralForumTopic, uploads: Uploads) -> bool:
    return _general(
        world, call, field="general_hidden", value=False, notice="general_forum_topic_unhidden"
    )


@handles(GetForumTopicIconStickers)
def get_forum_topic_icon_stickers(
    world: World, call: GetForumTopicIconStickers, uploads: Uploads
) -> list[Json]:
    return [
        {
            "type": "custom_emoji",
            "file_id": f"SBXtopic-{number}",
            "file_unique_id": f"T{number}",
            "custom_emoji_id": number,
            "emoji": emoji,
            "set_name": "Topics",
            "width": 100,
            "height": 100,
            "is_animated": True,
            "is_video": False,
            "needs_repainting": False,
        }
        for emoji, number in ICONS.items()
    ]
