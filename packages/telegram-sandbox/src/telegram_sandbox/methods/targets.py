"""Finding the chat, topic and message that a call names, with Telegram's reasons when it cannot."""

from typing import Any

from telegram_sandbox.errors import TelegramError, bad_request, forbidden
from telegram_sandbox.model import Chat, Message
from telegram_sandbox.world import World

GONE = {"left": "bot is not a member of the {} chat", "kicked": "bot was kicked from the {} chat"}


def find_chat(world: World, chat_id: int | str | None) -> Chat:
    """The chat by id or @username, whether or not the bot may write to it; 403 for a group that
    the bot is no longer in."""
    if chat_id is None or chat_id in ("", 0):
        raise bad_request("chat_id is empty")
    chat = _public(world, chat_id) if isinstance(chat_id, str) else world.chats.get(chat_id)
    if chat is None or not _met(chat, world):
        raise bad_request("chat not found")
    if chat.upgraded_to is not None:
        description = "Bad Request: group chat was upgraded to a supergroup chat"
        raise TelegramError(400, description, {"migrate_to_chat_id": chat.upgraded_to})
    if not chat.private and (status := world.bot_member(chat).status) in GONE:
        raise forbidden(GONE[status].format(chat.type))
    return chat


def _public(world: World, name: str) -> Chat | None:
    """The group or channel of this name. A person's name is no chat of a bot's."""
    if not name.startswith("@"):
        return None
    wanted = name[1:].lower()
    named = (chat for chat in world.chats.values() if chat.username and not chat.private)
    return next((chat for chat in named if chat.username and chat.username.lower() == wanted), None)


def _met(chat: Chat, world: World) -> bool:
    """A bot knows a person who wrote to it, or whom it sees in its group."""
    if not chat.private or chat.started:
        return True
    group, person = world.group, chat.person
    return group is not None and person is not None and (person.staff or person.id in group.members)


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
    message = chat.open_message(message_id)
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
