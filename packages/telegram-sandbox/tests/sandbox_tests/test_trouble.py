"""Faults, flood limits, wrong tokens, unknown methods, broken bodies."""

import asyncio
import random

import aiohttp
import pytest

from sandbox_tests.conftest import PNG, Api, until
from telegram_sandbox.client import Chat, Refused, Sandbox
from telegram_sandbox.errors import TelegramError
from telegram_sandbox.faults import FaultRule, Faults
from telegram_sandbox.limits import FloodLimits
from telegram_sandbox.server import running
from telegram_sandbox.settings import Settings
from telegram_sandbox.world import World

LIMITED = Settings(limits=True)

MISSING = "Bad Request: method sendGame of Telegram's is not in this sandbox"


async def test_a_flood_error_says_when_to_come_back(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    await sandbox.fault(method="sendMessage", retry_after=3)

    answer = await sandbox.bot_api("sendMessage", chat_id=chat.id, text="?")

    assert answer["error_code"] == 429
    assert answer["description"] == "Too Many Requests: retry after 3"
    assert answer["parameters"] == {"retry_after": 3}
    await api.ok("sendMessage", chat_id=chat.id, text="?")


async def test_a_fault_hits_its_method_as_often_as_told(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    await sandbox.fault(method="SENDMESSAGE", status=502, times=2)

    await api.ok("getMe")
    errors = [await api.error("sendMessage", chat_id=chat.id, text="?") for _ in range(2)]
    await api.ok("sendMessage", chat_id=chat.id, text="?")

    assert errors == ["Bad Gateway"] * 2


@pytest.mark.parametrize(("drop", "texts"), [(True, []), ("before", []), ("after", ["?"])])
async def test_a_connection_drops_before_or_after_the_effect(
    sandbox: Sandbox, chat: Chat, drop: str | bool, texts: list[str]
) -> None:
    await sandbox.fault(method="sendMessage", drop=drop)

    with pytest.raises(aiohttp.ServerDisconnectedError):
        await sandbox.bot_api("sendMessage", chat_id=chat.id, text="?")

    assert (await chat.texts())[1:] == texts


async def test_cleared_faults_hit_no_more(sandbox: Sandbox, api: Api) -> None:
    await sandbox.fault(status=500, times=None)
    await sandbox.clear_faults()

    await api.ok("getMe")
    assert await sandbox.get("/faults") == []


async def test_a_fault_that_does_nothing_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(Refused) as refusal:
        await sandbox.fault(method="sendMessage")

    assert refusal.value.status == 400


def test_the_same_seed_fails_the_same_calls() -> None:
    def run() -> list[bool]:
        faults = Faults(random.Random(3))  # noqa: S311 - chance, not secrecy
        faults.add(FaultRule(status=500, chance=0.5, times=None))
        return [faults.strike("sendmessage") is not None for _ in range(50)]

    assert run() == run()
    assert 5 < sum(run()) < 45


@pytest.mark.parametrize("settings", [LIMITED], indirect=True)
async def test_a_chat_takes_a_small_burst_and_then_waits(api: Api, chat: Chat) -> None:
    for _ in range(5):
        await api.ok("sendMessage", chat_id=chat.id, text="?")

    error = await api.error("sendMessage", chat_id=chat.id, text="?")

    assert error == "Too Many Requests: retry after 1"


@pytest.mark.parametrize("settings", [LIMITED], indirect=True)
async def test_a_group_takes_twenty_a_minute(sandbox: Sandbox, api: Api, staff: Chat) -> None:
    for _ in range(20):
        await sandbox.advance_clock(1)
        await api.ok("sendMessage", chat_id=staff.id, text="?")

    await sandbox.advance_clock(1)
    error = await api.error("sendMessage", chat_id=staff.id, text="?")

    assert error.startswith("Too Many Requests: retry after")
    await sandbox.advance_clock(60)
    await api.ok("sendMessage", chat_id=staff.id, text="?")


@pytest.mark.parametrize(
    ("path", "status", "description"),
    [
        ("/bot1:wrong/getMe", 401, "Unauthorized"),
        ("/bot42:SANDBOX/getNothing", 404, "Not Found"),
        ("/bot42:SANDBOX/", 404, "Not Found"),
        (
            "/bot42:SANDBOX/sendGame",
            400,
            "Bad Request: method sendGame of Telegram's is not in this sandbox",
        ),
        ("/bot42:SANDBOX/GETME", 200, None),
    ],
)
async def test_tokens_and_methods_are_told_apart(
    sandbox: Sandbox, path: str, status: int, description: str | None
) -> None:
    async with aiohttp.ClientSession(sandbox.url) as http, http.get(path) as answer:
        body = await answer.json()

    assert answer.status == status
    assert body.get("description") == description
    assert body["ok"] is (status == 200)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[1]"),
        ("application/json", b'{"chat_id": NaN}'),
        ("application/json", b"\xff"),
        ("application/json", b'{"chat_id": ' + b"9" * 5000 + b"}"),
        ("application/json", b"[" * 100_000),
        ("application/json", b'{"chat_id": 1001, "text": "\\ud800"}'),
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data", b""),
        ("application/x-www-form-urlencoded", b"chat_id=%ff&text=%zz"),
        ("text/plain; charset=nothing", b"hello"),
    ],
)
async def test_a_broken_body_is_answered_in_telegrams_shape(
    sandbox: Sandbox, api: Api, kind: str, body: bytes
) -> None:
    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.post(
            f"/bot{sandbox.token}/sendMessage", data=body, headers={"Content-Type": kind}
        ) as answer,
    ):
        refusal = await answer.json()

    assert (answer.status, refusal["ok"], refusal["error_code"]) == (400, False, 400)
    await api.ok("getMe")


async def test_a_huge_body_is_too_large(sandbox: Sandbox) -> None:
    async def flood() -> object:
        for _ in range(60):
            yield b"x" * 1024 * 1024

    async with aiohttp.ClientSession(sandbox.url) as http:
        try:
            async with http.post(
                f"/bot{sandbox.token}/sendMessage",
                data=flood(),
                headers={"Content-Type": "application/json"},
            ) as answer:
                assert answer.status == 413
                assert (await answer.json())["description"] == "Request Entity Too Large"
        except aiohttp.ClientConnectionError:
            pass  # the server may hang up before everything is sent

    assert (await sandbox.bot_api("getMe"))["ok"]


@pytest.mark.parametrize("params", [{"chat_id": "1001", "text": "z zapytania"}])
async def test_parameters_in_the_query_are_read(
    sandbox: Sandbox, chat: Chat, params: dict[str, str]
) -> None:
    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.get(f"/bot{sandbox.token}/sendMessage", params=params) as answer,
    ):
        assert (await answer.json())["ok"]


async def test_the_log_numbers_calls_with_their_status(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    await api.ok("getMe")
    await api.error("sendMessage", chat_id=chat.id, text="")

    calls = await sandbox.calls(after=1)

    assert [(c["n"], c["method"], c["status"]) for c in calls] == [(2, "sendMessage", 400)]
    assert calls[0]["params"]["chat_id"] == chat.id


@pytest.mark.parametrize(
    ("verb", "path", "body"),
    [
        ("POST", "/chats/x/send", "{}"),
        ("POST", "/chats/1/send", "{"),
        ("POST", "/chats/1/send", '{"from": 1}'),
        ("POST", "/people", '{"first_name": ""}'),
        ("POST", "/faults", '{"status": 200}'),
        ("POST", "/redeliver", '{"update_id": 5}'),
        ("GET", "/chats/77/messages", ""),
        ("GET", "/nothing", ""),
    ],
)
async def test_a_control_used_wrongly_says_why(
    sandbox: Sandbox, verb: str, path: str, body: str
) -> None:
    with pytest.raises(Refused) as refusal:
        await sandbox.call(verb, path, data=body)

    assert refusal.value.status in (400, 404)
    assert refusal.value.body["error"]


async def test_a_failing_run_repeats_with_its_seed() -> None:
    async def run(seed: int) -> list[bool]:
        async with (
            running(Settings(seed=seed), 0, 0) as server,
            Sandbox(f"http://127.0.0.1:{server.port}") as sandbox,
        ):
            await sandbox.fault(method="getMe", status=500, chance=0.5, times=None)
            return [(await sandbox.bot_api("getMe"))["ok"] for _ in range(40)]

    assert await run(7) == await run(7) != await run(8)


@pytest.mark.parametrize("settings", [LIMITED], indirect=True)
async def test_a_flood_is_refused_as_telegram_words_it(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    for _ in range(5):
        await api.ok("sendMessage", chat_id=chat.id, text="?")

    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.post(
            f"/bot{sandbox.token}/sendMessage", json={"chat_id": chat.id, "text": "?"}
        ) as answer,
    ):
        body = await answer.json()

    assert (answer.status, answer.headers["Retry-After"]) == (429, "1")
    assert body == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


def test_thirty_a_second_go_out_overall() -> None:
    limits = FloodLimits(enabled=True)
    for chat_id in range(30):
        limits.check(chat_id, group=False, now=0.0)

    with pytest.raises(TelegramError, match="Too Many Requests: retry after 1"):
        limits.check(99, group=False, now=0.5)
    limits.check(99, group=False, now=1.0)


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
@pytest.mark.parametrize("path", ["/bot42:SANDBOX/getMe", "/sandbox/people"])
async def test_a_body_that_cannot_be_unpacked_is_refused(
    sandbox: Sandbox, path: str, coding: str
) -> None:
    headers = {"Content-Type": "application/json", "Content-Encoding": coding}
    async with (
        aiohttp.ClientSession(sandbox.url) as http,
        http.post(path, data=b"not packed", headers=headers) as answer,
    ):
        assert answer.status == 400
        assert await answer.json()


async def test_nonsense_does_not_hang_or_end_a_waiting_poller(
    world: World, sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    offset = (await api.updates())[-1]["update_id"] + 1
    async with Sandbox(sandbox.url) as poller:
        poll = asyncio.create_task(poller.bot_api("getUpdates", offset=offset, timeout=50))
        await until(lambda: world.updates.polling)

        async with aiohttp.ClientSession(sandbox.url) as http:
            for body in (b'{"offset": {}}', b'{"timeout": [1]}'):
                headers = {"Content-Type": "application/json"}
                path = f"/bot{sandbox.token}/getUpdates"
                async with http.post(path, data=body, headers=headers) as answer:
                    assert answer.status == 400
        await chat.send("dalej")

        assert (await poll)["result"][0]["message"]["text"] == "dalej"


async def test_the_effect_may_come_before_the_error(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    await sandbox.fault(method="sendMessage", status=502, drop="after")

    assert await api.error("sendMessage", chat_id=chat.id, text="zrobione") == "Bad Gateway"

    assert (await chat.texts())[-1] == "zrobione"


async def test_a_fault_for_a_method_that_is_none_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(Refused) as refusal:
        await sandbox.fault(method="sendMesage", status=500)

    assert refusal.value.status == 400


async def test_no_number_is_too_large_for_the_log(sandbox: Sandbox) -> None:
    assert await sandbox.calls(after=10**26) == []


async def test_a_long_address_is_read_whole(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    async with aiohttp.ClientSession() as http:
        url = f"{sandbox.url}/bot{sandbox.token}/sendMessage"
        words = {"chat_id": str(chat.id), "text": "ż" * 4000}
        async with http.get(url, params=words) as answer:
            assert (await answer.json())["ok"] is True


@pytest.mark.parametrize("settings", [LIMITED], indirect=True)
async def test_an_album_goes_whole_or_not_at_all(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    await chat.send_file("x.png", PNG, as_="photo")
    photo = (await api.updates())[-1]["message"]["photo"][0]["file_id"]
    album = [{"type": "photo", "media": photo} for _ in range(10)]

    sent = await api.ok("sendMediaGroup", chat_id=chat.id, media=album)
    assert len(sent) == 10

    refused = await sandbox.bot_api("sendMediaGroup", chat_id=chat.id, media=album)
    assert refused["error_code"] == 429
    assert len(await chat.messages()) == 2 + 10
    ids = [message["message_id"] for message in sent]
    refused = await sandbox.bot_api(
        "copyMessages", chat_id=chat.id, from_chat_id=chat.id, message_ids=ids
    )
    assert refused["parameters"]["retry_after"] > 1
    assert len(await chat.messages()) == 2 + 10
