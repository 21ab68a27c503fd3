"""Transactions on both engines: all or nothing, with the claim on the update, and reads that
neither block nor change anything."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import URL, func, select, text

from storage.addresses import is_sqlite
from storage.claims import AlreadyHandled, Claim, current_claim
from storage.database import Database
from storage.jobs import OFFICE_QUEUE, JobQueue
from storage.tables import ChatPreference, HandledUpdate

UPDATE = 700


class Broken(Exception):
    """Something went wrong in the middle."""


@contextmanager
def handling(claim: Claim) -> Iterator[None]:
    token = current_claim.set(claim)
    try:
        yield
    finally:
        current_claim.reset(token)


async def speak(database: Database, chat_id: int, language: str = "pl") -> None:
    """A change like any other."""
    async with database.transaction() as session:
        await session.merge(ChatPreference(chat_id=chat_id, language=language))


async def spoken(database: Database) -> dict[int, str]:
    async with database.reading() as session:
        rows = await session.scalars(select(ChatPreference))
        return {row.chat_id: row.language for row in rows}


async def claims(database: Database) -> dict[int, bool]:
    async with database.reading() as session:
        rows = await session.scalars(select(HandledUpdate))
        return {row.update_id: row.finished for row in rows}


async def waiting_jobs(database: Database) -> int:
    table = "workflow_status" if is_sqlite(database.url) else "dbos.workflow_status"
    async with database.reading() as session:
        counted = await session.scalar(text(f"SELECT count(*) FROM {table}"))  # noqa: S608 - a constant
        return int(counted or 0)


@pytest.fixture
def queue(database_url: URL) -> Iterator[JobQueue]:
    opened = JobQueue(database_url)
    yield opened
    opened.close()


async def test_what_a_transaction_changed_is_there_afterwards(database: Database) -> None:
    await speak(database, 1, "uk")

    assert await spoken(database) == {1: "uk"}


async def test_a_fault_takes_the_change_the_claim_and_the_job_back(
    database: Database, queue: JobQueue
) -> None:
    claim = Claim(UPDATE)

    async def break_down() -> None:
        async with database.transaction() as session:
            session.add(ChatPreference(chat_id=1, language="pl"))
            await queue.enqueue(session, queue=OFFICE_QUEUE, job="decide", row_id=1)
            raise Broken

    with handling(claim), pytest.raises(Broken):
        await break_down()

    assert await spoken(database) == {}
    assert await claims(database) == {}
    assert await waiting_jobs(database) == 0
    assert not claim.written


async def test_the_change_the_claim_and_the_job_come_together(
    database: Database, queue: JobQueue
) -> None:
    claim = Claim(UPDATE)

    with handling(claim):
        async with database.transaction() as session:
            session.add(ChatPreference(chat_id=1, language="pl"))
            await queue.enqueue(session, queue=OFFICE_QUEUE, job="decide", row_id=1)

    assert await spoken(database) == {1: "pl"}
    assert await claims(database) == {UPDATE: False}
    assert await waiting_jobs(database) == 1
    assert claim.written


async def test_the_second_transaction_of_an_update_claims_no_second_time(
    database: Database,
) -> None:
    with handling(Claim(UPDATE)):
        await speak(database, 1)
        await speak(database, 2)

    assert set(await spoken(database)) == {1, 2}
    assert await claims(database) == {UPDATE: False}


async def test_a_second_delivery_changes_nothing(database: Database) -> None:
    with handling(Claim(UPDATE)):
        await speak(database, 1, "pl")

    with handling(Claim(UPDATE)), pytest.raises(AlreadyHandled):
        await speak(database, 1, "uk")

    assert await spoken(database) == {1: "pl"}


async def test_two_deliveries_at_once_make_one_change(database: Database) -> None:
    async def deliver(language: str) -> None:
        with handling(Claim(UPDATE)):
            await speak(database, ord(language[0]), language)

    ended = await asyncio.gather(deliver("pl"), deliver("uk"), return_exceptions=True)

    assert sorted(type(one).__name__ for one in ended) == ["AlreadyHandled", "NoneType"]
    assert len(await spoken(database)) == 1


async def test_upkeep_is_no_effect_of_the_update(database: Database) -> None:
    with handling(Claim(UPDATE)):
        async with database.upkeep() as session:
            session.add(ChatPreference(chat_id=1, language="pl"))

    assert await spoken(database) == {1: "pl"}
    assert await claims(database) == {}


async def test_what_is_changed_while_reading_is_thrown_away(database: Database) -> None:
    await speak(database, 1, "pl")
    async with database.reading() as session:
        row = await session.get_one(ChatPreference, 1)
        row.language = "uk"
        await session.flush()

    assert await spoken(database) == {1: "pl"}


async def test_a_reader_keeps_no_writer_waiting(database: Database) -> None:
    await speak(database, 1, "pl")

    async with database.reading() as session:
        before = await session.scalar(select(func.count()).select_from(ChatPreference))
        await asyncio.wait_for(speak(database, 2), timeout=20)

    assert before == 1
    assert set(await spoken(database)) == {1, 2}


async def test_a_writer_keeps_no_reader_waiting(database: Database) -> None:
    async with database.transaction() as session:
        session.add(ChatPreference(chat_id=1, language="pl"))
        await session.flush()
        seen = await asyncio.wait_for(spoken(database), timeout=20)

    assert seen == {}


async def test_writers_take_turns_and_none_is_lost(database: Database) -> None:
    """On SQLite a transaction that reads first could else not become a writer."""

    async def count_up() -> None:
        async with database.transaction() as session:
            row = await session.get(ChatPreference, 1, with_for_update=True)
            assert row is not None
            row.language = str(int(row.language) + 1)

    await speak(database, 1, "0")
    await asyncio.gather(*(count_up() for _ in range(10)))

    assert await spoken(database) == {1: "10"}


async def test_the_row_a_job_is_about_is_in_place_when_the_job_is(
    database: Database, queue: JobQueue
) -> None:
    """Both appear to others in the same moment."""
    async with database.transaction() as session:
        session.add(ChatPreference(chat_id=1, language="pl"))
        await queue.enqueue(session, queue=OFFICE_QUEUE, job="decide", row_id=1)
        seen = (await spoken(database), await waiting_jobs(database))

    assert seen == ({}, 0)
    assert (await spoken(database), await waiting_jobs(database)) == ({1: "pl"}, 1)
