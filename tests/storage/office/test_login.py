"""Logging in: by symbol or e-mail, the same answer for a wrong login and a wrong password, and a
lock that says when it ends."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from ebok import audit
from ebok.accounts.lockout import CHAT_LIMIT, LOGIN_LIMIT, Locked
from ebok.accounts.login import (
    LoggedIn,
    TemporaryExpired,
    WrongCredentials,
    forgot_password,
    log_in,
)
from ebok.accounts.sessions import Resident, who
from ebok.office import Office
from ebok.passwords import PasswordHasher
from storage.tables import Account, FailedLogin
from tests.storage.office.people import (
    CHAT,
    JAN,
    MARIA,
    OTHER_CHAT,
    OWN_PASSWORD,
    Clock,
    Person,
    all_rows,
    decided,
    enter_in_records,
    letters,
    temporary_password_sent,
    with_account,
)

SAME_ADDRESS = Person(JAN.symbol, JAN.name, JAN.address, JAN.identifier, email=MARIA.email)


async def fail(office: Office, login: str, chat_id: int = CHAT) -> int:
    """One wrong password. Returns the tries that are left."""
    with pytest.raises(WrongCredentials) as wrong:
        await log_in(office, chat_id, login, "Zle-Haslo-1")
    return wrong.value.tries_left


@pytest.mark.parametrize(
    "login", ["104217", " 104 217 ", "maria@example.com", "Maria@Example.COM "]
)
async def test_symbol_and_e_mail_both_lead_in(office: Office, login: str) -> None:
    account_id = await with_account(office)

    done = await log_in(office, CHAT, login, OWN_PASSWORD)

    assert done == LoggedIn("104217", must_change_password=False)
    resident = await who(office, CHAT)
    assert isinstance(resident, Resident)
    assert (resident.account_id, resident.name) == (account_id, "Maria Wiśniewska")


async def test_a_temporary_password_leads_in_to_be_changed(office: Office) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA)

    done = await log_in(office, CHAT, "104217", await temporary_password_sent(office))

    assert done.must_change_password
    resident = await who(office, CHAT)
    assert isinstance(resident, Resident)
    assert resident.must_change_password


async def test_a_temporary_password_is_good_for_72_hours(office: Office, clock: Clock) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA)
    password = await temporary_password_sent(office)

    clock.move(hours=71, minutes=59)
    assert (await log_in(office, CHAT, "104217", password)).must_change_password
    clock.move(minutes=1)
    with pytest.raises(TemporaryExpired):
        await log_in(office, OTHER_CHAT, "104217", password)


async def test_an_expired_password_that_is_wrong_too_says_no_more_than_wrong(
    office: Office, clock: Clock
) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA)
    clock.move(hours=100)

    await fail(office, "104217")


async def test_a_shared_address_names_nobody_but_the_symbol_does(office: Office) -> None:
    await with_account(office, MARIA)
    await with_account(office, SAME_ADDRESS)

    await fail(office, MARIA.email)
    with pytest.raises(WrongCredentials):
        await log_in(office, CHAT, MARIA.email, OWN_PASSWORD)
    done = await log_in(office, CHAT, SAME_ADDRESS.symbol, OWN_PASSWORD)

    assert done.login == SAME_ADDRESS.symbol


async def test_wrong_login_and_wrong_password_read_and_count_the_same(office: Office) -> None:
    await with_account(office)

    known = [await fail(office, "104217") for _ in range(5)]
    unknown = [await fail(office, "999999", OTHER_CHAT) for _ in range(5)]

    assert known == unknown == [4, 3, 2, 1, 0]
    for login, chat_id in (("104217", CHAT), ("999999", OTHER_CHAT)):
        with pytest.raises(Locked):
            await log_in(office, chat_id, login, OWN_PASSWORD)


async def test_an_unknown_login_is_verified_as_often_as_a_known_one(
    office: Office, cheap_hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_account(office)
    verified: list[str] = []
    matches = cheap_hasher._matches

    def counted(password_hash: str, password: str) -> bool:
        verified.append(password_hash)
        return matches(password_hash, password)

    monkeypatch.setattr(cheap_hasher, "_matches", counted)
    await fail(office, "104217")
    known = len(verified)
    await fail(office, "999999")

    assert known == len(verified) - known == 2


async def test_five_failures_lock_with_the_right_password_too(office: Office, clock: Clock) -> None:
    await with_account(office)
    for _ in range(5):
        clock.move(minutes=3)
        await fail(office, "104217")
    last_at = clock()
    clock.move(minutes=14)

    with pytest.raises(Locked) as locked:
        await log_in(office, OTHER_CHAT, "maria@example.com", OWN_PASSWORD)

    assert locked.value.until == last_at + timedelta(minutes=15)


async def test_five_failures_spread_over_more_than_the_window_lock_nobody(
    office: Office, clock: Clock
) -> None:
    await with_account(office)
    for _ in range(5):
        await fail(office, "104217")
        clock.move(minutes=4)

    assert (await log_in(office, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_after_a_lock_there_are_five_tries_again(office: Office, clock: Clock) -> None:
    await with_account(office)
    for _ in range(5):
        await fail(office, "104217")
    clock.move(minutes=15)

    assert [await fail(office, "104217") for _ in range(5)] == [4, 3, 2, 1, 0]


async def test_the_lock_ends_when_it_said(office: Office, clock: Clock) -> None:
    await with_account(office)
    for _ in range(5):
        await fail(office, "104217")
    with pytest.raises(Locked) as locked:
        await log_in(office, CHAT, "104217", OWN_PASSWORD)

    clock.at = locked.value.until

    assert (await log_in(office, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_trying_while_locked_does_not_make_it_longer(office: Office, clock: Clock) -> None:
    await with_account(office)
    for _ in range(5):
        await fail(office, "104217")
    counted = len(await all_rows(office, FailedLogin))
    clock.move(minutes=14)
    for _ in range(3):
        with pytest.raises(Locked):
            await log_in(office, CHAT, "104217", "Zle-Haslo-1")

    assert len(await all_rows(office, FailedLogin)) == counted
    clock.move(minutes=1)
    assert (await log_in(office, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_the_owner_is_told_once_by_mail(office: Office) -> None:
    await with_account(office)
    for _ in range(4):
        await fail(office, "104217")
    assert await letters(office, "login_locked") == []

    await fail(office, "maria@example.com")
    with pytest.raises(Locked):
        await log_in(office, CHAT, "104217", OWN_PASSWORD)

    (mail,) = await letters(office, "login_locked")
    assert (mail.channel, mail.to, mail.data) == ("mail", MARIA.email, {"minutes": 15})


async def test_five_failures_at_once_are_told_too(office: Office) -> None:
    """From five telephones in the same moment: each of them reads that none has failed yet."""
    await with_account(office)

    await asyncio.gather(*(fail(office, "104217", chat_id) for chat_id in range(1, 6)))

    with pytest.raises(Locked):
        await log_in(office, CHAT, "104217", OWN_PASSWORD)
    assert len(await letters(office, "login_locked")) == 1


async def test_a_temporary_password_opens_a_locked_account(office: Office) -> None:
    """It is the way out that the lock's own words offer."""
    await with_account(office)
    for _ in range(5):
        await fail(office, "104217")
    await forgot_password(office, CHAT, "104217")

    done = await log_in(office, CHAT, "104217", await temporary_password_sent(office))

    assert done.must_change_password


async def test_symbol_and_address_of_an_account_have_five_tries_together(office: Office) -> None:
    await with_account(office)
    for login in ("104217", MARIA.email, "104217", MARIA.email, "104217"):
        await fail(office, login)

    with pytest.raises(Locked):
        await log_in(office, OTHER_CHAT, MARIA.email, OWN_PASSWORD)


async def test_the_tries_left_do_not_tell_which_address_belongs_to_which_symbol(
    office: Office,
) -> None:
    await with_account(office)
    await fail(office, "104217")

    assert await fail(office, MARIA.email) == await fail(office, "nikt@example.com", OTHER_CHAT)


async def test_getting_in_forgets_the_failures(office: Office) -> None:
    await with_account(office)
    for _ in range(4):
        await fail(office, "104217")
    await log_in(office, CHAT, "104217", OWN_PASSWORD)

    assert await fail(office, "104217") == LOGIN_LIMIT.tries - 1


async def test_a_chat_that_tries_many_logins_is_locked_as_well(office: Office) -> None:
    for number in range(CHAT_LIMIT.tries):
        await fail(office, f"{100000 + number}")

    with pytest.raises(Locked):
        await log_in(office, CHAT, "200000", "Zle-Haslo-1")
    await fail(office, "200000", OTHER_CHAT)


async def test_what_was_typed_is_not_kept_with_a_failure(office: Office) -> None:
    await fail(office, "ktos@example.com")

    subjects = {row.subject for row in await all_rows(office, FailedLogin)}
    assert len(subjects) == 2
    assert all(len(subject) == 64 and "ktos" not in subject for subject in subjects)


async def test_an_old_hash_is_renewed_at_login(office: Office) -> None:
    account_id = await with_account(office)
    weaker = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    async with office.database.transaction() as session:
        account = await session.get_one(Account, account_id)
        account.password_hash = old = await weaker.hash(OWN_PASSWORD)

    await log_in(office, CHAT, "104217", OWN_PASSWORD)

    (account,) = await all_rows(office, Account)
    assert account.password_hash != old
    assert not office.passwords.needs_rehash(account.password_hash or "")
    assert (await log_in(office, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_logging_in_and_the_lock_are_noted(office: Office) -> None:
    await with_account(office)
    await log_in(office, CHAT, "104217", OWN_PASSWORD)
    for _ in range(5):
        await fail(office, "104217", OTHER_CHAT)

    deeds = await audit.deeds(office, "104217", limit=2)

    assert [(deed.actor, deed.action) for deed in deeds] == [
        (f"chat:{OTHER_CHAT}", "login locked"),
        (f"chat:{CHAT}", "logged in"),
    ]
