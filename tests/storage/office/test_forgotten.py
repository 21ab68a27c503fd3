"""A forgotten password: always the same answer, a temporary one by mail, and the old one stays."""

from __future__ import annotations

import pytest

from ebok.accounts.lockout import FORGOTTEN_LIMIT
from ebok.accounts.login import forgot_password, log_in
from ebok.accounts.sessions import Resident, who
from ebok.office import Office
from storage.tables import FailedLogin
from tests.storage.office.people import (
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

MAIL = "temporary_password"


@pytest.mark.parametrize("login", ["104217", "MARIA@example.com"])
async def test_the_mail_goes_to_the_accounts_own_address(office: Office, login: str) -> None:
    await with_account(office)

    await forgot_password(office, OTHER_CHAT, login)

    (mail,) = await letters(office, MAIL)
    assert (mail.channel, mail.to) == ("mail", MARIA.email)
    assert (mail.data["login"], mail.data["hours"]) == ("104217", 72)


async def test_both_passwords_work_afterwards(office: Office) -> None:
    await with_account(office)

    await forgot_password(office, CHAT, "104217")

    temporary = await temporary_password_sent(office)
    assert (await log_in(office, CHAT, "104217", temporary)).must_change_password
    assert not (await log_in(office, OTHER_CHAT, "104217", OWN_PASSWORD)).must_change_password


async def test_nobody_is_logged_out_by_a_strangers_asking(office: Office) -> None:
    await with_account(office)
    await log_in(office, CHAT, "104217", OWN_PASSWORD)

    await forgot_password(office, OTHER_CHAT, "104217")

    assert isinstance(await who(office, CHAT), Resident)


async def test_a_newer_temporary_password_replaces_the_older(office: Office) -> None:
    await with_account(office)
    await forgot_password(office, CHAT, "104217")
    older = await temporary_password_sent(office)

    await forgot_password(office, CHAT, "104217")

    newer = await temporary_password_sent(office)
    assert newer != older
    with pytest.raises(PermissionError):
        await log_in(office, CHAT, "104217", older)
    assert (await log_in(office, CHAT, "104217", newer)).must_change_password


@pytest.mark.parametrize("login", ["999999", "nikt@example.com", "cokolwiek"])
async def test_an_unknown_login_gets_no_mail_but_counts_the_same(
    office: Office, login: str
) -> None:
    await with_account(office)
    await forgot_password(office, CHAT, "104217")
    counted = len(await all_rows(office, FailedLogin))
    sent = await letters(office, MAIL)

    await forgot_password(office, OTHER_CHAT, login)

    assert await letters(office, MAIL) == sent
    assert len(await all_rows(office, FailedLogin)) == 2 * counted > 0


async def test_three_mails_an_hour_are_the_most(office: Office, clock: Clock) -> None:
    await with_account(office)
    for chat_id in range(1, 6):
        await forgot_password(office, chat_id, "104217")
    assert len(await letters(office, MAIL)) == FORGOTTEN_LIMIT.tries == 3

    clock.move(hours=1)
    await forgot_password(office, CHAT, "104217")

    assert len(await letters(office, MAIL)) == 4


async def test_asking_for_a_password_locks_nobody_out(office: Office) -> None:
    await with_account(office)
    for _ in range(5):
        await forgot_password(office, OTHER_CHAT, "104217")

    assert (await log_in(office, CHAT, "104217", OWN_PASSWORD)).login == "104217"
