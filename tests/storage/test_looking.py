"""Whoever only looks sees everything that was committed, and leaves no trace."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import URL, create_engine, text

from storage import looking
from storage.looking import looking_only
from storage.worker_names import alone_as
from tests.fixtures.databases import sqlite_url


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "office" / "ebok.db"


@pytest.fixture
def written(path: Path) -> Iterator[URL]:
    """A database with one row in its log, open as by a program that dies now."""
    path.parent.mkdir()
    url = sqlite_url(path)
    engine = create_engine(url)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        connection.exec_driver_sql("CREATE TABLE seen (it TEXT)")
        connection.exec_driver_sql("INSERT INTO seen VALUES ('yes')")
        connection.commit()
        yield url
    engine.dispose()


def rows(url: URL | None) -> list[str]:
    assert url is not None
    engine = create_engine(url)
    with engine.connect() as connection:
        found = list(connection.scalars(text("SELECT it FROM seen")))
    engine.dispose()
    return found


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in folder.iterdir()}


def test_a_log_that_nobody_works_in_is_read_from_a_copy(written: URL, path: Path) -> None:
    before = state(path.parent)

    with looking_only(written) as url:
        assert rows(url) == ["yes"]
        copy = Path(str(url and url.database))

    assert state(path.parent) == before
    assert not copy.parent.exists()


async def test_beside_a_running_program_nothing_is_copied(
    written: URL, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "_copied", None)

    async with alone_as(written, "ebok"):
        with looking_only(written) as url:
            assert rows(url) == ["yes"]


@pytest.mark.parametrize("writes", [1, 1000], ids=["once", "all the time"])
def test_a_copy_that_was_written_into_meanwhile_is_none(
    written: URL, path: Path, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    numbers = iter(range(writes))
    copyfile = shutil.copyfile

    def meanwhile(source: Path, target: Path) -> None:
        copyfile(source, target)
        if source == path and (number := next(numbers, None)) is not None:
            with create_engine(written).begin() as connection:
                connection.execute(text("INSERT INTO seen VALUES (:it)"), {"it": str(number)})

    monkeypatch.setattr(shutil, "copyfile", meanwhile)

    with looking_only(written) as url:
        assert rows(url)[:2] == ["yes", "0"]


def test_there_is_nothing_to_look_at_before_the_first_start(path: Path) -> None:
    with looking_only(sqlite_url(path)) as url:
        assert url is None
    assert not path.parent.exists()
