"""Bad days: power cuts, a mail server that is away, Telegram out of breath."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress

import pytest

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_postgresql, on_sqlite
from tests.e2e.proxies import mail_server_at
from tests.e2e.resident import Resident
from tests.fixtures.ports import free_port
from tests.waiting import until


async def _ready_to_send(somebody: Resident) -> None:
    await somebody.begins()
    assert phrases.SUMMARY in await somebody.answers_ten_questions()


async def _nothing_was_lost_or_doubled(somebody: Resident, most: int) -> None:
    """Decided once, and each letter came at least once and at the most so often."""
    await somebody.sees(phrases.ACCEPTED)
    password = await somebody.gets_temporary_password()
    await somebody.gets_mail(phrases.RECEIVED)
    account = await somebody.office.account(somebody.member.symbol)
    assert account.count("application sent") == 1
    assert account.count("application accepted") == 1
    for subject in (phrases.RECEIVED, "hasło tymczasowe"):
        mails = await somebody.mails(subject)
        assert 1 <= len(mails) <= most
        assert len({mail["text"] for mail in mails}) == 1, "a second one says the same"
    assert len(set(re.findall(r"R/\d{4}/\d+", await somebody.everything()))) == 1
    await somebody.presses("Logowanie")
    await somebody.writes(somebody.member.symbol)
    assert phrases.WRONG_LOGIN not in await somebody.types_secret(password)


async def _sent_with(somebody: Resident, method: str) -> None:
    """Waits until the program has made such a call since it last fell silent."""
    seen = len(await somebody.sandbox.calls())

    async def look() -> bool:
        calls = (await somebody.sandbox.calls())[seen:]
        return any(call["method"].lower() == method.lower() for call in calls)

    await until(look, f"a call of {method}")


@pytest.mark.parametrize("moment", ["at once", "when the press was answered", "with the receipt"])
async def test_a_power_cut_right_after_sending_loses_nothing(
    resident: NewResident, moment: str
) -> None:
    somebody = await resident()
    await _ready_to_send(somebody)
    pressed = asyncio.create_task(somebody.chat.press("Wyślij"))

    async def there() -> bool:
        if moment == "when the press was answered":
            return pressed.done()
        if moment == "with the receipt":
            return "R/" in await somebody.everything()
        health = await somebody.sandbox.health()
        return bool(health["pending_updates"]) or pressed.done()  # a quick office took it already

    await until(there, moment)
    await somebody.office.crash()
    with suppress(Exception):
        await pressed
    await somebody.office.open(somebody.sandbox)
    await _nothing_was_lost_or_doubled(somebody, most=2)


async def test_when_the_mail_server_is_back_the_mails_arrive(resident: NewResident) -> None:
    somebody = await resident()
    sandbox, office, port = somebody.sandbox, somebody.office, free_port()
    await office.open(sandbox, EBOK_SMTP_URL=f"smtp://127.0.0.1:{port}")
    await somebody.registers()
    await somebody.sees(phrases.ACCEPTED)  # the decision does not wait for the mail
    assert await somebody.mails() == []
    async with mail_server_at(port, (sandbox.smtp_host, sandbox.smtp_port)):
        await _nothing_was_lost_or_doubled(somebody, most=1)
        await office.open(sandbox)


TROUBLE = {
    "too many requests": {"status": 429, "retry_after": 1, "times": 1},
    "bad gateway": {"status": 502, "times": 2},
    "lost before": {"drop": "before", "times": 2},
    "lost after": {"drop": "after", "times": 1},
}


@on_postgresql
@pytest.mark.parametrize("fault", TROUBLE.values(), ids=TROUBLE)
async def test_the_conversation_goes_on_when_telegram_stumbles(
    resident: NewResident, fault: dict[str, object]
) -> None:
    somebody = await resident()
    await somebody.begins()
    await somebody.sandbox.fault(method="sendMessage", **fault)
    assert "Krok 2 z 10" in await somebody.writes(somebody.member.symbol)
    await somebody.sandbox.fault(method="*", **fault)
    assert "Krok 3 z 10" in await somebody.writes(somebody.member.name)
    await somebody.sandbox.fault(method="getUpdates", **fault)
    assert "Krok 4 z 10" in await somebody.writes(somebody.member.address)
    await somebody.sandbox.clear_faults()
    assert (await somebody.everything()).count("Krok 3 z 10") <= 2


@on_sqlite
@pytest.mark.parametrize("fault", TROUBLE.values(), ids=TROUBLE)
async def test_the_answer_arrives_although_telegram_stumbles(
    resident: NewResident, fault: dict[str, object]
) -> None:
    somebody = await resident()
    await _ready_to_send(somebody)
    await somebody.sandbox.fault(method="sendMessage", **fault)
    await somebody.chat.press("Wyślij")
    await somebody.sees(phrases.ACCEPTED)
    await somebody.gets_temporary_password()
    await somebody.sandbox.clear_faults()
    assert len(await somebody.mails()) == 2


@on_sqlite
async def test_a_secret_is_removed_although_telegram_stumbles(resident: NewResident) -> None:
    somebody = await resident()
    await somebody.begins()
    for answer in (somebody.member.symbol, somebody.member.name, somebody.member.address):
        await somebody.writes(answer)
    await somebody.sandbox.fault(method="deleteMessage", status=502, times=2)
    assert "Krok 5 z 10" in await somebody.types_secret(somebody.member.identifier)
    assert somebody.member.identifier not in await somebody.everything()


@on_sqlite
async def test_a_secret_is_removed_later_when_telegram_is_long_out_of_order(
    resident: NewResident,
) -> None:
    somebody = await resident()
    await somebody.begins()
    for answer in (somebody.member.symbol, somebody.member.name, somebody.member.address):
        await somebody.writes(answer)
    await somebody.sandbox.fault(method="deleteMessage", status=502, times=None)
    assert "Krok 5 z 10" in await somebody.types_secret(somebody.member.identifier)
    await somebody.sandbox.clear_faults()

    async def gone() -> bool:
        return somebody.member.identifier not in await somebody.everything()

    await until(gone, "the deletion", somebody.everything)


async def test_stopping_finishes_what_is_under_way(resident: NewResident) -> None:
    somebody = await resident()
    sandbox, office = somebody.sandbox, somebody.office
    await somebody.begins()
    for answer in (somebody.member.symbol, somebody.member.name, somebody.member.address):
        await somebody.writes(answer)
    await sandbox.fault(method="sendMessage", latency_ms=700)
    removed = asyncio.create_task(_sent_with(somebody, "deleteMessage"))
    office.secrets.add(somebody.member.identifier)
    await somebody.chat.send(somebody.member.identifier)
    await removed  # the answer is under way now, and slow
    ended = await office.close()
    assert ended is not None
    assert ended.code == 0, ended.said
    assert "Krok 5 z 10" in (await somebody.newest())["text"]
    assert (await sandbox.health())["pending_updates"] == 0, "it was acknowledged"
    await office.open(sandbox)
    assert (await somebody.everything()).count("Krok 5 z 10") == 1
