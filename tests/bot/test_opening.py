"""What a start makes and keeps private, which key it takes, and that looking changes nothing."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import URL, text

from bot.cli.doctor import run_doctor
from bot.cli.failing import Failure
from bot.services import open_services
from bot.settings import BadSetting, Settings
from storage.migrate import connected, current_revision, upgrade
from storage.vault import KEY_FILE, Vault, new_key

BEFORE_THE_KEY_WAS_KNOWN = "0003"


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    def made(**values: Any) -> Settings:
        return Settings(_env_file=None, data_dir=tmp_path / "data", **values)

    return made


async def start(settings: Settings) -> None:
    async with open_services(settings):
        pass


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_only_the_owner_reads_what_a_start_makes(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    async with open_services(settings()):
        modes = {path.name: mode(path) for path in data.iterdir()}

    assert mode(data) == 0o700
    assert set(modes) >= {"ebok.db", "ebok.db-wal", "ebok.db-shm", KEY_FILE}
    assert set(modes.values()) == {0o600}


async def test_what_an_earlier_version_left_open_is_closed(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    await start(settings())
    data = tmp_path / "data"
    data.chmod(0o755)
    (data / "ebok.db").chmod(0o644)

    await start(settings())

    assert (mode(data), mode(data / "ebok.db")) == (0o700, 0o600)


async def test_sqlite_writes_through_to_the_disk_at_every_commit(
    settings: Callable[..., Settings],
) -> None:
    async with open_services(settings()) as services:
        async with services.database.upkeep() as session:
            session_says = await session.scalar(text("PRAGMA synchronous"))
        at_once = await services.database.write_at_once(
            lambda connection: connection.scalar(text("PRAGMA synchronous"))
        )
    assert (session_says, at_once) == (2, 2)  # FULL


async def test_another_key_beside_the_same_database_is_refused(
    settings: Callable[..., Settings],
) -> None:
    await start(settings(secret_key=new_key()))

    with pytest.raises(BadSetting, match=r"^EBOK_SECRET_KEY: is not the key of this database"):
        await start(settings(secret_key=new_key()))


async def test_another_key_migrates_nothing(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    url = URL.create("sqlite", database=str(data / "ebok.db"))
    upgrade(url, BEFORE_THE_KEY_WAS_KNOWN)
    with connected(url) as connection:
        connection.execute(
            text(
                "INSERT INTO members (symbol, kind, name, sealed_identifier, is_member)"
                " VALUES ('104217', 'person', 'Maria', :sealed, true)"
            ),
            {"sealed": Vault([new_key()]).seal("52031512346")},
        )

    with pytest.raises(BadSetting, match=r"^EBOK_SECRET_KEY: "):
        await start(settings(secret_key=new_key()))

    assert current_revision(url) == BEFORE_THE_KEY_WAS_KNOWN


async def test_a_lost_key_file_is_not_made_anew(
    settings: Callable[..., Settings], tmp_path: Path
) -> None:
    await start(settings())
    (tmp_path / "data" / KEY_FILE).unlink()

    with pytest.raises(BadSetting, match=KEY_FILE):
        await start(settings())

    assert not (tmp_path / "data" / KEY_FILE).exists()


async def test_a_key_is_rotated_by_putting_the_new_one_first(
    settings: Callable[..., Settings],
) -> None:
    old, new = new_key(), new_key()
    for keys in (old, f"{new},{old}", new):
        await start(settings(secret_key=keys))

    with pytest.raises(BadSetting):
        await start(settings(secret_key=old))


def test_the_doctor_makes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EBOK_TELEGRAM_API", "http://127.0.0.1:1")

    with pytest.raises((Failure, BadSetting)):
        run_doctor()

    assert list(tmp_path.iterdir()) == []
    assert "there is no database yet. Mend: " in capsys.readouterr().out
