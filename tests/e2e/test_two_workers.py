"""Two programs behind a reverse proxy, on one PostgreSQL and one Valkey, are one office."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from telegram_sandbox.client import Sandbox
from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_postgresql
from tests.e2e.office import Office
from tests.e2e.program import Program
from tests.e2e.proxies import RoundRobin, hanging_mail_server_at, mail_server_at
from tests.e2e.resident import Resident
from tests.e2e.stores import postgresql_of
from tests.fixtures.ports import free_port
from tests.waiting import until

pytestmark = on_postgresql

HELD = 15_000  # ms that a call of the bot hangs; nobody waits for its end
LONGER_THAN_TELEGRAM_WAITS = 5_500  # ms; by then the update was acknowledged (inbox.QUICK)


@dataclass
class Pair:
    proxy: RoundRobin
    workers: dict[int, Program]  # by the port each listens on
    names: dict[str, int]
    mail_port: int

    def kill(self, port: int) -> None:
        self.workers[port].kill()


@pytest.fixture
async def pair(office: Office, sandbox: Sandbox) -> AsyncIterator[Pair]:
    await office.close()
    ports, mail_port = (free_port(), free_port()), free_port()
    async with RoundRobin(ports).listening() as proxy:
        workers = {
            port: office.start(
                EBOK_WEBHOOK_URL=proxy.url,
                EBOK_WEBHOOK_SECRET="only-telegram-knows-this",
                EBOK_LISTEN=f"127.0.0.1:{port}",
                EBOK_WORKER_ID=f"worker-{port}",
                EBOK_SMTP_URL=f"smtp://127.0.0.1:{mail_port}",
            )
            for port in ports
        }
        try:
            for port, worker in workers.items():
                await _listens(worker, port)
            await _is_told(sandbox, proxy.url)
            yield Pair(proxy, workers, {f"worker-{port}": port for port in ports}, mail_port)
        finally:
            await sandbox.clear_faults()
            for worker in workers.values():
                worker.kill()
            # The next test polls; no call to a proxy that is gone keeps its updates back.
            await sandbox.bot_api("deleteWebhook")


async def _listens(worker: Program, port: int) -> None:
    async def look() -> bool:
        assert worker.code() is None, worker.errors.read_text()
        try:
            _reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            return False
        writer.close()
        await writer.wait_closed()
        return True

    await until(look, "a worker that listens")


async def _is_told(sandbox: Sandbox, url: str) -> None:
    async def look() -> bool:
        info = await sandbox.bot_api("getWebhookInfo")
        return bool(info["result"]["url"] == url)

    await until(look, "the webhook at Telegram")


async def _fault_has_struck(sandbox: Sandbox) -> None:
    async def look() -> bool:
        return not await sandbox.get("/faults")

    await until(look, "the call that hangs")


async def _got_each_letter_once(somebody: Resident) -> None:
    await somebody.sees(phrases.ACCEPTED)
    password = await somebody.gets_temporary_password()
    await somebody.gets_mail(phrases.RECEIVED)
    mails = [mail["subject"] for mail in await somebody.mails()]
    assert len(mails) == len(set(mails)) == 2, mails
    shown = await somebody.everything()
    assert shown.count(phrases.ACCEPTED) == 1
    assert len(set(re.findall(r"R/\d{4}/\d+", shown))) == 1
    account = await somebody.office.account(somebody.member.symbol)
    assert account.count("application sent") == account.count("application accepted") == 1
    await somebody.presses("Logowanie")
    await somebody.writes(somebody.member.symbol)
    assert phrases.WRONG_LOGIN not in await somebody.types_secret(password)


def _served_by_both(pair: Pair) -> None:
    asked = pair.proxy.asked
    assert all(asked.count(port) > len(asked) // 3 for port in pair.workers), asked


async def test_people_register_while_their_answers_alternate_between_workers(
    resident: NewResident, pair: Pair
) -> None:
    people = [await resident() for _ in range(3)]
    sandbox = people[0].sandbox
    async with mail_server_at(pair.mail_port, (sandbox.smtp_host, sandbox.smtp_port)):
        await asyncio.gather(*(somebody.registers() for somebody in people))
        for somebody in people:
            await _got_each_letter_once(somebody)
    _served_by_both(pair)


async def test_a_burst_in_one_chat_keeps_its_order(resident: NewResident, pair: Pair) -> None:
    somebody = await resident()
    me = somebody.member
    await somebody.begins()
    somebody.office.secrets.add(me.identifier)
    # The first answer hangs until Telegram has its acknowledgement and gives the next to the other.
    await somebody.sandbox.fault(
        method="sendMessage",
        latency_ms=LONGER_THAN_TELEGRAM_WAITS,
        where={"chat_id": somebody.chat.id},
    )
    for answer in (me.symbol, me.name, me.address, me.identifier, me.email, me.email, me.phone):
        await somebody.chat.send(answer)

    await somebody.sees("Krok 8 z 10")
    steps = re.findall(r"Krok (\d+) z 10", await somebody.everything())
    assert steps == ["1", "2", "3", "4", "5", "6", "7", "8"]
    _served_by_both(pair)


async def test_a_worker_stopped_in_a_burst_leaves_nothing_behind(
    resident: NewResident, pair: Pair
) -> None:
    somebody = await resident()
    me = somebody.member
    await somebody.begins()
    somebody.office.secrets.add(me.identifier)
    for answer in (me.symbol, me.name, me.address, me.identifier, me.email, me.email, me.phone):
        await somebody.chat.send(answer)
    stopped = await asyncio.to_thread(pair.workers[pair.proxy.ports[0]].stop)

    assert stopped.code == 0, stopped.said
    await somebody.sees("Krok 8 z 10")
    steps = re.findall(r"Krok (\d+) z 10", await somebody.everything())
    assert steps == ["1", "2", "3", "4", "5", "6", "7", "8"]


async def test_a_worker_killed_in_the_middle_of_an_answer_is_replaced_by_the_other(
    resident: NewResident, pair: Pair
) -> None:
    somebody = await resident()
    await somebody.begins()
    await somebody.sandbox.fault(
        method="sendMessage", latency_ms=HELD, where={"chat_id": somebody.chat.id}
    )
    await somebody.chat.send(somebody.member.symbol)
    await _fault_has_struck(somebody.sandbox)
    pair.kill(pair.proxy.asked[-1])

    await somebody.sees("Krok 2 z 10")
    assert "Krok 3 z 10" in await somebody.writes(somebody.member.name)


async def test_what_a_killed_worker_had_begun_to_send_goes_out_by_the_other(
    resident: NewResident, pair: Pair
) -> None:
    somebody = await resident()
    sandbox, office = somebody.sandbox, somebody.office
    async with hanging_mail_server_at(pair.mail_port):
        await somebody.registers()
        await somebody.sees(phrases.ACCEPTED)
        holder = await _who_sends_nothing_but_mail(office)
        pair.kill(pair.names[holder])
    async with mail_server_at(pair.mail_port, (sandbox.smtp_host, sandbox.smtp_port)):
        postgresql_of(office.store).a_minute_passes(holder)
        await _got_each_letter_once(somebody)


async def _who_sends_nothing_but_mail(office: Office) -> str:
    """What is out and not yet noted when its worker is killed goes out twice."""

    async def look() -> str | None:
        with postgresql_of(office.store).connected() as connection:
            row = connection.execute(
                "SELECT worker FROM outgoing WHERE channel = 'mail' AND worker IS NOT NULL AND"
                " NOT EXISTS (SELECT FROM outgoing WHERE channel <> 'mail' AND due_at IS NOT NULL)"
            ).fetchone()
        return None if row is None else str(row[0])

    return await until(look, "a mail that is being sent")
