"""Ephemeral messages: what a bot shows in a group to one person alone."""

from typing import Any

import pytest

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat, Refused, Sandbox

BUTTON = {"inline_keyboard": [[{"text": "Pokaż", "callback_data": "x"}]]}


@pytest.fixture
async def other(sandbox: Sandbox, staff: Chat) -> Chat:
    """Another member of the same group."""
    return sandbox.chat(await sandbox.person("Iga", staff=True), staff.id)


async def private(api: Api, to: Chat, **more: Any) -> dict[str, Any]:
    params = {"chat_id": to.id, "receiver_user_id": to.person, "text": "tylko dla Ewy"}
    return dict(await api.ok("sendMessage", **params | more))


async def test_only_its_receiver_sees_it(
    sandbox: Sandbox, api: Api, staff: Chat, other: Chat
) -> None:
    await api.ok("sendMessage", chat_id=staff.id, text="dla wszystkich")

    sent = await private(api, staff)

    assert (sent["message_id"], sent["receiver_user"]["id"]) == (0, staff.person)
    assert sent["ephemeral_message_id"] > 0
    assert await staff.texts() == ["dla wszystkich", "tylko dla Ewy"]
    assert await other.texts() == ["dla wszystkich"]
    everybodys = await sandbox.get(f"/chats/{staff.id}/messages")
    assert [message["text"] for message in everybodys] == ["dla wszystkich"]


async def test_the_newer_way_to_name_the_receiver_works_as_well(
    api: Api, staff: Chat, other: Chat
) -> None:
    whom = {"receiver_user_id": other.person}

    await api.ok("sendMessage", chat_id=staff.id, text="x", ephemeral_message_parameters=whom)

    assert (await staff.texts(), await other.texts()) == ([], ["x"])


async def test_others_cannot_press_its_buttons(api: Api, staff: Chat, other: Chat) -> None:
    await api.ok("sendMessage", chat_id=staff.id, text="menu", reply_markup=BUTTON)
    shown = (await other.screen())["message_id"]
    await private(api, staff, reply_markup=BUTTON)
    hidden = (await staff.screen())["message_id"]

    assert (await other.screen())["message_id"] == shown
    with pytest.raises(Refused, match="no button"):
        await other.press("Pokaż", message_id=hidden)


async def test_it_is_edited_and_deleted_by_its_own_methods_only(api: Api, staff: Chat) -> None:
    number = (await private(api, staff))["ephemeral_message_id"]
    which = {
        "chat_id": staff.id,
        "receiver_user_id": staff.person,
        "ephemeral_message_id": number,
    }

    for method in ("editMessageText", "deleteMessage", "forwardMessage", "copyMessage"):
        plain = {"chat_id": staff.id, "from_chat_id": staff.id, "message_id": number}
        assert "not found" in await api.error(method, **plain, text="x")
    assert await api.ok("editEphemeralMessageText", **which, text="inaczej", reply_markup=BUTTON)
    assert (await staff.screen())["text"] == "inaczej"
    assert "not found" in await api.error(
        "deleteEphemeralMessage", **which | {"receiver_user_id": 1}
    )
    assert await api.ok("deleteEphemeralMessage", **which)
    assert await staff.texts() == []


async def test_in_a_private_chat_there_is_nobody_to_hide_it_from(api: Api, chat: Chat) -> None:
    error = await api.error("sendMessage", chat_id=chat.id, text="x", receiver_user_id=chat.person)

    assert "only to groups" in error


async def test_a_stranger_receives_nothing(api: Api, chat: Chat, staff: Chat) -> None:
    params = {"chat_id": staff.id, "text": "x", "receiver_user_id": chat.person}

    assert "PARTICIPANT_ID_INVALID" in await api.error("sendMessage", **params)
