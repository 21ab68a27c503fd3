"""A bot may make a call in its answer to a webhook's request, in each form Telegram reads."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from urllib.parse import urlencode

import pytest
import pytest_asyncio
from aiohttp import MultipartWriter, web

from sandbox_tests.conftest import PNG, Api
from telegram_sandbox.client import Chat, Sandbox

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
Answering = Callable[[Answer], Awaitable[None]]


@pytest_asyncio.fixture
async def answering(api: Api, chat: Chat) -> AsyncIterator[Answering]:
    """Sets a webhook whose every answer is the given one; Anna's /start is behind it."""
    runners: list[web.AppRunner] = []
    await api.updates(offset=(await api.updates())[-1]["update_id"] + 1)

    async def start(answer: Answer) -> None:
        app = web.Application()
        app.router.add_post("/hook", answer)
        runners.append(web.AppRunner(app, shutdown_timeout=0.1))
        await runners[-1].setup()
        await web.TCPSite(runners[-1], "127.0.0.1", 0).start()
        await api.ok("setWebhook", url=f"http://127.0.0.1:{runners[-1].addresses[0][1]}/hook")

    yield start
    for runner in runners:
        await runner.cleanup()


def the_call(chat: Chat, text: str = "z odpowiedzi") -> dict[str, str]:
    return {"method": "sendMessage", "chat_id": str(chat.id), "text": text}


async def asked(sandbox: Sandbox, chat: Chat) -> list[str]:
    """What the bot has said once the person has written."""
    await chat.send("?")
    await sandbox.idle(quiet_ms=0)
    return [message["text"] for message in await chat.messages() if message["from"]["is_bot"]]


async def test_a_form(sandbox: Sandbox, chat: Chat, answering: Answering) -> None:
    async def answer(_request: web.Request) -> web.StreamResponse:
        kind = "application/x-www-form-urlencoded"
        return web.Response(text=urlencode(the_call(chat)), content_type=kind)

    await answering(answer)

    assert await asked(sandbox, chat) == ["z odpowiedzi"]


async def test_a_multipart_form_with_a_file(
    sandbox: Sandbox, chat: Chat, answering: Answering
) -> None:
    async def answer(_request: web.Request) -> web.StreamResponse:
        parts = MultipartWriter("form-data")
        for name, value in (("method", "sendDocument"), ("chat_id", str(chat.id))):
            parts.append(value).set_content_disposition("form-data", name=name)
        parts.append(PNG).set_content_disposition("form-data", name="document", filename="a.png")
        return web.Response(body=parts, headers=parts.headers)

    await answering(answer)
    await asked(sandbox, chat)

    file = (await chat.messages())[-1]["file"]
    assert (file["name"], file["size"]) == ("a.png", len(PNG))


async def test_an_answer_in_several_pieces(
    sandbox: Sandbox, chat: Chat, answering: Answering
) -> None:
    async def answer(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "application/json"})
        await response.prepare(request)
        body = web.json_response(the_call(chat, "w kawałkach")).body
        assert isinstance(body, bytes)
        for start in range(0, len(body), 20):
            await response.write(body[start : start + 20])
            await asyncio.sleep(0.01)
        return response

    await answering(answer)

    assert await asked(sandbox, chat) == ["w kawałkach"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("[" * 200_000, "application/json"),
        ("dzień dobry", "application/json"),
        ("[1]", "application/json"),
        ("\xff\xfe", "application/x-www-form-urlencoded"),
        ("to nie są części", "multipart/form-data"),
        ("--x\r\n\r\nbez nazwy\r\n--x--", "multipart/form-data; boundary=x"),
        ("ok", "text/plain"),
    ],
)
async def test_an_answer_that_cannot_be_read_stops_nothing(
    sandbox: Sandbox, api: Api, chat: Chat, answering: Answering, body: str, kind: str
) -> None:
    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=body.encode("latin-1", "replace"), headers={"Content-Type": kind})

    await answering(answer)

    assert await asked(sandbox, chat) == []
    assert await asked(sandbox, chat) == []
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 0
