"""The tutorial's eight rules, passwords made for people to type, and hashes that cost the same."""

import asyncio
import math
import re
import threading
import unicodedata

import pytest
from argon2.exceptions import InvalidHashError
from hypothesis import given
from hypothesis import strategies as st

from ebok.passwords import (
    MAX_LENGTH,
    PasswordHasher,
    PasswordRule,
    PasswordTooLong,
    check_password,
    normalised,
    temporary_password,
)
from ebok.passwords.temporary import CONSONANTS, DIGITS, VOWELS

LOGIN = "104217"
SPECIAL_CHARACTERS = "!@#$%^&*()?{}[]|”:<."


@pytest.fixture(scope="module")
def hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1, concurrency=2)


def broken(password: str, login: str = LOGIN) -> list[str]:
    report = check_password(password, login=login, previous_matches=False)
    assert report.accepted == (not report.broken)
    return [rule.value for rule in report.broken]


def test_the_rules_stand_in_the_tutorials_order() -> None:
    report = check_password("Kot-12", login=LOGIN, previous_matches=False)
    assert [rule for rule, _ in report.results] == list(PasswordRule)
    assert [rule.value for rule in PasswordRule] == [
        "min_length",
        "differs_from_previous",
        "special_character",
        "digit",
        "capital_letter",
        "letter",
        "small_letter",
        "no_login",
    ]


@pytest.mark.parametrize(
    "password",
    ["Kot-12", "Żółw-1", "ŻÓŁć!9", "Мама+7", "kot kot K1!", "Kot12€", "Kot12😀", "K1!aaa" * 20],
)
def test_a_good_password_is_accepted(password: str) -> None:
    assert broken(password) == []


@pytest.mark.parametrize("special", SPECIAL_CHARACTERS)
def test_every_sign_that_the_tutorial_names_is_special(special: str) -> None:
    assert broken(f"Kotek1{special}k") == []


@pytest.mark.parametrize(
    ("password", "missing"),
    [
        ("Ko-12", ["min_length"]),
        ("Kotek1", ["special_character"]),
        ("Kotek 1", ["special_character"]),
        ("Kotek-", ["digit"]),
        ("kotek-1", ["capital_letter"]),
        ("KOTEK-1", ["small_letter"]),
        ("żółw-12", ["capital_letter"]),
        ("12345-", ["capital_letter", "letter", "small_letter"]),
        ("Kot-104217", ["no_login"]),
        ("  Ko-1  ", ["min_length"]),
        ("", ["min_length", "special_character", "digit", "capital_letter", "letter",
              "small_letter"]),
    ],
)  # fmt: skip
def test_a_broken_rule_is_named(password: str, missing: list[str]) -> None:
    assert broken(password) == missing


@pytest.mark.parametrize(
    ("password", "login", "allowed"),
    [
        ("Maria@wp.pl-1", "maria@WP.pl", False),
        ("xMARIA@WP.PL1a", "maria@wp.pl", False),
        ("Maria-1", "maria@wp.pl", True),
        ("Kot-12", "", True),
        ("Żółw@wp.pl1", unicodedata.normalize("NFD", "żółw@wp.pl"), False),
        ("Maria@wp.pl-1", " maria@wp.pl ", False),
    ],
)
def test_a_login_inside_is_found_in_any_case(password: str, login: str, allowed: bool) -> None:
    assert ("no_login" not in broken(password, login)) == allowed


def test_the_previous_password_is_refused() -> None:
    report = check_password("Kot-12", login=LOGIN, previous_matches=True)
    assert report.broken == (PasswordRule.DIFFERS_FROM_PREVIOUS,)


@pytest.mark.parametrize("length", [MAX_LENGTH + 1, 10**6])
def test_an_endless_password_is_refused_before_any_work(length: int) -> None:
    with pytest.raises(PasswordTooLong) as refusal:
        check_password("a" * length, login=LOGIN, previous_matches=False)
    assert refusal.value.max_length == MAX_LENGTH


def test_the_longest_password_may_be_typed_in_decomposed_letters() -> None:
    assert normalised(unicodedata.normalize("NFD", "ó" * MAX_LENGTH)) == "ó" * MAX_LENGTH


@given(st.from_regex(r"[0-9]{6}", fullmatch=True) | st.emails())
def test_a_temporary_password_keeps_all_rules_for_any_login(login: str) -> None:
    assert broken(temporary_password(), login) == []


def test_a_temporary_password_is_easy_to_copy_and_to_type() -> None:
    for password in [temporary_password() for _ in range(200)]:
        assert re.fullmatch(r"[A-Z][a-z]{7}-[0-9]{4}-[a-z]{8}", password)
        assert not set(password) & set("0Oo1lI")


def test_temporary_passwords_cannot_be_guessed() -> None:
    syllables = len(CONSONANTS) * len(VOWELS)
    assert 8 * math.log2(syllables) + 4 * math.log2(len(DIGITS)) > 62
    assert len({temporary_password() for _ in range(500)}) == 500


async def test_a_hash_knows_its_password(hasher: PasswordHasher) -> None:
    stored = await hasher.hash("Żółw-12")
    assert stored.startswith("$argon2id$")
    assert "Żółw" not in stored
    assert await hasher.verify(stored, "Żółw-12")
    assert not await hasher.verify(stored, "Żółw-13")
    assert await hasher.hash("Żółw-12") != stored


async def test_spaces_of_a_copy_and_decomposed_letters_do_not_matter(
    hasher: PasswordHasher,
) -> None:
    stored = await hasher.hash(unicodedata.normalize("NFD", " Żółw-12\n"))
    assert await hasher.verify(stored, "Żółw-12")
    assert not await hasher.verify(stored, "Żółw -12")


async def test_too_long_is_nobodys_password(hasher: PasswordHasher) -> None:
    stored = await hasher.hash("Kot-12")
    assert not await hasher.verify(stored, "a" * 1000)
    with pytest.raises(PasswordTooLong):
        await hasher.hash("a" * 1000)


async def test_a_damaged_hash_is_not_a_wrong_password(hasher: PasswordHasher) -> None:
    with pytest.raises(InvalidHashError):
        await hasher.verify("not a hash", "Kot-12")


async def test_an_unknown_login_costs_the_same_work(
    hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    real = hasher._matches

    def note(stored: str, password: str) -> bool:
        verified.append(stored)
        return real(stored, password)

    monkeypatch.setattr(hasher, "_matches", note)

    await hasher.verify_nobody("Kot-12")
    await hasher.verify(await hasher.hash("Kot-12"), "Kot-12")

    parameters = [stored.rsplit("$", 2)[0] for stored in verified]
    assert parameters[0] == parameters[1] != ""


async def test_a_hash_of_other_parameters_is_renewed(hasher: PasswordHasher) -> None:
    stored = await hasher.hash("Kot-12")
    assert not hasher.needs_rehash(stored)
    assert PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).needs_rehash(stored)


async def test_a_flood_hashes_only_a_few_at_a_time(
    hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    both_at_work, lock = threading.Barrier(2), threading.Lock()
    at_work: set[int] = set()
    most = 0

    def count(_hash: str, _password: str) -> bool:
        nonlocal most
        with lock:
            at_work.add(threading.get_ident())
            most = max(most, len(at_work))
        both_at_work.wait(timeout=5)
        with lock:
            at_work.remove(threading.get_ident())
        return True

    monkeypatch.setattr(hasher, "_matches", count)
    assert all(await asyncio.gather(*(hasher.verify("", "Kot-12") for _ in range(10))))
    assert most == 2
