"""Links that invite to a group, and the requests of people to join it."""

from typing import Any

from aiogram.methods import (
    ApproveChatJoinRequest,
    CreateChatInviteLink,
    DeclineChatJoinRequest,
    EditChatInviteLink,
    ExportChatInviteLink,
    RevokeChatInviteLink,
)

from telegram_sandbox.errors import ControlError, bad_request
from telegram_sandbox.methods.members import PRESENT, set_status
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.targets import require, writable_chat
from telegram_sandbox.model import Chat, Invite, Json, Person
from telegram_sandbox.world import World

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"


def _group(world: World, call: Any) -> Chat:
    chat = writable_chat(world, call.chat_id)
    if chat.private:
        raise bad_request("can't invite members to a private chat")
    require(world, chat, "can_invite_users", "not enough rights to manage chat invite link")
    return chat


def _new(world: World, chat: Chat, **more: Any) -> Invite:
    code = "".join(world.random.choice(LETTERS) for _ in range(16))
    invite = Invite(f"https://t.me/+{code}", world.bot, **more)
    chat.invites[invite.link] = invite
    return invite


def _terms(call: Any) -> Json:
    limit, asks = call.member_limit or 0, bool(call.creates_join_request)
    if not 0 <= limit <= 99_999:
        raise bad_request("MEMBER_LIMIT_INVALID")
    if limit and asks:
        raise bad_request(
            "member limit can't be specified for links requiring administrator approval"
        )
    date: Any = call.expire_date
    expires = int(date.timestamp() if hasattr(date, "timestamp") else date or 0)
    return {
        "name": (call.name or "")[:32] or None,
        "expires": expires,
        "limit": limit,
        "asks": asks,
    }


@handles(CreateChatInviteLink)
def create_invite_link(world: World, call: CreateChatInviteLink, uploads: Uploads) -> Json:
    return _new(world, _group(world, call), **_terms(call)).api()


@handles(ExportChatInviteLink)
def export_invite_link(world: World, call: ExportChatInviteLink, uploads: Uploads) -> str:
    """A new primary link in place of the bot's earlier one."""
    chat = _group(world, call)
    for invite in chat.invites.values():
        invite.revoked = invite.revoked or invite.primary
    return _new(world, chat, primary=True).link


def _known(chat: Chat, link: str) -> Invite:
    invite = chat.invites.get(link)
    if invite is None:
        raise bad_request("INVITE_HASH_EXPIRED")
    return invite


@handles(EditChatInviteLink)
def edit_invite_link(world: World, call: EditChatInviteLink, uploads: Uploads) -> Json:
    invite = _known(_group(world, call), call.invite_link)
    if invite.primary or invite.revoked:
        raise bad_request("CHAT_INVITE_PERMANENT" if invite.primary else "INVITE_HASH_EXPIRED")
    for name, value in _terms(call).items():
        setattr(invite, name, value)
    return invite.api()


@handles(RevokeChatInviteLink)
def revoke_invite_link(world: World, call: RevokeChatInviteLink, uploads: Uploads) -> Json:
    chat = _group(world, call)
    invite = _known(chat, call.invite_link)
    invite.revoked = True
    if invite.primary:
        _new(world, chat, primary=True)
    return invite.api()


def _asked(world: World, call: Any) -> tuple[Chat, Person, Invite]:
    chat = _group(world, call)
    person = world.people.get(call.user_id)
    member = chat.members.get(call.user_id)
    if member is not None and member.status in PRESENT:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if person is None or call.user_id not in chat.requests:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, person, chat.invites[chat.requests.pop(call.user_id)]


@handles(ApproveChatJoinRequest)
def approve(world: World, call: ApproveChatJoinRequest, uploads: Uploads) -> bool:
    chat, person, invite = _asked(world, call)
    _enter(world, chat, person, invite)
    return True


@handles(DeclineChatJoinRequest)
def decline(world: World, call: DeclineChatJoinRequest, uploads: Uploads) -> bool:
    _, _, invite = _asked(world, call)
    invite.waiting -= 1
    return True


def _enter(world: World, chat: Chat, person: Person, invite: Invite) -> None:
    invite.used += 1
    invite.waiting -= invite.asks
    more = {"invite_link": invite.api(), "via_join_request": invite.asks}
    set_status(world, chat, person.id, "member", by=person.user(), told=more)
    content: Json = {"new_chat_members": [person.user()]}
    message = world.post(chat, person.user(), content, service="new_chat_members")
    world.tell_bot("message", chat, message.api())


def follow(world: World, chat: Chat, person: Person, link: str) -> bool:
    """The person opens the link. True when they are in, False when they wait for approval."""
    invite = chat.invites.get(link)
    late = invite is not None and invite.expires and world.now() > invite.expires
    full = invite is not None and invite.limit and invite.used >= invite.limit
    if invite is None or invite.revoked or late or full:
        raise ControlError(410, "the link is expired")
    member = chat.members.get(person.id)
    if member is not None and member.status == "kicked":
        raise ControlError(403, f"{person.name} is banned from {chat.title}")
    if member is not None and member.status in PRESENT:
        raise ControlError(409, f"{person.name} is in {chat.title} already")
    if not invite.asks:
        _enter(world, chat, person, invite)
        return True
    if person.id not in chat.requests:
        chat.requests[person.id] = link
        invite.waiting += 1
        world.chats[person.id].started = True  # the bot may write to who asks
        world.tell_bot(
            "chat_join_request",
            chat,
            {
                "chat": chat.brief(),
                "from": person.user(),
                "user_chat_id": person.id,
                "date": int(world.now()),
                "invite_link": invite.api(),
            },
        )
    return False
