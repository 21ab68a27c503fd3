"""One hop to the connection's thread a statement: each is counted where aiosqlite makes it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import aiosqlite
import pytest
from sqlalchemy import URL, event, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError

from storage.database import Database
from storage.tables import ChatPreference

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


class Hops:
    def __init__(self) -> None:
        self.made = 0

    def since(self, before: int) -> int:
        return self.made - before


@pytest.fixture
async def hops(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hops]:
    """Of a connection that is open already."""
    async with database.reading() as session:
        await session.execute(text("SELECT 1"))
    counted, execute = Hops(), aiosqlite.Connection._execute

    async def count(self: aiosqlite.Connection, *args: Any, **more: Any) -> Any:
        counted.made += 1
        return await execute(self, *args, **more)  # type: ignore[no-untyped-call]

    with monkeypatch.context() as patched:
        patched.setattr(aiosqlite.Connection, "_execute", count)
        yield counted


def row(chat_id: int, language: str = "pl") -> ChatPreference:
    return ChatPreference(chat_id=chat_id, language=language)


async def test_a_statement_is_one_hop_with_its_rows_and_its_begin(
    database: Database, hops: Hops
) -> None:
    async with database.upkeep() as session:
        session.add_all([row(number) for number in range(50)])
        await session.flush()
        first = hops.made
        found = (await session.scalars(select(ChatPreference.chat_id))).all()
        second = hops.since(first)

    assert (first, second) == (1, 1)
    assert len(found) == 50
    assert hops.made == 3  # the commit


async def test_reading_is_a_hop_a_statement_and_one_to_end(database: Database, hops: Hops) -> None:
    async with database.reading() as session:
        for _ in range(3):
            await session.execute(text("SELECT 1"))

    assert hops.made == 4


async def test_begin_rides_along_with_the_first_statement(database: Database, hops: Hops) -> None:
    async with database.upkeep() as session:
        connection = await session.connection()
        assert hops.made == 0
        await session.execute(text("SELECT 1"))
        raw = (await connection.get_raw_connection()).driver_connection
        assert raw is not None
        assert raw.in_transaction
        assert hops.made == 1


async def test_many_rows_of_one_insert_are_one_hop(database: Database, hops: Hops) -> None:
    async with database.upkeep() as session:
        rows = [{"chat_id": number, "language": "pl"} for number in range(100)]
        await session.execute(insert(ChatPreference), rows)

    assert hops.made == 2


async def test_a_transaction_without_a_statement_is_free(database: Database, hops: Hops) -> None:
    async with database.upkeep() as session:
        await session.connection()
    async with database.reading() as session:
        await session.connection()

    assert hops.made == 0


async def test_a_begin_that_was_never_said_is_forgotten(database: Database, hops: Hops) -> None:
    """Else the next one to use the connection would begin as a writer, or in the middle."""
    async with database.upkeep() as session:
        await session.connection()
    async with database.reading() as session:
        await session.execute(text("SELECT 1"))
        async with database.upkeep() as writing:  # nobody holds the writer's lock
            writing.add(row(1))


async def test_a_rule_that_is_broken_arrives_as_sqlalchemys_error(database: Database) -> None:
    async def twice() -> None:
        async with database.upkeep() as session:
            await session.execute(insert(ChatPreference).values(chat_id=1, language="pl"))
            await session.execute(insert(ChatPreference).values(chat_id=1, language="uk"))

    with pytest.raises(IntegrityError) as error:
        await twice()

    assert error.value.params is not None
    async with database.reading() as session:
        assert (await session.scalars(select(ChatPreference))).all() == []


async def test_a_statement_that_cannot_be_run_arrives_as_sqlalchemys_error(
    database: Database,
) -> None:
    async with database.reading() as session:
        with pytest.raises(OperationalError, match="no such table"):
            await session.execute(text("SELECT * FROM nowhere"))


async def test_a_begin_that_finds_no_lock_arrives_as_sqlalchemys_error(
    database: Database, database_url: URL
) -> None:
    hurried = Database(database_url)
    event.listen(hurried._engine.sync_engine, "connect", _wait_for_nobody)
    async with database.upkeep() as session:
        session.add(row(1))
        await session.flush()
        with pytest.raises(OperationalError, match="locked"):
            async with hurried.upkeep() as other:
                await other.execute(text("SELECT 1"))

    async with hurried.upkeep() as other:  # nothing is left of the begin that failed
        other.add(row(2))
    await hurried.close()


def _wait_for_nobody(connection: Any, _record: Any) -> None:
    connection.cursor().execute("PRAGMA busy_timeout=0")


async def test_what_a_statement_knows_of_itself_is_known(database: Database) -> None:
    async with database.upkeep() as session:
        connection = await session.connection()
        done = await connection.execute(insert(ChatPreference).values(chat_id=7, language="pl"))
        assert (done.rowcount, done.inserted_primary_key) == (1, (7,))
        changed = await connection.execute(text("UPDATE chat_preferences SET language = 'uk'"))
        assert changed.rowcount == 1
        found = await connection.execute(text("SELECT chat_id, language FROM chat_preferences"))
        assert (list(found.keys()), found.all()) == (["chat_id", "language"], [(7, "uk")])
