"""The webhook answers when an update is safe, and says whether it is."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from io import BytesIO
from typing import cast

import pytest
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, AppRunner, Request, TCPSite

from bot.intake import webhook
from bot.intake.inbox import Inbox, Received
from bot.intake.webhook import SECRET_HEADER, webhook_app, webhook_runner
from storage.inbox import RawUpdate
from tests.waiting import until

PATH, SECRET = "/telegram", "a-long-random-word"
UPDATE = {
    "update_id": 7,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"},
}
Client = TestClient[Request, Application]


class Tray:
    """An inbox in which everything is safe at once, or nothing ever."""

    def __init__(self) -> None:
        self.taken: list[Received] = []
        self.safe = True

    def accept(self, update: RawUpdate, chat_id: int) -> Received:
        received = Received(update, chat_id, arrived=0.0)
        self.taken.append(received)
        if self.safe:
            received.safe.set()
        return received


@pytest.fixture
def tray() -> Tray:
    return Tray()


def app(tray: Tray, secret: str | None = SECRET) -> Application:
    return webhook_app(cast(Inbox, tray), PATH, secret)


@pytest.fixture
async def client(tray: Tray) -> AsyncIterator[Client]:
    async with TestClient(TestServer(app(tray))) as opened:
        yield opened


async def test_a_safe_update_is_acknowledged(client: Client, tray: Tray) -> None:
    answer = await client.post(PATH, json=UPDATE, headers={SECRET_HEADER: SECRET})

    assert answer.status == 200
    (received,) = tray.taken
    assert (received.update, received.chat_id) == (UPDATE, 5)


async def test_an_update_that_is_not_safe_is_sent_again_by_telegram(
    client: Client, tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "SAFE_WITHIN", 0.05)
    tray.safe = False

    answer = await client.post(PATH, json=UPDATE, headers={SECRET_HEADER: SECRET})

    assert answer.status == 500
    assert await answer.text() == ""


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: "another"}, {SECRET_HEADER: SECRET + "x"}, {SECRET_HEADER: "ż"}]
)
async def test_nobody_but_telegram_gets_in(
    client: Client, tray: Tray, headers: dict[str, str]
) -> None:
    answer = await client.post(PATH, json=UPDATE, headers=headers)

    assert answer.status == 401
    assert tray.taken == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"x",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"update_id": "x"}',
        b'{"update_id": 7.5}',
        b'{"update_id": true}',
        b'{"update_id": null}',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=lambda body: repr(body[:20]),
)
async def test_garbage_is_no_update(client: Client, tray: Tray, body: bytes) -> None:
    answer = await client.post(PATH, data=body, headers={SECRET_HEADER: SECRET})

    assert answer.status == 400
    assert tray.taken == []


@pytest.mark.parametrize(
    "content", [{}, {"quantum_message": {}}, {"message": 7}, {"message": {"chat": "x"}}]
)
async def test_an_update_that_nobody_understands_is_taken_like_any_other(
    client: Client, tray: Tray, content: dict[str, object]
) -> None:
    answer = await client.post(
        PATH, json={"update_id": 7, **content}, headers={SECRET_HEADER: SECRET}
    )

    assert answer.status == 200
    assert len(tray.taken) == 1


async def test_a_body_that_does_not_end_is_given_up(
    client: Client, tray: Tray, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhook, "BODY_WITHIN", 0.05)

    answered = asyncio.Event()

    async def never_ending() -> AsyncIterator[bytes]:
        yield b'{"update_id": 7'
        await answered.wait()

    answer = await client.post(PATH, data=never_ending(), headers={SECRET_HEADER: SECRET})
    answered.set()

    assert answer.status == 408
    assert tray.taken == []


async def test_a_body_that_is_too_large_is_refused(client: Client, tray: Tray) -> None:
    body = BytesIO(b" " * (webhook.LARGEST + 1))

    answer = await client.post(PATH, data=body, headers={SECRET_HEADER: SECRET})

    assert answer.status == 413
    assert tray.taken == []


async def test_without_a_secret_everybody_gets_in(tray: Tray) -> None:
    async with TestClient(TestServer(app(tray, secret=None))) as client:
        answer = await client.post(PATH, json=UPDATE)

    assert answer.status == 200


@pytest.mark.parametrize(("method", "path", "status"), [("POST", "/", 404), ("GET", PATH, 405)])
async def test_there_is_one_door(client: Client, method: str, path: str, status: int) -> None:
    answer = await client.request(method, path, headers={SECRET_HEADER: SECRET})

    assert answer.status == status


HEAD = f"POST {PATH} HTTP/1.1\r\nHost: office\r\n{SECRET_HEADER}: {SECRET}\r\n".encode()
HALVES = {
    "nothing": b"",
    "half of the headers": HEAD,
    "half of a body": HEAD + b"Content-Length: 100\r\n\r\n{",
    "half of a chunk": HEAD + b"Transfer-Encoding: chunked\r\n\r\nff\r\n{",
    "more than is read": HEAD + b"Content-Length: 1000000000\r\n\r\n{",
}


@pytest.fixture
async def port(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """Of the server as the program runs it, in a hurry."""
    for patience in ("HEADERS_WITHIN", "BODY_WITHIN", "LINGER"):
        monkeypatch.setattr(webhook, patience, 0.05)
    runner = webhook_runner(cast(Inbox, tray), PATH, SECRET, drain=20)
    await runner.setup()
    await TCPSite(runner, "127.0.0.1", 0).start()
    yield int(runner.addresses[0][1])
    await runner.cleanup()


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES)
async def test_who_does_not_go_on_is_cut_off(port: int, sent: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)

    async with asyncio.timeout(20):
        said = await reader.read()  # to the end of the connection

    assert said == b"" or said.startswith((b"HTTP/1.1 408 ", b"HTTP/1.1 413 "))
    writer.close()


async def _has_come(runner: AppRunner) -> bool:
    return bool(runner.server and runner.server.connections)


@pytest.mark.parametrize("sent", HALVES.values(), ids=HALVES)
async def test_a_stop_waits_for_nobody_who_is_still_sending(
    tray: Tray, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    for patience in ("HEADERS_WITHIN", "BODY_WITHIN"):
        monkeypatch.setattr(webhook, patience, 3600.0)
    runner = webhook_runner(cast(Inbox, tray), PATH, SECRET, drain=3600.0)
    await runner.setup()
    await TCPSite(runner, "127.0.0.1", 0).start()
    reader, writer = await asyncio.open_connection(*runner.addresses[0])
    writer.write(sent)
    await until(lambda: _has_come(runner), "the connection")

    async with asyncio.timeout(20):
        await runner.cleanup()
        await reader.read()
    writer.close()


async def test_a_fault_of_ours_is_logged_without_what_was_sent(
    port: int, tray: Tray, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(update: RawUpdate, _chat_id: int) -> Received:
        raise LookupError(update)

    monkeypatch.setattr(tray, "accept", broken)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent = b'{"update_id": 7, "x": "52031512346"}'
    writer.write(HEAD + b"Content-Length: %d\r\n\r\n" % len(sent) + sent)

    assert b" 500 " in await reader.readline()
    with caplog.at_level(logging.ERROR):
        assert "LookupError" in caplog.text
    assert "52031512346" not in caplog.text
    writer.close()
