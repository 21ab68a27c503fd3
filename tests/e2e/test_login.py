"""Logging in when it does not go smoothly: a forgotten password, too many tries."""

from __future__ import annotations

import re

from tests.e2e import phrases
from tests.e2e.conftest import NewResident, on_postgresql, on_sqlite
from tests.e2e.resident import Resident

OTHER = "Zupelnie-Inne-8!"


async def test_a_forgotten_password_is_mailed_and_the_old_one_works_until_changed(
    resident: NewResident,
) -> None:
    owner = await resident()
    await owner.opens_account()
    await owner.presses("Więcej", "Wyloguj")

    await owner.presses("Logowanie", "Nie pamiętam hasła")
    await owner.writes(owner.member.symbol)
    temporary = await owner.gets_temporary_password(number=2)

    assert owner.member.name in await owner.logs_in()  # with the old one
    await owner.presses("Więcej", "Wyloguj")

    assert "hasło" in await owner.gives_login(owner.member.email, temporary)
    old = owner.password
    await owner.sets_password(OTHER)
    assert owner.member.name in await owner.presses("Tylko teraz")
    await owner.presses("Więcej", "Wyloguj")
    assert phrases.WRONG_LOGIN in await owner.gives_login(owner.member.symbol, old)
    assert phrases.WRONG_LOGIN in await owner.gives_login(owner.member.symbol, temporary)
    assert phrases.LOGGED_IN in await owner.gives_login(owner.member.symbol, OTHER)


@on_sqlite
async def test_asking_for_a_password_reads_the_same_with_and_without_an_account(
    resident: NewResident,
) -> None:
    owner = await resident()
    await owner.has_account()
    stranger = await resident()
    answers = []
    for login in (owner.member.symbol, owner.member.email, "999990", "nikt@example.com"):
        await stranger.writes("/start")
        await stranger.presses("Logowanie", "Nie pamiętam hasła")
        answers.append(await stranger.writes(login))
    assert len(set(answers)) == 1
    assert owner.member.email not in answers[0]
    await owner.gets_mail("hasło tymczasowe", number=3)
    assert await stranger.sandbox.mail("nikt@example.com") == []


async def _fails_five_times(somebody: Resident, login: str) -> list[str]:
    await somebody.writes("/start")
    await somebody.presses("Logowanie")
    await somebody.writes(login)
    return [await somebody.types_secret(f"Zgadywane-{n}!") for n in range(5)]


async def test_five_wrong_passwords_of_a_stranger_keep_nobody_out_but_the_stranger(
    resident: NewResident,
) -> None:
    owner, stranger = await resident(), await resident()
    await owner.opens_account()
    await owner.presses("Więcej", "Wyloguj")

    answers = await _fails_five_times(stranger, owner.member.symbol)
    assert all(phrases.WRONG_LOGIN in answer for answer in answers[:4])
    assert [re.findall(r"\b\d\b", answer.splitlines()[0])[-1:] for answer in answers[:3]] == [
        ["4"],
        ["3"],
        ["2"],
    ]
    assert phrases.LOCKED in answers[4]

    locked = await stranger.gives_login(owner.member.symbol, owner.password)
    assert phrases.LOCKED in locked
    assert re.search(r"\d{1,2}\.\d\d", locked), "it says when it ends"
    entered = await owner.gives_login(owner.member.symbol, owner.password)
    assert phrases.LOCKED not in entered
    assert phrases.WRONG_LOGIN not in entered
    warning = await owner.gets_mail(phrases.LOCKED_MAIL)
    assert phrases.OFFICE_PHONE in warning["text"]
    assert "not locked" not in await owner.office.account(owner.member.symbol)

    opened = await owner.office.command("account", "unlock", owner.member.symbol)
    assert opened.code == 0, opened.said
    assert "not locked" in await owner.office.account(owner.member.symbol)
    opened_again = await stranger.gives_login(owner.member.symbol, owner.password)
    assert phrases.LOCKED not in opened_again
    assert phrases.WRONG_LOGIN not in opened_again


async def test_a_login_nobody_has_is_locked_in_the_same_words(resident: NewResident) -> None:
    owner, stranger, other = await resident(), await resident(), await resident()
    await owner.has_account()
    real = await _fails_five_times(stranger, owner.member.symbol)
    invented = await _fails_five_times(other, "999980")
    real.append(await stranger.types_secret("Zgadywane-6!"))
    invented.append(await other.types_secret("Zgadywane-6!"))
    assert [without_time(text) for text in real] == [without_time(text) for text in invented]
    assert phrases.LOCKED in invented[-1]


@on_sqlite
async def test_a_locked_account_may_still_ask_for_a_temporary_password(
    resident: NewResident,
) -> None:
    owner = await resident()
    await owner.has_account()
    await _fails_five_times(owner, owner.member.symbol)
    await owner.types_secret("Zgadywane-6!")
    await owner.presses("Nie pamiętam hasła")
    await owner.writes(owner.member.symbol)
    assert await owner.gets_temporary_password(number=2)


@on_postgresql
async def test_the_password_is_changed_from_the_menu(resident: NewResident) -> None:
    owner = await resident()
    await owner.opens_account()
    old = owner.password
    await owner.presses("Więcej", "Zmiana hasła")
    assert "4" in await owner.types_secret("To-Nie-To-1!")
    assert "Zasady" in await owner.types_secret(old)
    assert "❌ inne niż poprzednie" in await owner.types_secret(old)
    await owner.types_secret(OTHER)
    assert "hasło" in await owner.types_secret(OTHER)
    await owner.writes("/wyloguj")
    assert phrases.WRONG_LOGIN in await owner.gives_login(owner.member.symbol, old)
    assert phrases.LOGGED_IN in await owner.gives_login(owner.member.symbol, OTHER)


@on_postgresql
async def test_the_office_resets_a_password_and_all_phones_are_logged_out(
    resident: NewResident,
) -> None:
    owner = await resident()
    await owner.opens_account("Zapamiętaj ten telefon")
    reset = await owner.office.command("account", "reset", owner.member.symbol)
    assert reset.code == 0, reset.said
    temporary = await owner.gets_temporary_password(number=2)
    assert temporary not in reset.said
    await owner.writes("/saldo")
    assert "zł" not in await owner.reads()
    assert phrases.WRONG_LOGIN in await owner.gives_login(owner.member.symbol, owner.password)
    assert "Zasady" in await owner.gives_login(owner.member.symbol, temporary)
    await owner.sets_password(OTHER)
    assert owner.member.name in await owner.presses("Tylko teraz")


def without_time(text: str) -> str:
    return re.sub(r"\d{1,2}\.\d\d", "", text)
