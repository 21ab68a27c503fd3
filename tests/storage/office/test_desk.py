"""What the office does from a terminal: look at an account, unlock it, send a new password."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from bot import letters as words
from ebok import audit
from ebok.accounts import desk
from ebok.accounts.login import WrongCredentials, log_in
from ebok.accounts.password_change import propose
from ebok.accounts.sessions import who
from ebok.office import Office
from ebok.outgoing import Letter
from storage.tables import Account
from tests.storage.office.people import (
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
COMMANDS: list[Callable[[Office, str], Awaitable[Any]]] = [
    desk.show,
    lambda office, symbol: desk.unlock(office, symbol, CLERK),
    lambda office, symbol: desk.reset(office, symbol, CLERK),
]


async def lock(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(WrongCredentials):
            await log_in(office, CHAT, "104217", "Zle-Haslo-1")


@pytest.mark.parametrize("command", COMMANDS, ids=["show", "unlock", "reset"])
async def test_an_unknown_symbol_and_a_missing_account_are_told_apart(
    office: Office, command: Callable[[Office, str], Awaitable[Any]]
) -> None:
    await enter_in_records(office, JAN)

    with pytest.raises(desk.NoSuchMember):
        await command(office, "999999")
    with pytest.raises(desk.NoAccount):
        await command(office, JAN.symbol)


async def test_the_card_shows_how_the_account_stands(office: Office, clock: Clock) -> None:
    opened_at = clock()
    await with_account(office)
    await log_in(office, CHAT, "104217", OWN_PASSWORD)

    card = await desk.show(office, "104217")

    assert (card.symbol, card.name, card.email) == ("104217", "Maria Wiśniewska", MARIA.email)
    assert (card.created_at, card.chats) == (opened_at, 1)
    assert (card.locked_until, card.temporary_until) == (None, None)


async def test_the_card_says_when_a_lock_ends(office: Office, clock: Clock) -> None:
    await with_account(office)
    await lock(office)

    assert (await desk.show(office, "104217")).locked_until == clock() + timedelta(minutes=15)


async def test_unlocking_lets_in_at_once_and_is_noted(office: Office) -> None:
    await with_account(office)
    await lock(office)

    await desk.unlock(office, "104217", CLERK)

    (deed,) = await audit.deeds(office, "104217", limit=1)
    assert (deed.actor, deed.action) == (CLERK, "account unlocked")
    assert (await log_in(office, CHAT, "104217", OWN_PASSWORD)).login == "104217"


async def test_a_reset_mails_a_password_and_says_where_to(office: Office, clock: Clock) -> None:
    await with_account(office)

    address = await desk.reset(office, "104217", CLERK)

    mail = (await letters(office))[-1]
    assert address == mail.to == MARIA.email
    assert (mail.channel, mail.data["login"], mail.data["hours"]) == ("mail", "104217", 72)
    assert (await desk.show(office, "104217")).temporary_until == clock() + timedelta(hours=72)


async def test_a_reset_ends_the_old_password_every_session_and_the_lock(office: Office) -> None:
    await with_account(office)
    await log_in(office, CHAT, "104217", OWN_PASSWORD)
    await lock(office)

    await desk.reset(office, "104217", CLERK)

    assert await who(office, CHAT) is None
    with pytest.raises(WrongCredentials):
        await log_in(office, CHAT, "104217", OWN_PASSWORD)
    temporary = await temporary_password_sent(office)
    assert (await log_in(office, CHAT, "104217", temporary)).must_change_password


async def test_a_reset_drops_a_change_under_way(office: Office) -> None:
    account_id = await with_account(office)
    await propose(office, account_id, NEW_PASSWORD)

    await desk.reset(office, "104217", CLERK)

    (account,) = await all_rows(office, Account)
    assert account.proposed_hash is None


async def test_the_mail_of_a_reset_does_not_say_that_the_old_password_works(
    office: Office,
) -> None:
    await with_account(office)

    await desk.reset(office, "104217", CLERK)

    sent = (await letters(office))[-1]
    mail = words.mail(Letter("mail", sent.template, "en", sent.to, sent.data), office.profile)
    assert sent.data["password"] in mail.text
    assert "old password still works" not in mail.text


async def test_a_reset_is_noted(office: Office) -> None:
    await with_account(office)
    await desk.reset(office, "104217", CLERK)

    (deed,) = await audit.deeds(office, "104217", limit=1)
    assert (deed.actor, deed.action) == (CLERK, "password reset")
