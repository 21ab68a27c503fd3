"""Rows that ask for work: each taken by one worker at a time, by another when that one dies, and
never again when it is done."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import URL, select, text

from storage.database import Database
from storage.tables import Application, Deletion, Outgoing
from storage.work import LEASE, WorkRows, done, next_due, take

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
ANNA, BRUNO = "anna", "bruno"


@pytest.fixture
async def elsewhere(database_url: URL) -> AsyncIterator[Database]:
    """The same database in another program."""
    opened = Database(database_url)
    yield opened
    await opened.close()


async def ask_for(database: Database, *due_at: datetime | None) -> None:
    """A row for each time; their ids count up from 1."""
    async with database.upkeep() as session:
        for due in due_at:
            row = Deletion(chat_id=1, message_ids=[1], cause="x", created_at=NOW, due_at=due)
            session.add(row)
            await session.flush()


async def row(database: Database, number: int) -> Deletion:
    async with database.reading() as session:
        return await session.get_one(Deletion, number)


async def finish(database: Database, number: int) -> None:
    async with database.upkeep() as session:
        done(await session.get_one(Deletion, number))


@pytest.fixture
def rows(database: Database) -> WorkRows:
    return WorkRows(database, Deletion)


async def test_what_is_due_is_taken_oldest_first_and_no_more_than_asked_for(
    database: Database, rows: WorkRows
) -> None:
    await ask_for(database, NOW, NOW - A_SECOND, NOW + A_SECOND, None, NOW - 2 * A_SECOND)

    assert set(await rows.take(ANNA, NOW, 2)) == {2, 5}
    assert await rows.take(ANNA, NOW, 2) == [1]
    assert await rows.take(ANNA, NOW, 2) == []


async def test_a_limit_holds_however_many_wait(database: Database, rows: WorkRows) -> None:
    await ask_for(database, *[NOW] * 50)

    assert [len(await rows.take(ANNA, NOW, limit)) for limit in (1, 3, 20)] == [1, 3, 20]


@pytest.mark.parametrize("engine_name", ["postgresql"])
async def test_a_limit_holds_however_the_server_plans(database: Database) -> None:
    """With a table that was nearly empty when it was last looked at, the rows to take would be
    asked for anew beside each row of the table: a worker would take more than it has places."""
    await ask_for(database, *[NOW] * 50)

    async with database.upkeep() as session:
        for way in ("hashjoin", "hashagg", "mergejoin", "material", "sort", "memoize"):
            await session.execute(text(f"SET LOCAL enable_{way} = off"))
        assert len(await take(session, Deletion, ANNA, NOW, 3)) == 3


async def test_a_row_says_who_has_it_until_when_and_how_often_it_was_tried(
    database: Database, rows: WorkRows
) -> None:
    await ask_for(database, NOW)
    await rows.take(ANNA, NOW, 1)

    taken = await row(database, 1)
    assert (taken.worker, taken.due_at, taken.attempts) == (ANNA, NOW + LEASE, 1)
    await rows.take(BRUNO, NOW + LEASE, 1)
    taken = await row(database, 1)
    assert (taken.worker, taken.attempts) == (BRUNO, 2)


async def test_two_workers_at_once_take_each_row_once(
    database: Database, elsewhere: Database
) -> None:
    await ask_for(database, *[NOW] * 20)
    anna, bruno = WorkRows(database, Deletion), WorkRows(elsewhere, Deletion)

    shares = await asyncio.gather(
        *(rows.take(name, NOW, 3) for rows, name in ((anna, ANNA), (bruno, BRUNO)) * 4)
    )

    taken = [number for share in shares for number in share]
    assert sorted(taken) == list(range(1, 21))


async def test_nobody_waits_for_a_row_that_another_is_just_taking(
    database: Database, elsewhere: Database, engine_name: str
) -> None:
    """SQLite has one writer; there the second waits for the first, and finds the row taken."""
    await ask_for(database, NOW, NOW)
    async with elsewhere.upkeep() as session:
        first = select(Deletion).where(Deletion.id == 1).with_for_update()
        assert await session.scalar(first) is not None
        if engine_name == "postgresql":
            async with asyncio.timeout(20):
                assert await WorkRows(database, Deletion).take(ANNA, NOW, 2) == [2]


async def test_a_lease_that_ended_is_anothers(database: Database, rows: WorkRows) -> None:
    await ask_for(database, NOW)
    await rows.take(ANNA, NOW, 1)

    assert await rows.take(BRUNO, NOW + LEASE - A_SECOND, 1) == []
    assert await rows.take(BRUNO, NOW + LEASE, 1) == [1]


async def test_what_is_put_off_is_due_then_and_nobodys_until_then(
    database: Database, rows: WorkRows
) -> None:
    await ask_for(database, NOW)
    await rows.take(ANNA, NOW, 1)
    asked: list[int] = []

    def in_an_hour(attempts: int) -> datetime:
        asked.append(attempts)
        return NOW + timedelta(hours=1)

    await rows.put_off(1, in_an_hour, "OSError" * 100)

    waits = await row(database, 1)
    assert (waits.due_at, waits.worker) == (NOW + timedelta(hours=1), None)
    assert waits.trouble == ("OSError" * 100)[:200]
    assert asked == [1]
    assert await rows.take(BRUNO, NOW + LEASE, 1) == []
    assert await rows.take(BRUNO, NOW + timedelta(hours=1), 1) == [1]


async def test_what_is_done_is_neither_put_off_nor_ever_taken_again(
    database: Database, rows: WorkRows
) -> None:
    await ask_for(database, NOW)
    await rows.take(ANNA, NOW, 1)
    await finish(database, 1)

    await rows.put_off(1, lambda _attempts: NOW, "too late")
    await rows.put_off(4711, lambda _attempts: NOW, "nobody's")
    await rows.let_go(ANNA, NOW)

    finished = await row(database, 1)
    assert (finished.due_at, finished.worker, finished.trouble) == (None, None, None)
    assert await rows.take(BRUNO, NOW + timedelta(days=365), 10) == []


async def test_a_worker_lets_go_of_its_own_and_of_nobody_elses(
    database: Database, rows: WorkRows
) -> None:
    await ask_for(database, NOW, NOW)
    await rows.take(ANNA, NOW, 1)
    await rows.take(BRUNO, NOW, 1)
    later = NOW + A_SECOND

    await rows.let_go(ANNA, later)

    assert await rows.take("anna's next life", later, 10) == [1]
    assert (await row(database, 2)).worker == BRUNO


async def test_letting_go_brings_nothing_forward_that_was_put_off(
    database: Database, rows: WorkRows
) -> None:
    await ask_for(database, NOW)
    await rows.take(ANNA, NOW, 1)
    await rows.put_off(1, lambda _attempts: NOW + timedelta(hours=1), "OSError")

    await rows.let_go(ANNA, NOW)

    assert (await row(database, 1)).due_at == NOW + timedelta(hours=1)


async def test_only_some_rows_of_a_table_may_be_asked_for(database: Database) -> None:
    async with database.upkeep() as session:
        for channel in ("mail", "chat"):
            letter = Outgoing(
                channel=channel,
                letter="x",
                language="pl",
                cause="x",
                sealed=b"x",
                created_at=NOW,
                due_at=NOW,
            )
            session.add(letter)
            await session.flush()

    mails = WorkRows(database, Outgoing, Outgoing.channel == "mail")

    assert await mails.take(ANNA, NOW, 10) == [1]
    assert await WorkRows(database, Outgoing).take(ANNA, NOW, 10) == [2]


async def test_the_next_row_that_is_due_is_found_in_all_tables(
    database: Database, rows: WorkRows
) -> None:
    tables = (Application, Deletion, Outgoing)
    assert await next_due(database, tables) is None

    await ask_for(database, NOW + A_SECOND, None, NOW)

    assert await next_due(database, tables) == NOW
    assert await next_due(database, (Application,)) is None
    await rows.take(ANNA, NOW, 1)
    assert await next_due(database, tables) == NOW + A_SECOND
