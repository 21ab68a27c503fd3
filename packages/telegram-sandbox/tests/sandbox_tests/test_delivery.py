"""How updates reach a bot: offsets, one poller at a time, webhooks with retries."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import web

from sandbox_tests.conftest import Api, until
from telegram_sandbox.client import Chat, Person, Refused, Sandbox
from telegram_sandbox.settings import Settings
from telegram_sandbox.world import World


async def test_health_is_ready_once_a_bot_polls(sandbox: Sandbox, api: Api) -> None:
    assert (await sandbox.health())["ready"] is False

    await api.updates()

    health = await sandbox.health()
    assert (health["ready"], health["bot"]["id"]) == (True, 42)


async def test_updates_come_again_until_an_offset_confirms_them(api: Api, chat: Chat) -> None:
    await chat.send("dwa")
    first, second = await api.updates()

    assert len(await api.updates()) == 2
    assert await api.updates(offset=second["update_id"]) == [second]
    assert await api.updates() == [second]
    assert await api.updates(offset=second["update_id"] + 1) == []
    assert first["update_id"] + 1 == second["update_id"]


async def test_a_negative_offset_keeps_the_newest(api: Api, chat: Chat) -> None:
    for text in ("dwa", "trzy"):
        await chat.send(text)

    texts = [update["message"]["text"] for update in await api.updates(offset=-2)]

    assert texts == ["dwa", "trzy"]
    assert len(await api.updates()) == 2


async def test_the_limit_bounds_a_batch(api: Api, chat: Chat) -> None:
    await chat.send("dwa")

    assert len(await api.updates(limit=1)) == 1


async def test_a_waiting_poll_is_answered_when_something_happens(
    world: World, api: Api, chat: Chat
) -> None:
    offset = (await api.updates())[-1]["update_id"] + 1
    poll = asyncio.create_task(api.updates(offset=offset, timeout=30))
    await until(lambda: world.updates.polling)

    await chat.send("nowe")

    assert (await poll)[0]["message"]["text"] == "nowe"


async def test_a_second_poller_ends_the_first(world: World, api: Api) -> None:
    first = asyncio.create_task(api.error("getUpdates", timeout=30))
    await until(lambda: world.updates.polling)

    second = asyncio.create_task(api.updates(timeout=1))

    assert await first == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    assert await second == []


async def test_a_poller_that_dies_while_waiting_loses_nothing(
    world: World, sandbox: Sandbox, chat: Chat
) -> None:
    async with Sandbox(sandbox.url) as victim:
        offset = (await victim.bot_api("getUpdates"))["result"][-1]["update_id"] + 1
        poll = asyncio.create_task(victim.bot_api("getUpdates", offset=offset, timeout=30))
        await until(lambda: world.updates.polling)
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)
    await until(lambda: not world.updates.polling)

    await chat.send("po śmierci")

    found = (await sandbox.bot_api("getUpdates", offset=offset))["result"]
    assert [update["message"]["text"] for update in found] == ["po śmierci"]


async def test_a_reset_keeps_counting_updates(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    before = (await api.updates())[-1]["update_id"]

    await sandbox.reset()
    await sandbox.chat(await sandbox.person("Jan")).send("nowy początek")

    after = await api.updates(offset=before + 1)
    assert [update["message"]["text"] for update in after] == ["nowy początek"]


async def test_only_asked_for_kinds_are_delivered(api: Api, chat: Chat) -> None:
    await api.updates(allowed_updates=["callback_query"])

    await chat.send("cisza")

    assert [u["message"]["text"] for u in await api.updates()] == ["/start"]


async def test_idle_waits_for_the_confirmation(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    update = (await api.updates())[-1]
    with pytest.raises(Refused):
        await sandbox.idle(quiet_ms=0, timeout_ms=20)

    await api.updates(offset=update["update_id"] + 1)

    await sandbox.idle(quiet_ms=0)


async def test_an_old_update_is_delivered_again(sandbox: Sandbox, api: Api, chat: Chat) -> None:
    update = (await api.updates())[-1]
    offset = update["update_id"] + 1
    await api.updates(offset=offset)

    await sandbox.redeliver(update["update_id"])

    assert await api.updates(offset=offset) == [update]
    assert await api.updates(offset=offset) == []


class Receiver:
    """A bot behind a webhook: answers with the statuses it is told, then 200."""

    def __init__(self) -> None:
        self.statuses: list[int] = []
        self.reply: dict[str, Any] | None = None
        self.secrets: list[str | None] = []
        self.updates: list[dict[str, Any]] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.statuses:
            return web.Response(status=self.statuses.pop(0))
        self.updates.append(await request.json())
        return web.json_response(self.reply) if self.reply else web.Response()


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = web.Application()
    app.router.add_post("/hook", receiver.handle)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_a_webhook_gets_updates_with_its_secret(
    sandbox: Sandbox, api: Api, anna: Person, receiver: Receiver
) -> None:
    await api.ok("setWebhook", url=receiver.url, secret_token="tajne")

    await sandbox.chat(anna).send("dzień dobry")
    await sandbox.idle(quiet_ms=0)

    assert receiver.updates[0]["message"]["text"] == "dzień dobry"
    assert receiver.secrets == ["tajne"]
    assert (await sandbox.health())["ready"] is True


async def test_a_failing_webhook_is_tried_again_and_its_error_kept(
    sandbox: Sandbox, api: Api, anna: Person, receiver: Receiver
) -> None:
    receiver.statuses = [500, 502]
    await api.ok("setWebhook", url=receiver.url)

    await sandbox.chat(anna).send("dzień dobry")
    await sandbox.idle(quiet_ms=0)

    assert len(receiver.updates) == 1
    info = await api.ok("getWebhookInfo")
    assert info["last_error_message"] == "Wrong response from the webhook: 502 Bad Gateway"
    assert info["pending_update_count"] == 0


async def test_one_chats_updates_stay_in_order(
    sandbox: Sandbox, api: Api, anna: Person, receiver: Receiver
) -> None:
    receiver.statuses = [500]
    await api.ok("setWebhook", url=receiver.url)
    chat = sandbox.chat(anna)

    for text in ("raz", "dwa", "trzy"):
        await chat.send(text)
    await sandbox.idle(quiet_ms=0)

    assert [u["message"]["text"] for u in receiver.updates] == ["raz", "dwa", "trzy"]


async def test_a_call_in_the_webhooks_answer_is_made(
    sandbox: Sandbox, api: Api, anna: Person, receiver: Receiver
) -> None:
    receiver.reply = {"method": "sendMessage", "chat_id": anna["id"], "text": "z odpowiedzi"}
    await api.ok("setWebhook", url=receiver.url)

    await sandbox.chat(anna).send("?")
    await sandbox.idle(quiet_ms=0)

    assert (await sandbox.chat(anna).screen())["text"] == "z odpowiedzi"


async def test_polling_and_a_webhook_exclude_each_other(api: Api, receiver: Receiver) -> None:
    await api.ok("setWebhook", url=receiver.url)

    error = await api.error("getUpdates")
    await api.ok("deleteWebhook")

    assert error.startswith("Conflict: can't use getUpdates method while webhook is active")
    assert await api.updates() == []


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"url": "http://example.com/x"}, "bad webhook: An HTTPS URL must be provided"),
        ({"url": "ftp://localhost/x"}, "bad webhook: invalid URL specified"),
        ({"url": "http://[x"}, "bad webhook: invalid URL specified"),
        (
            {"url": "http://localhost/x", "secret_token": "a b"},
            "secret token contains unallowed characters",
        ),
    ],
)
async def test_a_wrong_webhook_is_refused(api: Api, params: dict[str, str], reason: str) -> None:
    assert (await api.error("setWebhook", **params)).startswith(f"Bad Request: {reason}")


async def test_pauses_between_tries_grow_up_to_a_minute(
    sandbox: Sandbox,
    api: Api,
    anna: Person,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pauses: list[float] = []

    async def noted(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("telegram_sandbox.webhook.sleep", noted)
    receiver.statuses = [500] * 15
    await api.ok("setWebhook", url=receiver.url)

    await sandbox.chat(anna).send("dzień dobry")
    await sandbox.idle(quiet_ms=0)

    assert pauses == [min(0.01 * 2**tries, 60.0) for tries in range(15)]
    assert len(receiver.updates) == 1


async def test_a_webhook_that_is_not_there_is_told(
    world: World, sandbox: Sandbox, api: Api, anna: Person
) -> None:
    await api.ok("setWebhook", url="http://127.0.0.1:1/hook")

    await sandbox.chat(anna).send("dzień dobry")
    await until(lambda: world.webhook.last_error is not None)

    info = await api.ok("getWebhookInfo")
    assert info["last_error_message"] == "Connection refused"
    assert info["pending_update_count"] == 1


@pytest.mark.parametrize(
    "url",
    [
        *(
            "https://example.com/hook",
            "example.com",
            "https://192.168.1.7",
            "https://8.8.8.8:8443/a",
        ),
        *(
            "https://localhost.example.com",
            "https://127.0.0.1@example.com/",
            "https://[2001:db8::1]",
        ),
    ],
)
async def test_no_update_leaves_this_machine(api: Api, url: str) -> None:
    error = await api.error("setWebhook", url=url)

    assert "is not on this machine" in error
    assert "--outside" in error
    assert (await api.ok("getWebhookInfo"))["url"] == ""


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://127.0.0.1:1/hook", "http://127.0.0.1:1/hook"),
        ("https://127.8.9.1:1", "https://127.8.9.1:1"),
        ("http://[::1]:1/", "http://[::1]:1/"),
        ("localhost:1/hook", "https://localhost:1/hook"),
    ],
)
async def test_a_webhook_on_this_machine_is_taken(api: Api, url: str, kept: str) -> None:
    assert await api.ok("setWebhook", url=url)

    assert (await api.ok("getWebhookInfo"))["url"] == kept


@pytest.mark.parametrize("settings", [Settings(outside=True)], indirect=True)
async def test_who_wants_it_may_post_elsewhere(api: Api) -> None:
    assert await api.ok("setWebhook", url="example.com")
    assert (await api.ok("getWebhookInfo"))["url"] == "https://example.com"
    assert "HTTPS URL must be provided" in await api.error("setWebhook", url="http://example.com")
