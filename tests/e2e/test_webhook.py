"""Updates by webhook instead of polling: the same conversation."""

from __future__ import annotations

import aiohttp

from tests.e2e import phrases
from tests.e2e.conftest import NewResident
from tests.fixtures.ports import free_port


async def test_a_registration_by_webhook(resident: NewResident) -> None:
    somebody = await resident()
    port = free_port()
    address = f"http://127.0.0.1:{port}/telegram"
    await somebody.office.open(
        somebody.sandbox,
        EBOK_WEBHOOK_URL=address,
        EBOK_WEBHOOK_SECRET="only-telegram-knows-this",
        EBOK_LISTEN=f"127.0.0.1:{port}",
    )
    await somebody.registers()
    await somebody.sees(phrases.ACCEPTED)
    assert await somebody.gets_temporary_password()

    update = {"update_id": 1, "message": {"text": "/start"}}
    async with aiohttp.ClientSession() as stranger:
        for secret in ({}, {"X-Telegram-Bot-Api-Secret-Token": "guessed"}):
            async with stranger.post(address, json=update, headers=secret) as answer:
                assert answer.status == 401

    # Back to polling: nothing written in between is lost.
    await somebody.office.close()
    await somebody.chat.send("/start")
    await somebody.office.open(somebody.sandbox)
    assert phrases.WELCOME in await somebody.reads()
