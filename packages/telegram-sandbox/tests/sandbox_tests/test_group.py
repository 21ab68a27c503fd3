"""The group: topics made and managed by the bot and by hand, members, rights."""

import pytest

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat, Refused, Sandbox
from telegram_sandbox.settings import Settings


async def new_topic(api: Api, group: Chat, name: str = "Sprawa 1") -> int:
    topic = await api.ok("createForumTopic", chat_id=group.id, name=name)
    return int(topic["message_thread_id"])


async def test_a_topic_is_made_and_written_to(sandbox: Sandbox, api: Api, staff: Chat) -> None:
    thread = await new_topic(api, staff)

    sent = await api.ok(
        "sendMessage", chat_id=staff.id, message_thread_id=thread, text="Nowa sprawa"
    )

    assert sent["is_topic_message"] is True
    assert (await sandbox.group())["topics"] == [
        {"thread": thread, "name": "Sprawa 1", "closed": False}
    ]


async def test_a_message_in_a_topic_answers_its_first_message(api: Api, staff: Chat) -> None:
    thread = await new_topic(api, staff)

    await staff.send("Już się tym zajmuję", thread=thread)

    message = (await api.updates())[-1]["message"]
    assert message["message_thread_id"] == thread
    assert message["reply_to_message"]["forum_topic_created"]["name"] == "Sprawa 1"


async def test_a_topic_closed_by_hand_is_told_and_still_takes_the_bots_word(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    thread = await new_topic(api, staff)

    await sandbox.post(f"/group/topics/{thread}/close", from_=staff.person)

    assert "forum_topic_closed" in (await api.updates())[-1]["message"]
    assert (await sandbox.group())["topics"][0]["closed"] is True
    await api.ok("sendMessage", chat_id=staff.id, message_thread_id=thread, text="jeszcze")
    await api.ok("reopenForumTopic", chat_id=staff.id, message_thread_id=thread)
    error = await api.error("reopenForumTopic", chat_id=staff.id, message_thread_id=thread)
    assert error == "Bad Request: TOPIC_NOT_MODIFIED"


async def test_a_topic_deleted_by_hand_is_gone_for_the_bot(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    thread = await new_topic(api, staff)
    await staff.send("x", thread=thread)

    await sandbox.post(f"/group/topics/{thread}/delete", from_=staff.person)

    target = {"chat_id": staff.id, "message_thread_id": thread}
    assert (await api.error("sendMessage", **target, text="?")).endswith("message thread not found")
    assert (await api.error("closeForumTopic", **target)).endswith("TOPIC_DELETED")
    assert await staff.messages() == []
    assert (await sandbox.group())["topics"] == []


async def test_a_topic_is_renamed(sandbox: Sandbox, api: Api, staff: Chat) -> None:
    thread = await new_topic(api, staff)

    await api.ok("editForumTopic", chat_id=staff.id, message_thread_id=thread, name="Załatwiona")

    assert (await sandbox.group())["topics"][0]["name"] == "Załatwiona"


async def test_without_the_right_the_bot_makes_no_topics(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    rights = {"can_manage_topics": False}
    await sandbox.post("/group/bot", status="administrator", rights=rights)

    error = await api.error("createForumTopic", chat_id=staff.id, name="x")

    assert error == "Bad Request: not enough rights to create a topic"
    changed = (await api.updates())[-1]["my_chat_member"]["new_chat_member"]
    assert changed["can_manage_topics"] is False


async def test_a_bot_that_was_removed_may_not_write(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    await sandbox.post("/group/bot", status="kicked")

    error = await api.error("sendMessage", chat_id=staff.id, text="?")

    assert error == "Forbidden: bot was kicked from the supergroup chat"


async def test_members_and_administrators_are_known(
    sandbox: Sandbox, api: Api, staff: Chat, chat: Chat
) -> None:
    me = await api.ok("getChatMember", chat_id=staff.id, user_id=42)
    clerk = await api.ok("getChatMember", chat_id=staff.id, user_id=staff.person)
    resident = await api.ok("getChatMember", chat_id=staff.id, user_id=chat.person)

    assert (me["status"], me["can_manage_topics"]) == ("administrator", True)
    assert clerk["status"] == "administrator"
    assert resident["status"] == "left"
    assert len(await api.ok("getChatAdministrators", chat_id=staff.id)) == 2
    assert await api.ok("getChatMemberCount", chat_id=staff.id) == 2
    unknown = await api.error("getChatMember", chat_id=staff.id, user_id=9)
    assert unknown == "Bad Request: PARTICIPANT_ID_INVALID"


async def test_a_resident_cannot_write_in_the_group(
    sandbox: Sandbox, staff: Chat, chat: Chat
) -> None:
    with pytest.raises(Refused) as refusal:
        await sandbox.chat(chat.person, staff.id).send("hej")

    assert refusal.value.status == 403


async def test_a_ban_is_told_to_the_bot_that_asked(sandbox: Sandbox, api: Api, staff: Chat) -> None:
    await api.updates(allowed_updates=["chat_member"])
    clerk = {"chat_id": staff.id, "user_id": staff.person}
    for method in ("banChatMember", "restrictChatMember"):
        error = await api.error(method, **clerk, permissions={})
        assert error == "Bad Request: user is an administrator of the chat"
    await api.ok("promoteChatMember", **clerk)

    await api.ok("banChatMember", **clerk)

    changed = (await api.updates())[-1]["chat_member"]
    assert changed["new_chat_member"]["status"] == "kicked"


async def test_who_was_banned_comes_back_by_the_staffs_door(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    clerk = {"chat_id": staff.id, "user_id": staff.person}
    await api.ok("promoteChatMember", **clerk)
    await api.ok("banChatMember", **clerk)
    await api.ok("unbanChatMember", **clerk)
    with pytest.raises(Refused):
        await staff.send("wpuśćcie mnie")

    await sandbox.person("Ewa", id=staff.person, staff=True)

    await staff.send("jestem")


async def test_who_may_not_write_does_not(api: Api, staff: Chat) -> None:
    clerk = {"chat_id": staff.id, "user_id": staff.person}
    await api.ok("promoteChatMember", **clerk)
    await api.ok("restrictChatMember", **clerk, permissions={"can_send_messages": False})

    with pytest.raises(Refused) as refusal:
        await staff.send("hej")

    assert refusal.value.status == 403


async def test_a_right_that_is_given_brings_the_first_one(api: Api, staff: Chat) -> None:
    clerk = {"chat_id": staff.id, "user_id": staff.person}
    await api.ok("promoteChatMember", **clerk, can_manage_topics=True)

    member = await api.ok("getChatMember", **clerk)

    assert (member["can_manage_chat"], member["can_manage_topics"]) == (True, True)
    assert member["can_delete_messages"] is False


async def test_a_bot_that_has_left_hears_and_does_nothing_there(api: Api, staff: Chat) -> None:
    message = await api.ok("sendMessage", chat_id=staff.id, text="jestem")
    await api.ok("leaveChat", chat_id=staff.id)
    offset = (await api.updates())[-1]["update_id"] + 1

    await staff.send("jest tam kto?")
    await staff.edit((await staff.messages())[-1]["message_id"], "halo?")

    assert await api.updates(offset=offset) == []
    there = {"chat_id": staff.id}
    for method, more in (
        ("getChat", {}),
        ("getChatMember", {"user_id": staff.person}),
        ("deleteMessage", {"message_id": message["message_id"]}),
    ):
        error = await api.error(method, **there, **more)
        assert error == "Forbidden: bot is not a member of the supergroup chat"


async def test_a_bot_that_is_no_administrator_hears_what_is_meant_for_it(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    await sandbox.post("/group/bot", status="member")
    question = await api.ok("sendMessage", chat_id=staff.id, text="Kto odpowie?")
    offset = (await api.updates())[-1]["update_id"] + 1

    await staff.send("między nami")
    await staff.send("/pomoc")
    await staff.send("ja", reply_to=question["message_id"])

    heard = [update["message"]["text"] for update in await api.updates(offset=offset)]
    assert heard == ["/pomoc", "ja"]


@pytest.mark.parametrize("settings", [Settings(group="group")], indirect=True)
async def test_a_plain_group_has_no_topics(api: Api, staff: Chat) -> None:
    error = await api.error("createForumTopic", chat_id=staff.id, name="x")

    assert error == "Bad Request: the chat is not a forum"
    await api.ok("sendMessage", chat_id=staff.id, text="bez tematów")


async def test_commands_are_kept_per_scope_and_language(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    start = [{"command": "start", "description": "Zacznij"}]
    polish = [{"command": "start", "description": "Zacznij po polsku"}]
    await api.ok("setMyCommands", commands=start)
    await api.ok("setMyCommands", commands=polish, language_code="pl")

    shown = await sandbox.get("/commands", chat=chat.id, person=chat.person)

    assert shown == polish
    assert await api.ok("getMyCommands") == start
    await api.ok("deleteMyCommands", language_code="pl")
    assert await sandbox.get("/commands", chat=chat.id, person=chat.person) == start
    wrong = await api.error("setMyCommands", commands=[{"command": "Zły", "description": "x"}])
    assert wrong == "Bad Request: BOT_COMMAND_INVALID"


async def test_the_bots_card_can_be_written(sandbox: Sandbox, api: Api) -> None:
    await api.ok("setMyName", name="eBOK")
    await api.ok("setMyDescription", description="Pomoc spółdzielni")
    await api.ok("setChatMenuButton", menu_button={"type": "commands"})

    bot = (await sandbox.health())["bot"]
    assert (bot["first_name"], bot["description"]) == ("eBOK", "Pomoc spółdzielni")
    assert (await api.ok("getMyName"))["name"] == "eBOK"
    assert (await api.ok("getMe"))["first_name"] == "eBOK"


async def test_an_anonymous_administrator_writes_as_the_group(
    sandbox: Sandbox, api: Api, staff: Chat
) -> None:
    body = {"text": "od administracji", "anonymous": True}
    await sandbox.post(f"/chats/{staff.id}/send", from_=staff.person, **body)

    message = (await api.updates())[-1]["message"]
    assert message["from"]["username"] == "GroupAnonymousBot"
    assert message["sender_chat"]["id"] == staff.id


@pytest.mark.parametrize("told", [True, False])
async def test_an_upgraded_group_is_another_chat(
    sandbox: Sandbox, api: Api, staff: Chat, told: bool
) -> None:
    thread = await new_topic(api, staff)
    await api.updates()

    new = (await sandbox.post("/group/upgrade", told=told))["id"]

    seen = [update["message"] for update in await api.updates() if "message" in update]
    assert [one.get("migrate_to_chat_id") for one in seen] == ([new, None] if told else [])
    answer = await sandbox.bot_api("sendMessage", chat_id=staff.id, text="x")
    assert answer["error_code"] == 400
    assert answer["parameters"] == {"migrate_to_chat_id": new}
    await api.ok("sendMessage", chat_id=new, text="x")
    error = await api.error("sendMessage", chat_id=new, message_thread_id=thread, text="x")
    assert error == "Bad Request: message thread not found"
    assert (await sandbox.group())["id"] == new
    await sandbox.chat(staff.person, new).send("Jestem tu")
