"""A chat's card and what an administrator changes on it."""

from aiogram.methods import (
    GetChat,
    LeaveChat,
    SetChatDescription,
    SetChatPermissions,
    SetChatTitle,
)

from sandbox.errors import bad_request
from sandbox.methods.members import set_status
from sandbox.methods.registry import Uploads, handles
from sandbox.methods.targets import find_chat, require, writable_chat
from sandbox.model import Json
from sandbox.schema import plain
from sandbox.world import World

GIFTS = (
    "unlimited_gifts",
    "limited_gifts",
    "unique_gifts",
    "premium_subscription",
    "gifts_from_channels",
)
INFO_RIGHTS = "not enough rights to change chat title"


@handles(GetChat)
def get_chat(world: World, call: GetChat, uploads: Uploads) -> Json:
    chat = find_chat(world, call.chat_id)
    info = chat.brief() | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(GIFTS, False),
    }
    if chat.person and chat.person.username:
        info["active_usernames"] = [chat.person.username]
    if not chat.private:
        info["permissions"] = chat.permissions
        info["join_to_send_messages"] = True
    if chat.description:
        info["description"] = chat.description
    if newest := next(reversed(chat.pinned), None):
        info["pinned_message"] = chat.messages[newest].api(with_reply=False)
    return info


@handles(LeaveChat)
def leave_chat(world: World, call: LeaveChat, uploads: Uploads) -> bool:
    chat = writable_chat(world, call.chat_id)
    if chat.private:
        raise bad_request("chat member status can't be changed in private chats")
    set_status(world, chat, world.settings.bot_id, "left", by=world.bot)
    return True


@handles(SetChatTitle)
def set_chat_title(world: World, call: SetChatTitle, uploads: Uploads) -> bool:
    chat = writable_chat(world, call.chat_id)
    require(world, chat, "can_change_info", INFO_RIGHTS)
    title = call.title.strip()[:128]
    if not title:
        raise bad_request("title can't be empty")
    chat.title = title
    world.post(chat, world.bot, {"new_chat_title": title}, service="new_chat_title")
    return True


@handles(SetChatDescription)
def set_chat_description(world: World, call: SetChatDescription, uploads: Uploads) -> bool:
    chat = writable_chat(world, call.chat_id)
    require(world, chat, "can_change_info", "not enough rights to set chat description")
    if (call.description or None) == chat.description:
        raise bad_request("chat description is not modified")
    chat.description = (call.description or "")[:255] or None
    return True


@handles(SetChatPermissions)
def set_chat_permissions(world: World, call: SetChatPermissions, uploads: Uploads) -> bool:
    chat = writable_chat(world, call.chat_id)
    complaint = "not enough rights to change chat permissions"
    require(world, chat, "can_restrict_members", complaint)
    chat.permissions = plain(call.permissions)
    return True
