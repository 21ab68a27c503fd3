"""A chat's card and what an administrator changes on it."""

from aiogram.methods import (
    DeleteChatPhoto,
    GetChat,
    LeaveChat,
    SetChatDescription,
    SetChatPermissions,
    SetChatPhoto,
    SetChatTitle,
)

from telegram_sandbox.errors import bad_request
from telegram_sandbox.loose import Attached
from telegram_sandbox.methods.media import media_object
from telegram_sandbox.methods.members import set_status
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.targets import find_chat, require, writable_chat
from telegram_sandbox.model import Chat, Json
from telegram_sandbox.schema import plain
from telegram_sandbox.world import World

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
    if chat.photo:
        info["photo"] = chat.photo
    primary = (i.link for i in chat.invites.values() if i.primary and not i.revoked)
    if link := next(primary, None):
        info["invite_link"] = link
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


def _pictured(world: World, call: SetChatPhoto | DeleteChatPhoto) -> Chat:
    chat = writable_chat(world, call.chat_id)
    if chat.private:
        raise bad_request("can't change a private chat's photo")
    require(world, chat, "can_change_info", "not enough rights to change chat photo")
    return chat


@handles(SetChatPhoto)
def set_chat_photo(world: World, call: SetChatPhoto, uploads: Uploads) -> bool:
    chat = _pictured(world, call)
    reference = call.photo.reference if isinstance(call.photo, Attached) else ""
    upload = uploads.get(reference.removeprefix("attach://"))
    if upload is None:
        raise bad_request("there is no photo in the request")
    stored = world.files.add("photo", upload)
    small = next(iter(stored.smaller), stored)
    chat.photo = {
        "small_file_id": small.id,
        "small_file_unique_id": small.unique_id,
        "big_file_id": stored.id,
        "big_file_unique_id": stored.unique_id,
    }
    content = {"new_chat_photo": media_object("photo", stored)}
    world.post(chat, world.bot, content, service="new_chat_photo")
    return True


@handles(DeleteChatPhoto)
def delete_chat_photo(world: World, call: DeleteChatPhoto, uploads: Uploads) -> bool:
    chat = _pictured(world, call)
    if chat.photo is None:
        raise bad_request("CHAT_NOT_MODIFIED")
    chat.photo = None
    world.post(chat, world.bot, {"delete_chat_photo": True}, service="delete_chat_photo")
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
