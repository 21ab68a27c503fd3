"""The key belongs to its database, looking changes nothing, and nobody else reads the files."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from telegram_sandbox.client import Sandbox
from tests.e2e.conftest import NewResident, on_sqlite
from tests.e2e.members import FOLDER, MARIA
from tests.e2e.office import Office
from tests.e2e.program import CommandLine, Ended
from tests.waiting import until

ANOTHER_KEY = "QW5vdGhlciBrZXkgb2YgMzIgYnl0ZXMsIG5vIG1vcmU="
COMMANDS = [
    ("run",),
    ("import", str(FOLDER)),
    ("account", "reset", MARIA.symbol),
    ("letters", "--retry"),
]


EXPIRES = "Valkey, "


def _assert_one_line_about_the_key(ended: Ended) -> None:
    assert ended.code == 2, ended.said
    assert ended.errors.startswith("EBOK_SECRET_KEY: is not the key of this database")
    assert ended.said.count("\n") == 1, ended.said


async def test_another_key_is_told_in_one_line_and_changes_nothing(
    office: Office, sandbox: Sandbox
) -> None:
    await office.close()
    kept, calls = set(office.store.everything()), len(await sandbox.calls())

    for words in COMMANDS:
        _assert_one_line_about_the_key(await office.command(*words, EBOK_SECRET_KEY=ANOTHER_KEY))

    now = set(office.store.everything())
    assert not now - kept
    assert all(place.startswith(EXPIRES) for place, _value in kept - now)  # by itself, meanwhile
    assert len(await sandbox.calls()) == calls


async def test_a_lost_key_is_not_made_anew(office: Office) -> None:
    await office.close()
    before = _names(office.folder / "data")

    for words in COMMANDS:
        _assert_one_line_about_the_key(await office.command(*words, EBOK_SECRET_KEY=""))

    assert _names(office.folder / "data") == before


async def test_the_doctor_says_that_the_key_is_another(office: Office) -> None:
    ended = await office.command("doctor", EBOK_SECRET_KEY=ANOTHER_KEY)

    assert ended.code == 1
    (sick,) = (line for line in ended.output.splitlines() if line.startswith("FAIL"))
    assert "was made with another key. Mend: " in sick


# --- the doctor


def _names(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def _state(folder: Path, *but: str) -> dict[str, tuple[int, int, bytes | None]]:
    """Modes, times of change and bytes of everything in it."""
    return {
        str(path.relative_to(folder)): (
            path.stat().st_mode,
            path.stat().st_mtime_ns,
            path.read_bytes() if path.is_file() else None,
        )
        for path in (folder, *folder.rglob("*"))
        if not path.name.endswith(but or ("\0",))
    }


async def _nothing_is_to_be_sent(office: Office) -> bool:
    return "No letter waits." in (await office.command("letters")).output


async def _doctor_is_well(office: Office) -> None:
    ended = await office.command("doctor")
    assert ended.code == 0, ended.said


@on_sqlite
async def test_the_doctor_changes_nothing_of_a_closed_office(resident: NewResident) -> None:
    somebody = await resident()
    office, data = somebody.office, somebody.office.folder / "data"
    await somebody.has_account()
    await office.close()
    assert "ebok.db-wal" not in _names(data)
    before = _state(data)

    await _doctor_is_well(office)

    assert _state(data) == before


@on_sqlite
@pytest.mark.parametrize("lost", [(), ("ebok.db-shm",)], ids=["wal and shm", "wal alone"])
async def test_the_doctor_changes_nothing_that_a_power_cut_left(
    resident: NewResident, lost: tuple[str, ...]
) -> None:
    somebody = await resident()
    office, data = somebody.office, somebody.office.folder / "data"
    await somebody.has_account()
    await office.crash()
    assert "ebok.db-wal" in _names(data)
    for name in lost:
        (data / name).unlink()
    before = _state(data)

    await _doctor_is_well(office)

    assert _state(data) == before
    await office.open(somebody.sandbox)
    assert "Logowanie" in await somebody.buttons()


@on_sqlite
async def test_the_doctor_changes_nothing_beside_a_running_office(resident: NewResident) -> None:
    somebody = await resident()
    office, data = somebody.office, somebody.office.folder / "data"
    await somebody.has_account()
    await until(lambda: _nothing_is_to_be_sent(office), "a quiet office")
    before = _state(data, "-shm")  # where the running program notes who reads

    await _doctor_is_well(office)

    assert _state(data, "-shm") == before


# --- who may read


def _modes(folder: Path) -> Iterator[tuple[str, int]]:
    for path in (folder, *folder.rglob("*")):
        yield path.name, stat.S_IMODE(path.stat().st_mode)


def _assert_private(data: Path) -> None:
    for name, mode in _modes(data):
        assert mode == (0o700 if name == data.name else 0o600), name


@on_sqlite
async def test_only_the_owner_reads_the_files_of_a_running_office(office: Office) -> None:
    data = office.folder / "data"
    assert {"ebok.db", "ebok.db-wal", "ebok.db-shm"} <= _names(data)

    _assert_private(data)


@on_sqlite
async def test_what_stood_open_is_closed_at_the_next_start(
    resident: NewResident,
) -> None:
    somebody = await resident()
    office, data = somebody.office, somebody.office.folder / "data"
    await office.crash()
    data.chmod(0o755)
    for path in data.iterdir():
        path.chmod(0o644)

    await office.open(somebody.sandbox)

    _assert_private(data)


@on_sqlite
def test_only_the_owner_reads_what_the_first_command_makes(ebok: CommandLine) -> None:
    ended = ebok.run("import", str(FOLDER))

    assert ended.code == 0, ended.said
    _assert_private(ebok.folder / "var")
    assert {"ebok.db", "secret.key"} <= _names(ebok.folder / "var")
