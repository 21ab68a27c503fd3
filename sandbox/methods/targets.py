"""Finding the chat, topic and message that a call names, with Telegram's reasons when it cannot."""

from typing import Any

from sandbox.errors import bad_request, forbidden
from sandbox.model import Chat, Message
from sandbox.world import World

GONE = {"left": "bot is not a member of the {} chat", "kicked": "bot was kicked from the {} chat"}


def find_chat(world: World, chat_id: int | str | None) -> Chat:
    """The chat by id or @username, whether or not the bot may write to it; 403 for a group that
    the bot is no longer in."""
    if chat_id is None or chat_id in ("", 0):
        raise bad_request("chat_id is empty")
    if isinstance(chat_id, str):
        known = world.usernames.get(chat_id.removeprefix("@").lower())
        chat = world.chats.get(known) if known and chat_id.startswith("@") else None
    else:
        chat = world.chats.get(chat_id)
    if chat is None or not _met(chat, world):
        raise bad_request("chat not found")
    if not chat.private and (status := world.bot_member(chat).status) in GONE:
        raise forbidden(GONE[status].format(chat.type))
    return chat


def _met(chat: Chat, world: World) -> bool:
    """A bot knows a person who wrote to it, or whom it sees in its group."""
    if not chat.private or chat.started:
        return True
    return chat.person is not None and chat.person.staff and world.office is not None


def writable_chat(world: World, chat_id: int | str | None) -> Chat:
    """The chat, or 403 where the bot was blocked, removed or never started."""
    chat = find_chat(world, chat_id)
    if chat.private:
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
    return chat


def can(world: World, chat: Chat, right: str) -> bool:
    member = world.bot_member(chat)
    return member.status == "administrator" and bool(member.rights.get(right))


def require(world: World, chat: Chat, right: str, complaint: str) -> None:
    if chat.private or not can(world, chat, right):
        raise bad_request(complaint)


def find_thread(world: World, chat: Chat, thread: int | None) -> int | None:
    """The topic to write to; None for General and for chats without topics."""
    if thread is None or thread == 0:
        if chat.is_forum and chat.general_closed and not can(world, chat, "can_manage_topics"):
            raise bad_request("TOPIC_CLOSED")
        return None
    topic = world.topic(chat, thread)
    if topic is None:
        raise bad_request("message thread not found")
    if topic.closed and not can(world, chat, "can_manage_topics"):
        raise bad_request("TOPIC_CLOSED")
    return thread


def find_message(chat: Chat, message_id: int | None, complaint: str) -> Message:
    message = chat.messages.get(message_id or 0)
    if message is None:
        raise bad_request(complaint)
    return message


def sender_rights(world: World, chat: Chat, content: dict[str, Any]) -> None:
    """Refuses what a restricted bot may not send to a group."""
    if chat.private:
        return
    bot = world.bot_member(chat)
    if bot.status == "administrator":
        return
    rights = bot.rights if bot.status == "restricted" else chat.permissions
    media = next((kind for kind in ("photo", "document", "video") if kind in content), None)
    if not rights.get("can_send_messages" if media is None else f"can_send_{media}s", True):
        what = "text messages" if media is None else f"{media}s"
        raise bad_request(f"not enough rights to send {what} to the chat")
