"""Who belongs to a group and with which rights; changes are told as member updates."""

from typing import Any

from aiogram.methods import (
    BanChatMember,
    GetChatAdministrators,
    GetChatMember,
    GetChatMemberCount,
    PromoteChatMember,
    RestrictChatMember,
    SetChatAdministratorCustomTitle,
    UnbanChatMember,
)

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.targets import find_chat, require, writable_chat
from telegram_sandbox.model import Chat, Json, Member
from telegram_sandbox.schema import plain
from telegram_sandbox.world import FULL_RIGHTS, SPEAK, World

RESTRICTED = (
    *SPEAK[:-1],
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)
PRESENT = frozenset({"member", "administrator", "creator", "restricted"})


def member_view(world: World, member: Member) -> Json:
    """The `ChatMember` object of the Bot API."""
    view: Json = {"status": member.status, "user": world.user(member.user_id)}
    if member.status == "creator":
        view["is_anonymous"] = False
    elif member.status == "administrator":
        rights = member.rights
        view |= {"can_be_edited": False, "is_anonymous": bool(rights.get("is_anonymous"))}
        view |= {right: bool(rights.get(right)) for right in FULL_RIGHTS}
    elif member.status == "restricted":
        view |= {right: bool(member.rights.get(right)) for right in RESTRICTED}
        view |= {"is_member": True, "until_date": member.until}
    elif member.status == "kicked":
        view["until_date"] = member.until
    if member.title and member.status in ("administrator", "creator"):
        view["custom_title"] = member.title
    return view


def set_status(
    world: World,
    chat: Chat,
    user_id: int,
    status: str,
    by: Json,
    told: Json | None = None,
    **to: Any,
) -> None:
    """Changes a standing and queues `my_chat_member` or `chat_member`, with what is `told`."""
    old = chat.members.get(user_id) or Member(user_id, "left")
    new = Member(user_id, status, **to)
    chat.members[user_id] = new
    mine = user_id == world.settings.bot_id
    world.updates.push(
        "my_chat_member" if mine else "chat_member",
        chat.id,
        {
            "chat": chat.brief(),
            "from": by,
            "date": int(world.now()),
            "old_chat_member": member_view(world, old),
            "new_chat_member": member_view(world, new),
            **(told or {}),
        },
    )


def _group(world: World, call: Any) -> Chat:
    chat = writable_chat(world, call.chat_id)
    if chat.private:
        raise bad_request("there are no administrators in the private chat")
    return chat


@handles(GetChatMember)
def get_chat_member(world: World, call: GetChatMember, uploads: Uploads) -> Json:
    chat = find_chat(world, call.chat_id)
    if world.user(call.user_id) is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.private:
        known = call.user_id in (chat.id, world.settings.bot_id)
        return member_view(world, Member(call.user_id, "member" if known else "left"))
    return member_view(world, chat.members.get(call.user_id) or Member(call.user_id, "left"))


@handles(GetChatAdministrators)
def get_chat_administrators(
    world: World, call: GetChatAdministrators, uploads: Uploads
) -> list[Json]:
    chat = _group(world, call)
    return [
        member_view(world, member)
        for member in chat.members.values()
        if member.status in ("administrator", "creator")
        and (call.return_bots is not False or member.user_id != world.settings.bot_id)
    ]


@handles(GetChatMemberCount)
def get_chat_member_count(world: World, call: GetChatMemberCount, uploads: Uploads) -> int:
    chat = find_chat(world, call.chat_id)
    if chat.private:
        return 2
    return sum(member.status in PRESENT for member in chat.members.values())


def _manage(world: World, call: Any, right: str) -> Chat:
    chat = _group(world, call)
    complaint = "not enough rights to restrict/unrestrict chat member"
    require(world, chat, right, complaint)
    if world.user(call.user_id) is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if call.user_id == world.settings.bot_id:
        raise bad_request("can't restrict self")
    return chat


def _punish(world: World, call: Any) -> Chat:
    """For a ban or a restriction, which administrators are safe from."""
    chat = _manage(world, call, "can_restrict_members")
    member = chat.members.get(call.user_id)
    if member is not None and member.status in ("administrator", "creator"):
        raise bad_request("user is an administrator of the chat")
    return chat


def _until(call: Any) -> int:
    date = call.until_date
    if date is None:
        return 0
    return int(date.timestamp()) if hasattr(date, "timestamp") else int(date)


@handles(BanChatMember)
def ban_chat_member(world: World, call: BanChatMember, uploads: Uploads) -> bool:
    chat = _punish(world, call)
    set_status(world, chat, call.user_id, "kicked", by=world.bot, until=_until(call))
    return True


@handles(UnbanChatMember)
def unban_chat_member(world: World, call: UnbanChatMember, uploads: Uploads) -> bool:
    chat = _manage(world, call, "can_restrict_members")
    member = chat.members.get(call.user_id)
    if member is not None and (member.status == "kicked" or not call.only_if_banned):
        set_status(world, chat, call.user_id, "left", by=world.bot)
    return True


@handles(RestrictChatMember)
def restrict_chat_member(world: World, call: RestrictChatMember, uploads: Uploads) -> bool:
    chat = _punish(world, call)
    rights = plain(call.permissions)
    free = all(rights.get(right) for right in SPEAK[:-1])
    set_status(
        world,
        chat,
        call.user_id,
        "member" if free else "restricted",
        by=world.bot,
        rights=rights,
        until=_until(call),
    )
    return True


@handles(PromoteChatMember)
def promote_chat_member(world: World, call: PromoteChatMember, uploads: Uploads) -> bool:
    chat = _manage(world, call, "can_promote_members")
    rights = {right: True for right in ("is_anonymous", *FULL_RIGHTS) if getattr(call, right, None)}
    if rights:
        rights["can_manage_chat"] = True  # every other right implies it
    status = "administrator" if rights else "member"
    set_status(world, chat, call.user_id, status, by=world.bot, rights=rights)
    return True


@handles(SetChatAdministratorCustomTitle)
def set_custom_title(world: World, call: SetChatAdministratorCustomTitle, uploads: Uploads) -> bool:
    chat = _group(world, call)
    member = chat.members.get(call.user_id)
    if member is None or member.status != "administrator":
        raise bad_request("user is not an administrator")
    member.title = call.custom_title[:16]
    return True
