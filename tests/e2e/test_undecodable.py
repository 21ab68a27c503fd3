"""Updates that nobody can decode, by polling and by webhook and over a restart: everybody else is
served, each is acknowledged, and the log has nothing of what they hold."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.conftest import NewResident
from tests.e2e.resident import Resident
from tests.fixtures.ports import free_port
from tests.waiting import until

SECRET = "52031512346"


def undecodable(person: int) -> list[dict[str, Any]]:
    """Of somebody who is not in the middle of anything."""
    sender = {"id": person, "is_bot": False, "first_name": SECRET}
    chat = {"id": person, "type": "private", "first_name": SECRET}
    message: dict[str, Any] = {"message_id": 1, "date": 1, "chat": chat, "from": sender}
    written = {**message, "text": SECRET}
    pressed = {"id": "1", "from": sender, "data": SECRET}
    return [
        {"message": {**written, "forward_origin": {"type": "hidden_user", "date": 1422450181}}},
        {"message": {**written, "forward_origin": {"type": "quantum", "date": 1}}},
        {"message": {**written, "forward_origin": SECRET}},
        {"quantum_message": {"text": SECRET}},
        {"quantum_message": {}},
        {},
        {"message": None},
        {"message": SECRET},
        {"message": [SECRET]},
        {"message": {}},
        {"message": {**message, "quantum_content": {"text": SECRET}}},
        {"message": {**message, "text": {"nested": SECRET}}},
        {"message": {**written, "date": 10**30}},
        {"message": {**written, "message_id": 10**30}},
        {"message": {**written, "chat": {**chat, "id": 10**30}}},
        {"message": {**written, "from": {**sender, "id": 2**63}}},
        {"message": {**message, "text": f"\ud83d{SECRET}"}},
        {"callback_query": pressed},
        {"callback_query": {**pressed, "chat_instance": "1", "message": None}},
        {"callback_query": {**pressed, "chat_instance": "1", "message": {"message_id": 1}}},
    ]


@pytest.fixture(params=["polling", "webhook"])
def delivery(request: pytest.FixtureRequest) -> dict[str, str]:
    if request.param == "polling":
        return {}
    port = free_port()
    return {
        "EBOK_WEBHOOK_URL": f"http://127.0.0.1:{port}/telegram",
        "EBOK_WEBHOOK_SECRET": "only-telegram-knows-this",
        "EBOK_LISTEN": f"127.0.0.1:{port}",
    }


async def _all_come(somebody: Resident) -> None:
    other = await somebody.sandbox.person()
    for update in undecodable(other["id"]):
        await somebody.sandbox.inject(update)


async def test_undecodable_updates_stop_nobody(
    resident: NewResident, delivery: dict[str, str]
) -> None:
    somebody = await resident()
    office, sandbox = somebody.office, somebody.sandbox
    await office.open(sandbox, **delivery)
    await _all_come(somebody)
    assert "Krok 1 z 10" in await somebody.begins()

    await office.close()
    await _all_come(somebody)
    await somebody.chat.send(somebody.member.symbol)
    await office.open(sandbox, **delivery)
    await somebody.sees("Krok 2 z 10")

    await _all_come(somebody)
    await office.crash_and_return(sandbox)
    assert "Krok 3 z 10" in await somebody.writes(somebody.member.name)

    async def nothing_waits() -> bool:
        return int((await sandbox.health())["pending_updates"]) == 0

    await until(nothing_waits, "each is acknowledged")
    for _name, log in office.logs():
        assert SECRET.encode() not in log
