"""Live events: an open page is told everything it needs to show the newest state."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest_asyncio

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat, Sandbox


class Stream:
    def __init__(self, response: aiohttp.ClientResponse) -> None:
        self.response = response

    async def until(self, kind: str) -> dict[str, Any]:
        """The next event of this kind."""
        while True:
            line = (await self.response.content.readline()).decode()
            if line.startswith("data: "):
                event: dict[str, Any] = json.loads(line.removeprefix("data: "))
                if event["type"] == kind:
                    return event


@pytest_asyncio.fixture
async def stream(sandbox: Sandbox) -> AsyncIterator[Stream]:
    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.get("/sandbox/events") as response,
    ):
        stream = Stream(response)
        await stream.until("health")
        yield stream


async def test_messages_new_edited_deleted(api: Api, chat: Chat, stream: Stream) -> None:
    sent = await api.ok("sendMessage", chat_id=chat.id, text="raz")
    target = {"chat_id": chat.id, "message_id": sent["message_id"]}
    assert (await stream.until("message"))["message"] == (await chat.messages())[-1]

    await api.ok("editMessageText", **target, text="dwa")
    assert (await stream.until("message"))["message"]["text"] == "dwa"

    await api.ok("deleteMessage", **target)
    assert (await stream.until("deleted"))["message_ids"] == [sent["message_id"]]


async def test_the_reply_keyboard_comes_and_goes(api: Api, chat: Chat, stream: Stream) -> None:
    markup = {"keyboard": [[{"text": "Menu"}]], "input_field_placeholder": "Wybierz"}
    await api.ok("sendMessage", chat_id=chat.id, text="?", reply_markup=markup)
    shown = await stream.until("keyboard")

    await api.ok("sendMessage", chat_id=chat.id, text="!", reply_markup={"remove_keyboard": True})

    assert (shown["keyboard"][0][0]["text"], shown["placeholder"]) == ("Menu", "Wybierz")
    assert (await stream.until("keyboard"))["keyboard"] is None


async def test_typing_topics_calls_and_faults(
    sandbox: Sandbox, api: Api, chat: Chat, staff: Chat, stream: Stream
) -> None:
    await api.ok("sendChatAction", chat_id=chat.id, action="typing")
    assert (await stream.until("action"))["action"] == "typing"
    assert (await stream.until("call"))["call"]["method"] == "sendChatAction"

    await api.ok("createForumTopic", chat_id=staff.id, name="Sprawa")
    assert (await stream.until("topics"))["topics"][0]["name"] == "Sprawa"

    await sandbox.fault(method="getMe", status=500)
    assert (await stream.until("faults"))["faults"][0]["left"] == 1
    await api.error("getMe")
    assert (await stream.until("faults"))["faults"] == []


async def test_a_reset_is_told_and_the_stream_goes_on(
    sandbox: Sandbox, chat: Chat, stream: Stream
) -> None:
    await sandbox.reset()
    await stream.until("reset")

    await sandbox.person("Jan")

    assert (await stream.until("person"))["person"]["first_name"] == "Jan"
    assert len(await sandbox.get("/people")) == 1
