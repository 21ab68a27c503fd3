"""Logging in: by symbol or e-mail, the same answer for a wrong login and a wrong password, and a
lock that says when it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from ebok import audit
from ebok.accounts.forgotten import forgot_password
from ebok.accounts.lockout import CHAT_LIMIT, LOGIN_LIMIT, SIEGE, Locked
from ebok.accounts.login import LoggedIn, TemporaryExpired, WrongCredentials, log_in
from ebok.accounts.sessions import Resident, who
from ebok.outbox.letters import LoginBesieged, LoginLocked
from ebok.outbox.recipients import Mailbox
from ebok.passwords import PasswordHasher
from ebok.services import OfficeReach, Services
from storage.tables import Account, FailedLogin
from tests.fixtures.people import (
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


async def fail(services: Services, login: str, chat_id: int = CHAT) -> int:
    """One wrong password. Returns the tries that are left."""
    with pytest.raises(WrongCredentials) as wrong:
        await log_in(services, chat_id, login, "Zle-Haslo-1")
    return wrong.value.tries_left


@pytest.mark.parametrize(
    "login", ["104217", " 104 217 ", "maria@example.com", "Maria@Example.COM "]
)
async def test_symbol_and_e_mail_both_lead_in(services: Services, login: str) -> None:
    account_id = await with_account(services)

    done = await log_in(services, CHAT, login, OWN_PASSWORD)

    assert done == LoggedIn("104217", must_change_password=False)
    resident = await who(services, CHAT)
    assert isinstance(resident, Resident)
    assert (resident.account_id, resident.name) == (account_id, "Maria Wiśniewska")


async def test_a_temporary_password_leads_in_to_be_changed(services: Services) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)

    done = await log_in(services, CHAT, "104217", await temporary_password_sent(services))

    assert done.must_change_password
    resident = await who(services, CHAT)
    assert isinstance(resident, Resident)
    assert resident.must_change_password


async def test_a_temporary_password_is_good_for_72_hours(services: Services, clock: Clock) -> None:
    await with_account(services)
    await forgot_password(services, CHAT, "104217")
    first = await temporary_password_sent(services)
    await forgot_password(services, CHAT, "104217")
    second = await temporary_password_sent(services)

    clock.move(hours=71, minutes=59)
    assert (await log_in(services, CHAT, "104217", first)).must_change_password
    clock.move(minutes=1)
    with pytest.raises(TemporaryExpired):
        await log_in(services, OTHER_CHAT, "104217", second)


async def test_a_temporary_password_opens_once(services: Services) -> None:
    await with_account(services)
    await forgot_password(services, CHAT, "104217")
    password = await temporary_password_sent(services)
    await log_in(services, CHAT, "104217", password)

    with pytest.raises(WrongCredentials):
        await log_in(services, OTHER_CHAT, "104217", password)


async def test_an_expired_password_that_is_wrong_too_says_no_more_than_wrong(
    services: Services, clock: Clock
) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)
    clock.move(hours=100)

    await fail(services, "104217")


async def test_a_shared_address_names_nobody_but_the_symbol_does(services: Services) -> None:
    await with_account(services, MARIA)
    await with_account(services, SAME_ADDRESS)

    await fail(services, MARIA.email)
    with pytest.raises(WrongCredentials):
        await log_in(services, CHAT, MARIA.email, OWN_PASSWORD)
    done = await log_in(services, CHAT, SAME_ADDRESS.symbol, OWN_PASSWORD)

    assert done.login == SAME_ADDRESS.symbol


async def test_wrong_login_and_wrong_password_read_and_count_the_same(services: Services) -> None:
    await with_account(services)

    known = [await fail(services, "104217") for _ in range(5)]
    unknown = [await fail(services, "999999", OTHER_CHAT) for _ in range(5)]

    assert known == unknown == [4, 3, 2, 1, 0]
    for login, chat_id in (("104217", CHAT), ("999999", OTHER_CHAT)):
        with pytest.raises(Locked):
            await log_in(services, chat_id, login, OWN_PASSWORD)


async def test_an_unknown_login_is_verified_as_often_as_a_known_one(
    services: Services, cheap_hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_account(services)
    verified: list[str] = []
    matches = cheap_hasher._matches

    def counted(password_hash: str, password: str) -> bool:
        verified.append(password_hash)
        return matches(password_hash, password)

    monkeypatch.setattr(cheap_hasher, "_matches", counted)
    await fail(services, "104217")
    known = len(verified)
    await fail(services, "999999")

    assert known == len(verified) - known == 1


async def test_five_failures_in_a_chat_make_it_wait_with_the_right_password_too(
    services: Services, clock: Clock
) -> None:
    await with_account(services)
    for _ in range(5):
        clock.move(minutes=3)
        await fail(services, "104217")
    last_at = clock()
    clock.move(minutes=14)

    with pytest.raises(Locked) as locked:
        await log_in(services, CHAT, "104217", OWN_PASSWORD)

    assert locked.value.until == last_at + timedelta(minutes=15)


async def test_strangers_failures_keep_nobody_out(services: Services) -> None:
    """The symbol stands on every bill."""
    await with_account(services)
    for stranger in range(5000, 5030):
        await fail(services, "104217", stranger)
        await fail(services, MARIA.email, stranger)

    for chat_id, login in ((CHAT, "104217"), (OTHER_CHAT, MARIA.email)):
        assert (await log_in(services, chat_id, login, OWN_PASSWORD)).login == "104217"


async def test_of_a_besieged_login_each_unknown_chat_has_one_try_and_the_office_hears_once(
    services: Services,
) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    services = replace(services, office=OfficeReach(mail="biuro@example.com"))
    for stranger in range(5000, 5000 + SIEGE.tries):
        await fail(services, "104217", stranger)

    assert await fail(services, "104217", OTHER_CHAT) == 0
    with pytest.raises(Locked):
        await log_in(services, OTHER_CHAT, "104217", OWN_PASSWORD)
    assert await fail(services, "104217", CHAT) == 4, "the owner's phone is known"
    (told,) = await letters(services, LoginBesieged)
    assert (told.to, told.letter) == (Mailbox("biuro@example.com"), LoginBesieged("104217"))


async def test_a_siege_under_the_address_says_nothing_about_the_symbol(services: Services) -> None:
    await with_account(services)
    for stranger in range(5000, 5000 + SIEGE.tries):
        await fail(services, MARIA.email, stranger)

    assert await fail(services, "104217", OTHER_CHAT) == LOGIN_LIMIT.tries - 1


async def test_a_chat_that_must_wait_costs_no_hash(
    services: Services, cheap_hasher: PasswordHasher, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_account(services)
    for _ in range(5):
        await fail(services, "104217")
    monkeypatch.setattr(cheap_hasher, "_matches", lambda *_: pytest.fail("it was hashed"))

    with pytest.raises(Locked):
        await log_in(services, CHAT, "104217", OWN_PASSWORD)


async def test_who_goes_on_trying_must_wait_for_every_login(services: Services) -> None:
    await with_account(services)
    for _ in range(5):
        await fail(services, "999999")
    for _ in range(CHAT_LIMIT.tries - 5):
        with pytest.raises(Locked):
            await log_in(services, CHAT, "999999", "Zle-Haslo-1")

    with pytest.raises(Locked):
        await log_in(services, CHAT, "200000", "Zle-Haslo-1")


async def test_five_failures_spread_over_more_than_the_window_lock_nobody(
    services: Services, clock: Clock
) -> None:
    await with_account(services)
    for _ in range(5):
        await fail(services, "104217")
        clock.move(minutes=4)

    assert (await log_in(services, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_after_a_lock_there_are_five_tries_again(services: Services, clock: Clock) -> None:
    await with_account(services)
    for _ in range(5):
        await fail(services, "104217")
    clock.move(minutes=15)

    assert [await fail(services, "104217") for _ in range(5)] == [4, 3, 2, 1, 0]


async def test_the_lock_ends_when_it_said(services: Services, clock: Clock) -> None:
    await with_account(services)
    for _ in range(5):
        await fail(services, "104217")
    with pytest.raises(Locked) as locked:
        await log_in(services, CHAT, "104217", OWN_PASSWORD)

    clock.at = locked.value.until

    assert (await log_in(services, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_a_try_while_waiting_does_not_make_it_longer(
    services: Services, clock: Clock
) -> None:
    await with_account(services)
    for _ in range(5):
        await fail(services, "104217")
    clock.move(minutes=14)
    for _ in range(3):
        with pytest.raises(Locked):
            await log_in(services, CHAT, "104217", "Zle-Haslo-1")

    clock.move(minutes=1)
    assert (await log_in(services, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_the_owner_is_told_by_mail_twice_a_day_at_most(services: Services) -> None:
    await with_account(services)
    for _ in range(4):
        await fail(services, "104217")
    assert await letters(services, LoginLocked) == []

    for stranger in (CHAT, 5001, 5002, 5003):
        while await fail(services, "104217", stranger):
            pass

    told = await letters(services, LoginLocked)
    assert [mail.to for mail in told] == 2 * [Mailbox(MARIA.email)]
    assert told[0].letter == LoginLocked(minutes=15)


async def test_a_temporary_password_opens_a_locked_account(services: Services) -> None:
    """It is the way out that the lock's own words offer."""
    await with_account(services)
    for _ in range(5):
        await fail(services, "104217")
    await forgot_password(services, CHAT, "104217")

    done = await log_in(services, CHAT, "104217", await temporary_password_sent(services))

    assert done.must_change_password


async def test_failures_under_the_address_say_nothing_about_the_symbol(services: Services) -> None:
    await with_account(services)
    for _ in range(5):
        await fail(services, MARIA.email)

    assert await fail(services, "104217") == LOGIN_LIMIT.tries - 1


async def test_the_tries_left_do_not_tell_which_address_belongs_to_which_symbol(
    services: Services,
) -> None:
    await with_account(services)
    await fail(services, "104217")

    assert await fail(services, MARIA.email) == await fail(services, "nikt@example.com", OTHER_CHAT)


async def test_getting_in_forgets_the_failures(services: Services) -> None:
    await with_account(services)
    for _ in range(4):
        await fail(services, "104217")
    await log_in(services, CHAT, "104217", OWN_PASSWORD)

    assert await fail(services, "104217") == LOGIN_LIMIT.tries - 1


async def test_a_chat_that_tries_many_logins_is_locked_as_well(services: Services) -> None:
    for number in range(CHAT_LIMIT.tries):
        await fail(services, f"{100000 + number}")

    with pytest.raises(Locked):
        await log_in(services, CHAT, "200000", "Zle-Haslo-1")
    await fail(services, "200000", OTHER_CHAT)


async def test_what_was_typed_is_not_kept_with_a_failure(services: Services) -> None:
    await fail(services, "ktos@example.com")

    subjects = {row.subject for row in await all_rows(services, FailedLogin)}
    assert len(subjects) == 3
    assert all(len(subject) == 64 and "ktos" not in subject for subject in subjects)


async def test_an_old_hash_is_renewed_at_login(services: Services) -> None:
    account_id = await with_account(services)
    weaker = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1)
    async with services.database.transaction() as session:
        account = await session.get_one(Account, account_id)
        account.password_hash = old = await weaker.hash(OWN_PASSWORD)

    await log_in(services, CHAT, "104217", OWN_PASSWORD)

    (account,) = await all_rows(services, Account)
    assert account.password_hash != old
    assert not services.passwords.needs_rehash(account.password_hash or "")
    assert (await log_in(services, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_logging_in_and_the_lock_are_noted(services: Services) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    for _ in range(5):
        await fail(services, "104217", OTHER_CHAT)

    deeds = await audit.deeds(services, "104217", limit=2)

    assert [(deed.actor, deed.action) for deed in deeds] == [
        (f"chat:{OTHER_CHAT}", "login locked"),
        (f"chat:{CHAT}", "logged in"),
    ]
