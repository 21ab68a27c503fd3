"""A forgotten password: always the same answer, a temporary one by mail, and the old one stays."""

from __future__ import annotations

import pytest

from ebok.accounts.forgotten import forgot_password
from ebok.accounts.lockout import FORGOTTEN_BY_STRANGERS, FORGOTTEN_LIMIT
from ebok.accounts.login import log_in
from ebok.accounts.sessions import Resident, who
from ebok.outbox.letters import TemporaryPasswordSent
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import FailedLogin
from tests.fixtures.people import (
    CHAT,
    MARIA,
    OTHER_CHAT,
    OWN_PASSWORD,
    Clock,
    all_rows,
    letters,
    temporary_password_sent,
    with_account,
)

MAIL = TemporaryPasswordSent


@pytest.mark.parametrize("login", ["104217", "MARIA@example.com"])
async def test_the_mail_goes_to_the_accounts_own_address(services: Services, login: str) -> None:
    await with_account(services)

    await forgot_password(services, OTHER_CHAT, login)

    (mail,) = await letters(services, MAIL)
    assert mail.to == Mailbox(MARIA.email)
    assert mail.letter == MAIL("104217", await temporary_password_sent(services), 72)


async def test_both_passwords_work_afterwards(services: Services) -> None:
    await with_account(services)

    await forgot_password(services, CHAT, "104217")

    temporary = await temporary_password_sent(services)
    assert (await log_in(services, CHAT, "104217", temporary)).must_change_password
    assert not (await log_in(services, OTHER_CHAT, "104217", OWN_PASSWORD)).must_change_password


async def test_nobody_is_logged_out_by_a_strangers_asking(services: Services) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)

    await forgot_password(services, OTHER_CHAT, "104217")

    assert isinstance(await who(services, CHAT), Resident)


async def test_temporary_passwords_stand_side_by_side_each_opening_once(services: Services) -> None:
    """A stranger's asking makes no mail wrong that was sent before."""
    await with_account(services)
    await forgot_password(services, CHAT, "104217")
    older = await temporary_password_sent(services)
    await forgot_password(services, OTHER_CHAT, "104217")
    newer = await temporary_password_sent(services)

    assert newer != older
    for password in (older, newer):
        assert (await log_in(services, CHAT, "104217", password)).must_change_password


@pytest.mark.parametrize("login", ["999999", "nikt@example.com", "cokolwiek"])
async def test_an_unknown_login_gets_no_mail_and_is_counted_for_the_asker(
    services: Services, login: str
) -> None:
    await with_account(services)

    await forgot_password(services, OTHER_CHAT, login)

    assert await letters(services, MAIL) == []
    assert len(await all_rows(services, FailedLogin)) == 1


async def test_strangers_cause_five_mails_a_day_and_the_owners_phone_still_gets_its_own(
    services: Services, clock: Clock
) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    for stranger in range(5000, 5020):
        await forgot_password(services, stranger, "104217")
    assert len(await letters(services, MAIL)) == FORGOTTEN_BY_STRANGERS.tries == 5

    await forgot_password(services, CHAT, "104217")
    assert len(await letters(services, MAIL)) == 6

    clock.move(hours=24)
    await forgot_password(services, 6000, "104217")
    assert len(await letters(services, MAIL)) == 7


async def test_a_known_phone_gets_three_mails_an_hour(services: Services, clock: Clock) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    for _ in range(5):
        await forgot_password(services, CHAT, "104217")
    assert len(await letters(services, MAIL)) == FORGOTTEN_LIMIT.tries == 3

    clock.move(hours=1)
    await forgot_password(services, CHAT, "104217")
    assert len(await letters(services, MAIL)) == 4


async def test_asking_for_a_password_locks_nobody_out(services: Services) -> None:
    await with_account(services)
    for _ in range(5):
        await forgot_password(services, OTHER_CHAT, "104217")

    assert (await log_in(services, CHAT, "104217", OWN_PASSWORD)).login == "104217"
