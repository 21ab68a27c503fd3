"""The webhook answers after an update was handled, and says whether it was."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.types import Update
from aiohttp.test_utils import TestClient, TestServer
from aiohttp.web import Application, Request

from bot.delivery.webhook import SECRET_HEADER, webhook_app

PATH, SECRET = "/telegram", "a-long-random-word"
UPDATE = {
    "update_id": 7,
    "message": {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": "x"},
}
Client = TestClient[Request, Application]


class Office:
    def __init__(self) -> None:
        self.handled: list[Update] = []
        self.fault: Exception | None = None

    async def handle(self, update: Update) -> None:
        if self.fault is not None:
            raise self.fault
        self.handled.append(update)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
async def client(office: Office) -> AsyncIterator[Client]:
    app = webhook_app(Bot("42:TEST"), office.handle, PATH, SECRET)
    async with TestClient(TestServer(app)) as opened:
        yield opened


async def test_a_handled_update_is_acknowledged(client: Client, office: Office) -> None:
    answer = await client.post(PATH, json=UPDATE, headers={SECRET_HEADER: SECRET})

    assert answer.status == 200
    (update,) = office.handled
    assert (update.update_id, update.message and update.message.text) == (7, "x")


async def test_a_failed_update_is_sent_again_by_telegram(client: Client, office: Office) -> None:
    office.fault = ConnectionError("the database is away")

    answer = await client.post(PATH, json=UPDATE, headers={SECRET_HEADER: SECRET})

    assert answer.status == 500
    assert "database" not in await answer.text()


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: "another"}, {SECRET_HEADER: SECRET + "x"}, {SECRET_HEADER: "ż"}]
)
async def test_nobody_but_telegram_gets_in(
    client: Client, office: Office, headers: dict[str, str]
) -> None:
    answer = await client.post(PATH, json=UPDATE, headers=headers)

    assert answer.status == 401
    assert office.handled == []


@pytest.mark.parametrize("body", [b"", b"x", b"[]", b'{"update_id": "x"}', b"\xff\xfe"])
async def test_garbage_is_no_update(client: Client, office: Office, body: bytes) -> None:
    answer = await client.post(PATH, data=body, headers={SECRET_HEADER: SECRET})

    assert answer.status == 400
    assert office.handled == []


async def test_without_a_secret_everybody_gets_in(office: Office) -> None:
    app = webhook_app(Bot("42:TEST"), office.handle, PATH, None)
    async with TestClient(TestServer(app)) as client:
        answer = await client.post(PATH, json=UPDATE)

    assert answer.status == 200


@pytest.mark.parametrize(("method", "path", "status"), [("POST", "/", 404), ("GET", PATH, 405)])
async def test_there_is_one_door(client: Client, method: str, path: str, status: int) -> None:
    answer = await client.request(method, path, headers={SECRET_HEADER: SECRET})

    assert answer.status == status
