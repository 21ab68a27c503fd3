"""Changing the password in three messages, of which nothing is kept but a hash."""

from __future__ import annotations

import pytest

from ebok import audit
from ebok.accounts.forgotten import forgot_password
from ebok.accounts.lockout import Locked
from ebok.accounts.login import WrongCredentials, log_in
from ebok.accounts.password_change import (
    RepeatedDiffers,
    RulesBroken,
    WrongPassword,
    check_previous,
    confirm,
    propose,
)
from ebok.accounts.sessions import Resident, who
from ebok.outbox.letters import PasswordChangedLogout
from ebok.outbox.recipients import Chat
from ebok.passwords import MAX_LENGTH, PasswordRule, PasswordTooLong
from ebok.services import Services
from storage.tables import Account, TemporaryPassword
from tests.fixtures.people import (
    CHAT,
    MARIA,
    NEW_PASSWORD,
    OTHER_CHAT,
    OWN_PASSWORD,
    Clock,
    all_rows,
    decided,
    enter_in_records,
    letters,
    temporary_password_sent,
    with_account,
)


@pytest.fixture
async def account_id(services: Services) -> int:
    """Maria's, who is logged in on two phones with a password of her own."""
    found = await with_account(services)
    for chat_id in (CHAT, OTHER_CHAT):
        await log_in(services, chat_id, "104217", OWN_PASSWORD)
    return found


async def test_the_previous_password_is_recognised(services: Services, account_id: int) -> None:
    await check_previous(services, CHAT, account_id, OWN_PASSWORD)

    with pytest.raises(WrongPassword) as wrong:
        await check_previous(services, CHAT, account_id, NEW_PASSWORD)
    assert wrong.value.tries_left == 4


async def test_a_temporary_password_is_a_previous_one_too(
    services: Services, account_id: int
) -> None:
    await forgot_password(services, CHAT, "104217")

    await check_previous(services, CHAT, account_id, await temporary_password_sent(services))


async def test_five_wrong_previous_passwords_lock_for_15_minutes(
    services: Services, account_id: int, clock: Clock
) -> None:
    for _ in range(5):
        with pytest.raises(WrongPassword):
            await check_previous(services, CHAT, account_id, "Zle-Haslo-1")
    with pytest.raises(Locked) as locked:
        await check_previous(services, CHAT, account_id, OWN_PASSWORD)

    clock.at = locked.value.until

    await check_previous(services, CHAT, account_id, OWN_PASSWORD)


async def test_a_changed_password_is_the_only_one_afterwards(
    services: Services, account_id: int
) -> None:
    await propose(services, account_id, NEW_PASSWORD)
    await confirm(services, CHAT, account_id, NEW_PASSWORD)

    assert (await log_in(services, CHAT, "104217", NEW_PASSWORD)).login == "104217"
    with pytest.raises(WrongCredentials):
        await log_in(services, CHAT, "104217", OWN_PASSWORD)


async def test_the_first_change_ends_the_temporary_password(services: Services) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)
    temporary = await temporary_password_sent(services)
    await log_in(services, CHAT, "104217", temporary)
    (account,) = await all_rows(services, Account)

    await propose(services, account.id, NEW_PASSWORD)
    await confirm(services, CHAT, account.id, NEW_PASSWORD)

    resident = await who(services, CHAT)
    assert isinstance(resident, Resident)
    assert not resident.must_change_password
    with pytest.raises(WrongCredentials):
        await log_in(services, OTHER_CHAT, "104217", temporary)


async def test_other_phones_are_logged_out_and_this_one_is_not(
    services: Services, account_id: int
) -> None:
    await propose(services, account_id, NEW_PASSWORD)
    await confirm(services, CHAT, account_id, NEW_PASSWORD)

    assert isinstance(await who(services, CHAT), Resident)
    assert await who(services, OTHER_CHAT) is None
    (notice,) = await letters(services, PasswordChangedLogout)
    assert notice.to == Chat(OTHER_CHAT)


async def test_a_different_repetition_changes_nothing_and_asks_anew(
    services: Services, account_id: int
) -> None:
    await propose(services, account_id, NEW_PASSWORD)

    with pytest.raises(RepeatedDiffers):
        await confirm(services, CHAT, account_id, NEW_PASSWORD + "x")
    with pytest.raises(RepeatedDiffers):  # the first typing is forgotten
        await confirm(services, CHAT, account_id, NEW_PASSWORD)

    assert (await log_in(services, CHAT, "104217", OWN_PASSWORD)).login == "104217"
    assert isinstance(await who(services, OTHER_CHAT), Resident)


@pytest.mark.parametrize(
    ("new", "broken"),
    [
        ("Ab1!x", [PasswordRule.MIN_LENGTH]),
        (OWN_PASSWORD, [PasswordRule.DIFFERS_FROM_PREVIOUS]),
        ("x104217!A", [PasswordRule.NO_LOGIN]),
    ],
)
async def test_a_password_that_breaks_a_rule_is_not_proposed(
    services: Services, account_id: int, new: str, broken: list[PasswordRule]
) -> None:
    with pytest.raises(RulesBroken) as refused:
        await propose(services, account_id, new)

    assert list(refused.value.report.broken) == broken
    assert len(refused.value.report.results) == 8
    with pytest.raises(RepeatedDiffers):
        await confirm(services, CHAT, account_id, new)


async def test_the_temporary_password_is_no_new_one_either(
    services: Services, account_id: int
) -> None:
    await forgot_password(services, CHAT, "104217")

    with pytest.raises(RulesBroken) as refused:
        await propose(services, account_id, await temporary_password_sent(services))

    assert refused.value.report.broken == (PasswordRule.DIFFERS_FROM_PREVIOUS,)


async def test_the_e_mail_is_a_login_too_and_may_not_stand_in_the_password(
    services: Services, account_id: int
) -> None:
    with pytest.raises(RulesBroken) as refused:
        await propose(services, account_id, "1Xmaria@example.com")

    assert refused.value.report.broken == (PasswordRule.NO_LOGIN,)


async def test_a_novel_is_no_password(services: Services, account_id: int) -> None:
    with pytest.raises(PasswordTooLong) as refused:
        await propose(services, account_id, "Ab1!" * MAX_LENGTH)

    assert refused.value.max_length == MAX_LENGTH


async def test_what_was_typed_stands_nowhere(services: Services, account_id: int) -> None:
    await propose(services, account_id, NEW_PASSWORD)

    (account,) = await all_rows(services, Account)
    stored = [str(value) for value in vars(account).values()]
    assert not any(NEW_PASSWORD in value or OWN_PASSWORD in value for value in stored)
    assert str(account.proposed_hash).startswith("$argon2id$")


async def test_nothing_of_the_proposal_is_left_after_the_change(
    services: Services, account_id: int
) -> None:
    await propose(services, account_id, NEW_PASSWORD)
    await confirm(services, CHAT, account_id, NEW_PASSWORD)

    (account,) = await all_rows(services, Account)
    assert account.proposed_hash is None
    assert await all_rows(services, TemporaryPassword) == []


async def test_the_change_is_noted(services: Services, account_id: int) -> None:
    await propose(services, account_id, NEW_PASSWORD)
    await confirm(services, CHAT, account_id, NEW_PASSWORD)

    (deed,) = await audit.deeds(services, "104217", limit=1)
    assert (deed.actor, deed.action) == (f"chat:{CHAT}", "password changed")
