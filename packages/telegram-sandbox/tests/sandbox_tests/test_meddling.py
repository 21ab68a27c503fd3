"""Trouble made to measure: faults for some calls only, raw updates, tokens that are revoked."""

import asyncio
from typing import Any

import aiohttp
import pytest

from sandbox_tests.conftest import Api, until
from telegram_sandbox.client import Chat, Refused, Sandbox
from telegram_sandbox.world import World


async def refused(api: Api, method: str, **params: Any) -> bool:
    return not (await api.sandbox.bot_api(method, **params))["ok"]


async def test_a_fault_hits_one_chat_only(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    other = sandbox.chat(await sandbox.person("Iga", id=10_010))
    await other.send("/start")
    await sandbox.fault(method="sendMessage", status=500, times=None, where={"chat_id": chat.id})

    assert await refused(api, "sendMessage", chat_id=chat.id, text="x")
    assert await refused(api, "sendMessage", chat_id=str(chat.id), text="x")
    assert not await refused(api, "sendMessage", chat_id=other.id, text="x")


@pytest.mark.parametrize(
    ("where", "params", "hit"),
    [
        ({"text": "hasło"}, {"text": "Nowe hasło: x"}, True),
        ({"text": "hasło"}, {"text": "Saldo"}, False),
        ({"text": "hasło"}, {}, False),
        ({"text": "a", "parse_mode": "HTML"}, {"text": "abc"}, False),
        ({"text": "a", "parse_mode": "HTML"}, {"text": "abc", "parse_mode": "HTML"}, True),
        ({"message_thread_id": 1}, {"message_thread_id": 12}, False),
        ({"message_thread_id": "1"}, {"message_thread_id": 12}, False),
        ({"protect_content": True}, {"protect_content": True, "text": "x"}, True),
        ({"protect_content": True}, {"protect_content": False, "text": "x"}, False),
        ({"reply_markup": "Zapłać"}, {"reply_markup": {"keyboard": [["Zapłać"]]}}, True),
    ],
)
async def test_a_fault_looks_at_the_parameters(
    sandbox: Sandbox, api: Api, where: dict[str, Any], params: dict[str, Any], hit: bool
) -> None:
    await sandbox.fault(status=503, where=where)

    answer = await api.sandbox.bot_api("sendMessage", **params)

    assert (answer.get("error_code") == 503) is hit


async def test_a_call_that_does_not_fit_uses_no_fault_up(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    await sandbox.fault(method="sendMessage", status=500, where={"text": "drugi"})

    assert not await refused(api, "sendMessage", chat_id=chat.id, text="pierwszy")
    assert await refused(api, "sendMessage", chat_id=chat.id, text="drugi")
    assert not await refused(api, "sendMessage", chat_id=chat.id, text="drugi")


async def test_a_fault_looks_at_the_names_of_files(sandbox: Sandbox, chat: Chat) -> None:
    await sandbox.fault(method="sendDocument", status=500, where={"document": ".pdf"})
    statuses = []
    for name in ("a.txt", "a.pdf"):
        form = aiohttp.FormData({"chat_id": str(chat.id)})
        form.add_field("document", b"x", filename=name)
        path = f"/bot{sandbox.token}/sendDocument"
        async with aiohttp.ClientSession(sandbox.url) as http, http.post(path, data=form) as answer:
            statuses.append(answer.status)

    assert statuses == [200, 500]


@pytest.mark.parametrize(
    "update",
    [
        {"quantum_message": {}},
        {"message": {"message_id": 1, "forward_origin": {"type": "hidden_user"}}},
        {"message": "nonsense"},
        {"message": None, "edited_message": []},
        {},
    ],
)
async def test_a_raw_update_comes_as_it_stands(
    sandbox: Sandbox, api: Api, update: dict[str, Any]
) -> None:
    await api.updates(allowed_updates=["callback_query"])

    number = await sandbox.inject(update)

    assert await api.updates() == [{"update_id": number, **update}]
    assert await api.updates(offset=number + 1) == []


async def test_a_raw_update_keeps_its_number_and_later_ones_follow(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    start = (await api.updates())[0]["update_id"]

    assert await sandbox.inject({"update_id": start + 100, "x": 1}) == start + 100
    await chat.send("potem")
    assert await sandbox.inject({"update_id": start - 5, "x": 2}) == start - 5

    numbers = [update["update_id"] for update in await api.updates()]
    assert numbers == [start - 5, start, start + 100, start + 101]
    assert await api.updates(offset=start + 102) == []


async def test_an_update_with_a_number_that_is_none_goes_out_so(sandbox: Sandbox, api: Api) -> None:
    await sandbox.inject({"update_id": "x", "message": {}})

    (update,) = await api.updates()
    assert update["update_id"] == "x"


async def test_a_raw_update_is_an_object(sandbox: Sandbox) -> None:
    bodies: tuple[Any, ...] = ([], "x", 1)
    for body in bodies:
        with pytest.raises(Refused, match="an update is an object"):
            await sandbox.call("POST", "/updates", json=body)


async def status(sandbox: Sandbox, token: str, path: str = "/getMe") -> int:
    async with aiohttp.ClientSession(sandbox.url) as http, http.get(f"/bot{token}{path}") as answer:
        return answer.status


async def test_a_bot_may_have_several_tokens_and_lose_them(sandbox: Sandbox) -> None:
    await sandbox.add_token("42:SECOND")
    assert [await status(sandbox, token) for token in (sandbox.token, "42:SECOND")] == [200, 200]

    await sandbox.revoke_token(sandbox.token)

    assert [await status(sandbox, token) for token in (sandbox.token, "42:SECOND")] == [401, 200]
    assert await status(sandbox, "42:THIRD") == 401
    with pytest.raises(Refused, match="no token"):
        await sandbox.revoke_token("42:THIRD")
    await sandbox.reset()
    assert await status(sandbox, sandbox.token) == 200


async def test_who_polls_with_a_revoked_token_is_shown_out(
    world: World, sandbox: Sandbox, api: Api
) -> None:
    poll = asyncio.create_task(api.error("getUpdates", timeout=50))
    await until(lambda: world.updates.polling)

    await sandbox.revoke_token(sandbox.token)

    assert await poll == "Unauthorized"
