"""PostgreSQL is restarted again and again while applications wait to be decided and letters to go:
each is decided, and every letter goes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_postgresql
from tests.e2e.proxies import mail_server_at
from tests.e2e.resident import Resident
from tests.e2e.stores import PostgreSQLStore, postgresql_of
from tests.fixtures.ports import free_port
from tests.fixtures.postgresql import StopMode
from tests.waiting import until

pytestmark = on_postgresql


async def _restart(store: PostgreSQLStore, *modes: StopMode) -> None:
    def restart(mode: StopMode) -> None:
        with store.server.stopped(mode):
            pass

    for mode in modes:
        await asyncio.to_thread(restart, mode)


async def _stands_at_the_summary(somebody: Resident) -> None:
    await somebody.begins()
    assert phrases.SUMMARY in await somebody.answers_ten_questions()


async def test_restarts_of_the_server_lose_no_decision_and_no_letter(resident: NewResident) -> None:
    people = [await resident() for _ in range(4)]
    sandbox, office = people[0].sandbox, people[0].office
    store, mail_port = postgresql_of(office.store), free_port()
    await office.open(sandbox, EBOK_SMTP_URL=f"smtp://127.0.0.1:{mail_port}")
    await asyncio.gather(*(_stands_at_the_summary(somebody) for somebody in people))

    presses = [asyncio.create_task(somebody.chat.press("Wyślij")) for somebody in people]
    await _restart(store, "fast", "immediate", "immediate")
    await asyncio.gather(*presses, return_exceptions=True)
    for somebody in people:
        await _in_a_minute(store, somebody, partial(_is_told, somebody))
    await _restart(store, "immediate", "fast")  # while all mails wait
    async with mail_server_at(mail_port, (sandbox.smtp_host, sandbox.smtp_port)):
        await _in_a_minute(store, people[0], partial(_has_any_mail, people))
        await _restart(store, "immediate", "fast")  # while the rest goes
        for somebody in people:
            await _in_a_minute(store, somebody, partial(_has_mail, somebody))
            account = await office.account(somebody.member.symbol)
            assert account.count("application sent") == 1
            assert account.count("application accepted") == 1


async def _is_told(somebody: Resident) -> bool:
    return phrases.ACCEPTED in await somebody.everything()


async def _has_mail(somebody: Resident) -> bool:
    subjects = {mail["subject"] for mail in await somebody.mails()}
    return len(subjects) == 2  # the receipt and the temporary password


async def _has_any_mail(people: list[Resident]) -> bool:
    return any([await somebody.mails() for somebody in people])


async def _in_a_minute(
    store: PostgreSQLStore, somebody: Resident, came: Callable[[], Awaitable[bool]]
) -> None:
    """Nobody waits here for a lease to end, or for a pause between two tries."""

    async def look() -> bool:
        store.a_minute_passes()
        return await came()

    await until(look, "what a minute brings", somebody.everything)
