"""Links into the group, requests to join it, and the group's picture."""

from typing import Any

import aiohttp
import pytest

from sandbox_tests.conftest import PNG, Api
from telegram_sandbox.client import Chat, Refused, Sandbox


@pytest.fixture
async def guest(sandbox: Sandbox, staff: Chat) -> Chat:
    """Somebody's view of the group they are not in."""
    return sandbox.chat(await sandbox.person("Gustaw"), staff.id)


async def created(api: Api, chat: Chat, **terms: Any) -> str:
    return str((await api.ok("createChatInviteLink", chat_id=chat.id, **terms))["invite_link"])


async def standing(api: Api, guest: Chat) -> str:
    params = {"chat_id": guest.id, "user_id": guest.person}
    return str((await api.ok("getChatMember", **params))["status"])


async def test_who_follows_a_link_is_in_and_the_bot_learns_by_which(
    api: Api, staff: Chat, guest: Chat
) -> None:
    await api.updates(allowed_updates=["message", "chat_member"])
    link = await created(api, staff, name="ulotka")

    assert await guest.join(link)

    changed, said = (await api.updates())[-2:]
    assert changed["chat_member"]["invite_link"]["name"] == "ulotka"
    assert said["message"]["new_chat_members"][0]["id"] == guest.person
    await guest.send("dzień dobry")
    assert await standing(api, guest) == "member"


async def test_a_request_waits_until_it_is_approved(api: Api, staff: Chat, guest: Chat) -> None:
    link = await created(api, staff, creates_join_request=True)

    assert not await guest.join(link)

    request = (await api.updates())[-1]["chat_join_request"]
    assert request["from"]["id"] == request["user_chat_id"] == guest.person
    assert request["invite_link"]["pending_join_request_count"] == 1
    await api.ok("sendMessage", chat_id=guest.person, text="Chwileczkę")
    assert await standing(api, guest) == "left"
    who = {"chat_id": staff.id, "user_id": guest.person}
    assert await api.ok("approveChatJoinRequest", **who)
    assert await standing(api, guest) == "member"
    assert "USER_ALREADY_PARTICIPANT" in await api.error("approveChatJoinRequest", **who)


async def test_a_declined_request_is_gone(api: Api, staff: Chat, guest: Chat) -> None:
    await guest.join(await created(api, staff, creates_join_request=True))
    who = {"chat_id": staff.id, "user_id": guest.person}

    assert await api.ok("declineChatJoinRequest", **who)

    assert "HIDE_REQUESTER_MISSING" in await api.error("declineChatJoinRequest", **who)
    assert await standing(api, guest) == "left"


async def test_a_link_ends(sandbox: Sandbox, api: Api, staff: Chat, guest: Chat) -> None:
    revoked = await created(api, staff)
    shown = await api.ok("revokeChatInviteLink", chat_id=staff.id, invite_link=revoked)
    assert shown["is_revoked"]
    now = (await api.ok("sendMessage", chat_id=staff.id, text="x"))["date"]
    short = await created(api, staff, expire_date=now + 60)
    single = await created(api, staff, member_limit=1)
    other = sandbox.chat(await sandbox.person("Olga"), staff.id)
    assert await other.join(single)
    await sandbox.advance_clock(120)

    for link in (revoked, short, single, "https://t.me/+nothing"):
        with pytest.raises(Refused, match="expired"):
            await guest.join(link)


async def test_the_primary_link_is_one(api: Api, staff: Chat, guest: Chat) -> None:
    first = await api.ok("exportChatInviteLink", chat_id=staff.id)
    second = await api.ok("exportChatInviteLink", chat_id=staff.id)

    assert (await api.ok("getChat", chat_id=staff.id))["invite_link"] == second
    with pytest.raises(Refused, match="expired"):
        await guest.join(first)
    assert await guest.join(second)


async def test_a_bot_without_the_right_invites_nobody(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    await sandbox.post("/group/bot", status="administrator", rights={"can_invite_users": False})

    for method in ("createChatInviteLink", "exportChatInviteLink"):
        assert "not enough rights" in await api.error(method, chat_id=staff.id)


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"member_limit": 5, "creates_join_request": True}, "member limit can't be specified"),
        ({"member_limit": 100_000}, "MEMBER_LIMIT_INVALID"),
    ],
)
async def test_wrong_terms_are_refused(
    api: Api, staff: Chat, terms: dict[str, Any], reason: str
) -> None:
    assert reason in await api.error("createChatInviteLink", chat_id=staff.id, **terms)


async def test_the_groups_picture_is_set_and_taken_away(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    form = aiohttp.FormData({"chat_id": str(staff.id)})
    form.add_field("photo", PNG, filename="znak.png", content_type="image/png")
    path = f"/bot{sandbox.token}/setChatPhoto"
    async with aiohttp.ClientSession(sandbox.url) as http, http.post(path, data=form) as answer:
        assert (await answer.json())["result"] is True

    photo = (await api.ok("getChat", chat_id=staff.id))["photo"]
    assert (await api.ok("getFile", file_id=photo["big_file_id"]))["file_size"] == len(PNG)
    assert await api.ok("deleteChatPhoto", chat_id=staff.id)
    assert "photo" not in await api.ok("getChat", chat_id=staff.id)
    assert "CHAT_NOT_MODIFIED" in await api.error("deleteChatPhoto", chat_id=staff.id)
