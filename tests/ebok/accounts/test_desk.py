"""What the office does from a terminal: look at an account, unlock it, send a new password."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.outbox import texts
from ebok import audit
from ebok.accounts import desk
from ebok.accounts.forgotten import forgot_password
from ebok.accounts.login import WrongCredentials, log_in
from ebok.accounts.password_change import propose
from ebok.accounts.sessions import who
from ebok.outbox.letters import PasswordReset
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import Account
from tests.fixtures.people import (
    CHAT,
    JAN,
    MARIA,
    NEW_PASSWORD,
    OWN_PASSWORD,
    Clock,
    all_rows,
    enter_in_records,
    letters,
    temporary_password_sent,
    with_account,
)

CLERK = "terminal:anna"
COMMANDS: list[Callable[[Services, str], Awaitable[Any]]] = [
    desk.show,
    lambda services, symbol: desk.unlock(services, symbol, CLERK),
    lambda services, symbol: desk.reset(services, symbol, CLERK),
]


async def lock(services: Services) -> None:
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await log_in(services, CHAT, "104217", "Zle-Haslo-1")


@pytest.mark.parametrize("command", COMMANDS, ids=["show", "unlock", "reset"])
async def test_an_unknown_symbol_and_a_missing_account_are_told_apart(
    services: Services, command: Callable[[Services, str], Awaitable[Any]]
) -> None:
    await enter_in_records(services, JAN)

    with pytest.raises(desk.NoSuchMember):
        await command(services, "999999")
    with pytest.raises(desk.NoAccount):
        await command(services, JAN.symbol)


async def test_the_card_shows_how_the_account_stands(services: Services, clock: Clock) -> None:
    opened_at = clock()
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)

    card = await desk.show(services, "104217")

    assert (card.symbol, card.name, card.email) == ("104217", "Maria Wiśniewska", MARIA.email)
    assert (card.created_at, card.chats) == (opened_at, 1)
    assert (card.failed_today, card.locked_until, card.temporary_until) == (0, None, None)


async def test_the_card_says_how_many_wrong_passwords_there_were(
    services: Services, clock: Clock
) -> None:
    await with_account(services)
    await lock(services)
    before = await desk.show(services, "104217")
    clock.move(hours=24)
    after = await desk.show(services, "104217")

    assert before.failed_today > 0
    assert before.locked_until == clock() - timedelta(hours=23, minutes=45)
    assert (after.failed_today, after.locked_until) == (0, None)


async def test_the_card_says_until_when_a_temporary_password_opens(
    services: Services, clock: Clock
) -> None:
    await with_account(services)
    await forgot_password(services, CHAT, "104217")

    card = await desk.show(services, "104217")

    assert card.temporary_until == clock() + timedelta(hours=72)


async def test_unlocking_lets_in_at_once_and_is_noted(services: Services) -> None:
    await with_account(services)
    await lock(services)

    await desk.unlock(services, "104217", CLERK)

    (deed,) = await audit.deeds(services, "104217", limit=1)
    assert (deed.actor, deed.action) == (CLERK, "account unlocked")
    assert (await log_in(services, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_a_reset_mails_a_password_and_says_where_to(services: Services, clock: Clock) -> None:
    await with_account(services)

    address = await desk.reset(services, "104217", CLERK)

    (mail,) = await letters(services, PasswordReset)
    assert address == MARIA.email
    assert mail.to == Mailbox(MARIA.email)
    assert mail.letter == PasswordReset("104217", await temporary_password_sent(services), 72)
    assert mail.cause == "account:104217"
    assert (await desk.show(services, "104217")).temporary_until == clock() + timedelta(hours=72)


async def test_a_reset_ends_the_old_password_every_session_and_the_lock(services: Services) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    await lock(services)

    await desk.reset(services, "104217", CLERK)

    assert await who(services, CHAT) is None
    with pytest.raises(WrongCredentials):
        await log_in(services, CHAT, "104217", OWN_PASSWORD)
    temporary = await temporary_password_sent(services)
    assert (await log_in(services, CHAT, "104217", temporary)).must_change_password


async def test_a_reset_drops_a_change_under_way(services: Services) -> None:
    account_id = await with_account(services)
    await propose(services, account_id, NEW_PASSWORD)

    await desk.reset(services, "104217", CLERK)

    (account,) = await all_rows(services, Account)
    assert account.proposed_hash is None


async def test_the_mail_of_a_reset_does_not_say_that_the_old_password_works(
    services: Services,
) -> None:
    await with_account(services)

    await desk.reset(services, "104217", CLERK)

    (sent,) = await letters(services, PasswordReset)
    assert isinstance(sent.letter, PasswordReset)
    mail = texts.mail(sent.letter, "en", services.profile)
    assert sent.letter.password in mail.text
    assert "old password still works" not in mail.text


async def test_a_reset_is_noted(services: Services) -> None:
    await with_account(services)
    await desk.reset(services, "104217", CLERK)

    (deed,) = await audit.deeds(services, "104217", limit=1)
    assert (deed.actor, deed.action) == (CLERK, "password reset")
