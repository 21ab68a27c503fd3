"""Sealed columns and fingerprints: what a key opens, what an old key still finds, and the file."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.fernet import InvalidToken
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import make_url

import storage.vault
from storage.urls import BadAddress, async_url, database_url, is_sqlite
from storage.vault import KEY_FILE, BadKey, Vault, load_or_make_key, new_key

OLD, NEW = new_key(), new_key()
PESEL = "52031512346"


@given(st.text())
def test_what_was_sealed_can_be_opened(text: str) -> None:
    vault = Vault([OLD])

    assert vault.open(vault.seal(text)) == text


def test_a_sealed_value_shows_nothing_and_differs_each_time() -> None:
    vault = Vault([OLD])

    sealed = vault.seal(PESEL)

    assert PESEL.encode() not in sealed
    assert vault.seal(PESEL) != sealed


def test_json_keeps_its_letters() -> None:
    vault = Vault([OLD])

    assert vault.open_json(vault.seal_json({"name": "Żółć", "n": 1})) == {"name": "Żółć", "n": 1}


def test_after_a_rotation_the_old_values_still_open() -> None:
    sealed = Vault([OLD]).seal(PESEL)

    assert Vault([NEW, OLD]).open(sealed) == PESEL


def test_after_a_rotation_new_values_need_the_new_key() -> None:
    sealed = Vault([NEW, OLD]).seal(PESEL)

    assert Vault([NEW]).open(sealed) == PESEL
    with pytest.raises(InvalidToken):
        Vault([OLD]).open(sealed)


def test_after_a_rotation_old_fingerprints_are_still_found() -> None:
    old = Vault([OLD]).fingerprint(PESEL)
    rotated = Vault([NEW, OLD])

    assert old in rotated.fingerprints(PESEL)
    assert rotated.fingerprint(PESEL) == Vault([NEW]).fingerprint(PESEL) != old


def test_a_fingerprint_is_the_same_every_time_and_of_one_text_only() -> None:
    vault = Vault([OLD])

    assert vault.fingerprint(PESEL) == vault.fingerprint(PESEL)
    assert vault.fingerprint(PESEL) != vault.fingerprint("52031512345")
    assert len(vault.fingerprint(PESEL)) == 64
    assert PESEL not in vault.fingerprint(PESEL)


@pytest.mark.parametrize("keys", [[], [""], ["short"], [OLD, "x" * 44], ["ą" * 44]])
def test_what_is_no_key_is_refused(keys: list[str]) -> None:
    with pytest.raises(BadKey):
        Vault(keys)


def test_a_key_does_not_stand_in_the_fault(tmp_path: Path) -> None:
    with pytest.raises(BadKey) as fault:
        Vault(["my-secret-that-is-no-key"])

    assert "my-secret" not in str(fault.value)


def test_the_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "var"

    key = load_or_make_key(folder)

    assert load_or_make_key(folder) == key
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert Vault([key]).open(Vault([key]).seal("x")) == "x"


def test_workers_that_start_at_once_share_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as workers:
        keys = set(workers.map(lambda _: load_or_make_key(tmp_path), range(64)))

    assert keys == {(tmp_path / KEY_FILE).read_text().strip()}
    assert [path.name for path in tmp_path.iterdir()] == [KEY_FILE]


def test_a_worker_that_starts_while_another_makes_the_key_gets_a_whole_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere: list[str] = []

    def key_made_slowly() -> str:
        if not elsewhere:
            elsewhere.append("")  # so that the other one is quick
            elsewhere[0] = load_or_make_key(tmp_path)
        return new_key()

    monkeypatch.setattr(storage.vault, "new_key", key_made_slowly)
    key = load_or_make_key(tmp_path)

    assert elsewhere == [key]
    assert Vault([key])


@pytest.mark.parametrize(
    ("written", "driver", "asynchronous"),
    [
        ("sqlite:///var/ebok.db", "sqlite", "sqlite+onehop"),
        ("sqlite+aiosqlite:///var/ebok.db", "sqlite", "sqlite+onehop"),
        ("postgresql://ebok@localhost/ebok", "postgresql+psycopg", "postgresql+psycopg"),
        ("postgresql+asyncpg://ebok@localhost/ebok", "postgresql+psycopg", "postgresql+psycopg"),
    ],
)
def test_an_address_is_spelt_for_each_driver(written: str, driver: str, asynchronous: str) -> None:
    url = database_url(written)

    assert url.drivername == driver
    assert async_url(url).drivername == asynchronous
    assert url.database == make_url(written).database
    assert is_sqlite(url) == written.startswith("sqlite")


@pytest.mark.parametrize("written", ["mysql://localhost/ebok", "ebok.db", "", "://"])
def test_an_address_of_no_engine_of_ours_is_refused(written: str) -> None:
    with pytest.raises(BadAddress):
        database_url(written)
