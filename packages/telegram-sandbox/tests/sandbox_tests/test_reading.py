"""What Telegram takes from a bot although it is not as the documentation has it."""

import asyncio
import json
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import pytest

from sandbox_tests.conftest import Api
from telegram_sandbox.addresses import escaped
from telegram_sandbox.client import Chat, Sandbox


async def posted(sandbox: Sandbox, method: str, body: bytes) -> dict[str, Any]:
    headers = {"Content-Type": "application/json"}
    path = f"/bot{sandbox.token}/{method}"
    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.post(path, data=body, headers=headers) as answer,
    ):
        return dict(await answer.json())


@pytest.mark.parametrize(
    "body", [b"null", b"[]", b"1", b'"x"', b"true", b"{", b"nonsense", b"\xff"]
)
async def test_a_body_that_is_no_object_says_nothing(sandbox: Sandbox, body: bytes) -> None:
    assert (await posted(sandbox, "getMe", body))["ok"]


async def test_the_fields_before_a_broken_one_count(sandbox: Sandbox, chat: Chat) -> None:
    body = b'{"chat_id": %d, "text": "ca\\u0142y", "reply_markup": {"inl' % chat.id

    answer = await posted(sandbox, "sendMessage", body)

    assert answer["result"]["text"] == "cały"


@pytest.mark.parametrize(
    ("button", "kept"),
    [
        (
            {"callback_data": "b", "switch_inline_query_current_chat": ""},
            {"callback_data": "b"},
        ),
        ({"url": "", "callback_data": "b"}, {"callback_data": "b"}),
        ({"callback_data": "b", "url": "example.org"}, {"url": "http://example.org/"}),
        ({"pay": False, "copy_text": {"text": "k"}}, {"copy_text": {"text": "k"}}),
        ({"switch_inline_query": ""}, {"switch_inline_query": ""}),
        (
            {"callback_data": "", "login_url": None, "url": "tg://user?id=1"},
            {"url": "tg://user?id=1"},
        ),
    ],
)
async def test_of_several_kinds_a_button_is_the_first_that_is_not_empty(
    api: Api, chat: Chat, button: dict[str, Any], kept: dict[str, Any]
) -> None:
    markup = {"inline_keyboard": [[{"text": "a"} | button]]}

    sent = await api.ok("sendMessage", chat_id=chat.id, text="x", reply_markup=markup)

    assert sent["reply_markup"]["inline_keyboard"] == [[{"text": "a"} | kept]]


async def test_numbers_stand_for_strings_however_deep(api: Api, chat: Chat) -> None:
    markup = {"inline_keyboard": [[{"text": 1, "callback_data": 2.5}]]}

    sent = await api.ok("sendMessage", chat_id=chat.id, text=7, reply_markup=markup)
    keyboard = {"keyboard": [[{"text": 3}, "4"]]}
    await api.ok("sendMessage", chat_id=chat.id, text="x", reply_markup=json.dumps(keyboard))
    await api.ok("setMyCommands", commands=[{"command": 10, "description": 11}])

    assert sent["text"] == "7"
    assert sent["reply_markup"]["inline_keyboard"] == [[{"text": "1", "callback_data": "2.5"}]]
    assert await chat.keyboard() == ["3", "4"]
    assert await api.ok("getMyCommands") == [{"command": "10", "description": "11"}]


async def test_ids_are_read_from_digits_however_deep(api: Api, chat: Chat) -> None:
    commands = [{"command": "saldo", "description": "x"}]
    member = {"type": "chat_member", "chat_id": str(chat.id), "user_id": str(chat.id)}
    for scope in ({"type": "chat", "chat_id": str(chat.id)}, member):
        await api.ok("setMyCommands", commands=commands, scope=scope)
        assert await api.ok("getMyCommands", scope=scope) == commands
    first = await api.ok("sendMessage", chat_id=str(chat.id), text="a")
    reply = {"message_id": str(first["message_id"]), "chat_id": str(chat.id)}

    answer = await api.ok("sendMessage", chat_id=chat.id, text="b", reply_parameters=reply)

    assert answer["reply_to_message"]["message_id"] == first["message_id"]


async def raw(sandbox: Sandbox, request: bytes) -> str:
    address = urlsplit(sandbox.url)
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    writer.write(request + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    answer = (await reader.read()).decode()
    writer.close()
    return answer


@pytest.mark.parametrize("verb", ["GET", "POST"])
async def test_an_address_may_hold_raw_utf8(sandbox: Sandbox, chat: Chat, verb: str) -> None:
    path = f"/bot{sandbox.token}/sendMessage?chat_id={chat.id}&text=Cześć"

    answer = await raw(sandbox, f"{verb} {path}".encode())

    assert "200 OK" in answer
    assert (await chat.texts())[-1] == "Cześć"


async def test_an_address_that_is_not_utf8_is_refused_in_json(sandbox: Sandbox, chat: Chat) -> None:
    path = f"/bot{sandbox.token}/sendMessage?chat_id={chat.id}&text="

    answer = await raw(sandbox, b"GET " + path.encode() + b"\xff\xfe")

    assert json.loads(answer.partition("\r\n\r\n")[2]) == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: strings must be encoded in UTF-8",
    }


def test_only_the_line_of_a_request_is_touched() -> None:
    line = "POST /ą?b=ć HTTP/1.1\r\n".encode()

    assert escaped(line + b"\xff") == b"POST /%C4%85?b=%C4%87 HTTP/1.1\r\n\xff"
    assert escaped("treść GET /ą HTTP/1.1\r\n".encode()) == "treść GET /ą HTTP/1.1\r\n".encode()
