"""A worker is alone with its name; a name is free again when its worker has ended."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import PIPE
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest
from sqlalchemy import URL, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage import worker_names
from storage.database import Database
from storage.worker_names import WorkerName, alone_as
from tests.waiting import until

# Another program: takes the name, says it, and holds it until it is ended.
HOLDER = """
import asyncio, sys
from sqlalchemy import make_url
from storage.worker_names import alone_as

async def hold():
    async with alone_as(make_url(sys.argv[1]), "host") as name:
        print(name.current, flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(hold())
"""


async def test_two_of_one_name_get_different_names(database_url: URL) -> None:
    def host() -> AbstractAsyncContextManager[WorkerName]:
        return alone_as(database_url, "host")

    async with host() as one, host() as two, host() as three:
        assert [one.current, two.current, three.current] == ["host", "host.2", "host.3"]


async def test_a_name_is_free_when_its_worker_has_ended(database_url: URL) -> None:
    async with alone_as(database_url, "host"):
        async with alone_as(database_url, "host") as second:
            assert second.current == "host.2"
        async with alone_as(database_url, "host") as third:
            assert third.current == "host.2"

    async with alone_as(database_url, "host") as again:
        assert again.current == "host"


async def test_a_failure_inside_gives_the_name_back(database_url: URL) -> None:
    with pytest.raises(ZeroDivisionError):
        async with alone_as(database_url, "host"):
            raise ZeroDivisionError

    async with alone_as(database_url, "host") as again:
        assert again.current == "host"


async def test_different_names_do_not_meet(database_url: URL) -> None:
    async with alone_as(database_url, "host") as one, alone_as(database_url, "other") as two:
        assert (one.current, two.current) == ("host", "other")


@pytest.mark.parametrize("name", ["../../etc/passwd", "żółć 🏠", "a/b", "x" * 300, "'; DROP --"])
async def test_a_name_may_hold_any_sign(database_url: URL, name: str) -> None:
    async with alone_as(database_url, name) as one, alone_as(database_url, name) as two:
        assert (one.current, two.current) == (name, f"{name}.2")


async def test_a_killed_program_keeps_no_name(database_url: URL) -> None:
    address = database_url.render_as_string(hide_password=False)
    other = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        HOLDER,
        address,
        cwd=Path(__file__).parents[2],
        stdin=PIPE,
        stdout=PIPE,
    )
    assert other.stdout is not None
    assert await other.stdout.readline() == b"host\n"
    async with alone_as(database_url, "host") as name:
        assert name.current == "host.2"
    other.kill()
    await other.wait()

    async def free() -> bool:  # a server takes a moment to notice
        async with alone_as(database_url, "host") as name:
            return name.current == "host"

    await until(free, "the name is free")


@pytest.mark.parametrize("engine_name", ["postgresql"])
async def test_a_lock_that_the_server_lost_is_taken_again(
    database: Database, database_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_names, "LOOK_EVERY", 0.05)

    async with alone_as(database_url, "host") as name:
        await end_others(database)

        async def locked() -> bool:
            async with database.reading() as session:
                return bool(await session.scalar(text(LOCKED)))

        await until(locked, "the lock stands again")
        assert name.current == "host"
        async with alone_as(database_url, "host") as second:
            assert second.current == "host.2"


@pytest.mark.parametrize("engine_name", ["postgresql"])
async def test_a_server_that_answers_and_does_not_lock_is_asked_again(
    database: Database, database_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A connection that is there is not yet a lock."""
    monkeypatch.setattr(worker_names, "LOOK_EVERY", 0.05)
    asked, first_free = [], worker_names._first_free

    async def stumble(connection: AsyncConnection, wanted: str) -> str:
        asked.append(wanted)
        if len(asked) == 2:
            raise OperationalError("", {}, Exception("the server stumbles"))
        return await first_free(connection, wanted)

    monkeypatch.setattr(worker_names, "_first_free", stumble)

    async with alone_as(database_url, "host"):
        await end_others(database)

        async def locked() -> bool:
            async with database.reading() as session:
                return bool(await session.scalar(text(LOCKED)))

        await until(locked, "the lock stands again")
    assert asked == ["host"] * 3


@pytest.mark.parametrize("engine_name", ["postgresql"])
async def test_a_name_that_another_took_meanwhile_is_left_to_it(
    database: Database, database_url: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker_names, "LOOK_EVERY", 0.5)

    async with alone_as(database_url, "host") as first:
        await end_others(database)
        async with alone_as(database_url, "host") as faster:
            assert faster.current == "host"

            async def renamed() -> bool:
                return first.current != "host"

            await until(renamed, "the slower one takes another name")
            assert first.current == "host.2"


LOCKED = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"


async def end_others(database: Database) -> None:
    """Every other connection to the database ends, as when the server starts anew."""
    async with database.reading() as session:
        await session.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
