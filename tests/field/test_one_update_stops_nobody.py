"""An update that no library can decode used to stop polling for everybody, also after a restart."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.app import apologise_later
from bot.intake.dispatcher import ALLOWED_UPDATES
from bot.intake.inbox import Inbox
from bot.intake.polling import GetRawUpdates, Poller
from ebok.services import Services
from storage.inbox import RawUpdate
from storage.worker_names import WorkerName
from tests.fixtures.phone import NOW, Phone
from tests.waiting import until

FORWARDED = "mój PESEL to 52031512346"
CHAT = {"id": 77, "type": "private", "first_name": "Jan"}
BROKEN: list[Any] = [
    {
        "update_id": 901,
        "message": {
            "message_id": 1,
            "date": NOW,
            "chat": CHAT,
            "from": {"id": 77, "is_bot": False, "first_name": "Jan"},
            "text": FORWARDED,
            "forward_origin": {"type": "hidden_user", "date": 1422450181},
        },
    },
    {"update_id": 902, "quantum_message": {"text": FORWARDED}},
    {"update_id": 903},
    {"update_id": 10**30, "message": {"text": FORWARDED}},
    {"message": {"text": FORWARDED}},
    [FORWARDED],
    FORWARDED,
    904,
    None,
]


class Telegram:
    """Gives the same until it is acknowledged, as long as it takes."""

    def __init__(self, *updates: Any) -> None:
        self._updates = updates
        self.acknowledged = 0

    async def __call__(self, asked: GetRawUpdates, request_timeout: int | None = None) -> list[Any]:
        self.acknowledged = asked.offset
        await asyncio.sleep(0.01)  # a long poll, in short
        return [*self._updates] if asked.offset <= 1 else []


@pytest.mark.parametrize("life", [1, 2], ids=["at once", "after a restart"])
async def test_maria_is_answered_whatever_stands_before_her_in_the_queue(
    phone: Phone, services: Services, life: int
) -> None:
    message = {"message_id": 5, "date": NOW, "chat": phone.chat, "from": phone.person}
    hers: RawUpdate = {"update_id": 905, "message": {**message, "text": "/start"}}

    with capture_logs() as logs:
        for _ in range(life):
            telegram = Telegram(*BROKEN, hers)
            await _polled(phone, services, telegram)

    assert "SM PIAST" in phone.text
    assert telegram.acknowledged > 905
    assert FORWARDED not in str(logs)
    assert [log for log in logs if log["log_level"] == "error"] == []


async def _polled(phone: Phone, services: Services, telegram: Telegram) -> None:
    """One life of the program, until everything is acknowledged."""

    async def give_up(chat_id: int) -> None:
        await apologise_later(services, chat_id)

    async def all_is_acknowledged() -> bool:
        return telegram.acknowledged > 905

    inbox = Inbox(services, phone.handler.handle, give_up, WorkerName("ebok"))
    await inbox.open()
    poller = Poller(telegram, inbox, ALLOWED_UPDATES)  # type: ignore[arg-type]  # all it calls
    polling = asyncio.create_task(poller.run())
    try:
        await until(all_is_acknowledged, "the acknowledgement")
    finally:
        poller.stop()
        await polling
        await inbox.close()
