"""Transactions on both engines: all or nothing, with the claim on the update, and reads that
neither block nor change anything."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import Connection, func, insert, select
from sqlalchemy.exc import IntegrityError

from storage.claims import AlreadyHandled, Claim
from storage.database import Database, Work
from storage.tables import ChatPreference, HandledUpdate

UPDATE = 700


class Broken(Exception):
    """Something went wrong in the middle."""


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


async def test_what_a_transaction_changed_is_there_afterwards(database: Database) -> None:
    await speak(database, 1, "uk")

    assert await spoken(database) == {1: "uk"}


async def test_a_fault_takes_the_change_and_the_claim_back_and_rings_nobody(
    database: Database,
) -> None:
    claim = Claim(UPDATE)

    async def break_down() -> None:
        async with database.claiming(claim).transaction() as session:
            session.add(ChatPreference(chat_id=1, language="pl"))
            await session.flush()
            database.ring_at_commit(session)
            raise Broken

    with pytest.raises(Broken):
        await break_down()

    assert await spoken(database) == {}
    assert await claims(database) == {}
    assert not database.bell.is_set()
    assert not claim.written


async def test_the_change_and_the_claim_come_together(database: Database) -> None:
    claim = Claim(UPDATE)

    async with database.claiming(claim).transaction() as session:
        session.add(ChatPreference(chat_id=1, language="pl"))
        await session.flush()
        assert (await spoken(database), await claims(database)) == ({}, {})
        assert not claim.written

    assert await spoken(database) == {1: "pl"}
    assert await claims(database) == {UPDATE: False}
    assert claim.written


async def test_the_bell_rings_when_work_is_there_to_be_found(database: Database) -> None:
    claiming = database.claiming(Claim(UPDATE))

    async with claiming.transaction() as session:
        session.add(ChatPreference(chat_id=1, language="pl"))
        claiming.ring_at_commit(session)
        assert not database.bell.is_set()

    assert database.bell.is_set()  # one bell, whoever rings it


async def test_a_change_that_asks_for_no_work_rings_nobody(database: Database) -> None:
    await speak(database, 1)

    assert not database.bell.is_set()


async def test_the_second_transaction_of_an_update_claims_no_second_time(
    database: Database,
) -> None:
    handling = database.claiming(Claim(UPDATE))
    await speak(handling, 1)
    await speak(handling, 2)

    assert set(await spoken(database)) == {1, 2}
    assert await claims(database) == {UPDATE: False}


async def test_a_second_delivery_changes_nothing(database: Database) -> None:
    await speak(database.claiming(Claim(UPDATE)), 1, "pl")

    with pytest.raises(AlreadyHandled):
        await speak(database.claiming(Claim(UPDATE)), 1, "uk")

    assert await spoken(database) == {1: "pl"}


async def test_two_deliveries_at_once_make_one_change(database: Database) -> None:
    async def deliver(language: str) -> None:
        await speak(database.claiming(Claim(UPDATE)), ord(language[0]), language)

    ended = await asyncio.gather(deliver("pl"), deliver("uk"), return_exceptions=True)

    assert sorted(type(one).__name__ for one in ended) == ["AlreadyHandled", "NoneType"]
    assert len(await spoken(database)) == 1


async def test_upkeep_is_no_effect_of_the_update(database: Database) -> None:
    async with database.claiming(Claim(UPDATE)).upkeep() as session:
        session.add(ChatPreference(chat_id=1, language="pl"))

    assert await spoken(database) == {1: "pl"}
    assert await claims(database) == {}


async def test_one_updates_claim_is_none_of_anothers(database: Database) -> None:
    await speak(database.claiming(Claim(UPDATE)), 1)
    await speak(database.claiming(Claim(UPDATE + 1)), 2)
    await speak(database, 3)

    assert await claims(database) == {UPDATE: False, UPDATE + 1: False}


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


def speaking(chat_id: int, language: str = "pl") -> Work[None]:
    def write(connection: Connection) -> None:
        connection.execute(insert(ChatPreference).values(chat_id=chat_id, language=language))

    return write


def count_chats(connection: Connection) -> int:
    return connection.scalar(select(func.count()).select_from(ChatPreference)) or 0


async def test_what_is_written_at_once_is_there_and_read_at_once(database: Database) -> None:
    await database.write_at_once(speaking(1, "uk"))

    assert await spoken(database) == {1: "uk"}
    assert await database.read_at_once(count_chats) == 1


async def test_what_is_written_at_once_is_all_or_nothing(database: Database) -> None:
    def twice(connection: Connection) -> None:
        speaking(1)(connection)
        speaking(1)(connection)

    with pytest.raises(IntegrityError):
        await database.write_at_once(twice)

    assert await spoken(database) == {}
    await database.write_at_once(speaking(1))  # and the next one finds the way free


async def test_a_session_and_a_write_at_once_take_turns(database: Database) -> None:
    async def in_a_session(chat_id: int) -> None:
        await speak(database, chat_id)

    async def at_once(chat_id: int) -> None:
        await database.write_at_once(speaking(chat_id))

    await asyncio.gather(
        *(in_a_session(chat_id) for chat_id in range(10)),
        *(at_once(chat_id) for chat_id in range(10, 20)),
    )

    assert set(await spoken(database)) == set(range(20))


async def test_a_writer_that_is_cut_short_leaves_no_lock_behind(database: Database) -> None:
    """Cut short while it waits for another's lock, it must not take it afterwards."""
    async with database.upkeep() as session:
        session.add(ChatPreference(chat_id=1, language="pl"))
        await session.flush()
        waiting = asyncio.create_task(speak(database, 1, "uk"))
        at_once = asyncio.create_task(database.write_at_once(speaking(1, "uk")))
        await asyncio.sleep(0.05)
        waiting.cancel()
        at_once.cancel()
        await asyncio.gather(waiting, at_once, return_exceptions=True)

    async with asyncio.timeout(20):
        await speak(database, 2)
        await database.write_at_once(speaking(3))
    assert await spoken(database) == {1: "pl", 2: "pl", 3: "pl"}
