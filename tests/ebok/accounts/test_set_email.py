"""The office corrects an e-mail address: nothing is lost, and the old address hears of it."""

from __future__ import annotations

import pytest

from ebok import audit
from ebok.accounts import desk
from ebok.accounts.forgotten import forgot_password
from ebok.accounts.login import log_in
from ebok.identity.errors import NotAnEmail
from ebok.outbox import outgoing
from ebok.outbox.letters import (
    AccountOpened,
    ApplicationReceived,
    EmailChanged,
    TemporaryPasswordSent,
)
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import Outgoing
from tests.fixtures.people import (
    CHAT,
    MARIA,
    all_rows,
    decided,
    enter_in_records,
    letters,
    temporary_password_sent,
    with_account,
)

RIGHT = "maria.wisniewska@example.com"
OFFICE = "terminal:anna"


async def corrected(services: Services, address: str = RIGHT) -> desk.EmailSet:
    return await desk.set_email(services, MARIA.symbol, address, OFFICE)


async def test_the_old_address_hears_of_it_and_is_not_told_the_new_one(services: Services) -> None:
    await with_account(services)

    done = await corrected(services, f" {RIGHT.upper()} ")

    assert done == desk.EmailSet(RIGHT, password_sent=False)
    (told,) = await letters(services, EmailChanged)
    assert told.to == Mailbox(MARIA.email)
    assert RIGHT not in str(told.letter)
    assert (await desk.show(services, MARIA.symbol)).email == RIGHT
    newest = (await audit.deeds(services, MARIA.symbol))[0]
    assert (newest.actor, newest.action, newest.details) == (OFFICE, "e-mail changed", {})


async def test_who_never_logged_in_gets_a_new_password_at_the_new_address(
    services: Services,
) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)

    assert (await corrected(services)).password_sent

    (opened,) = await letters(services, AccountOpened)
    assert opened.to == Mailbox(RIGHT, told_in=CHAT)
    password = await temporary_password_sent(services)
    assert (await log_in(services, CHAT, RIGHT, password)).must_change_password


async def test_what_waits_and_what_came_back_goes_to_the_new_address(services: Services) -> None:
    await with_account(services)
    await forgot_password(services, CHAT, MARIA.symbol)
    for row in await all_rows(services, Outgoing):
        if row.letter == ApplicationReceived.__name__:
            await outgoing.give_up(services, row.id, "this address does not exist (550 5.1.1)")

    await corrected(services)

    sent = await letters(services, ApplicationReceived, TemporaryPasswordSent)
    assert [letter.to for letter in sent] == [Mailbox(RIGHT, told_in=None)] * 2


async def test_letters_of_others_at_the_same_address_stay(services: Services) -> None:
    husband = MARIA.__class__("118830", "Jan Wiśniewski", email=MARIA.email)
    await with_account(services)
    await with_account(services, husband, 2002)
    await forgot_password(services, 2002, husband.symbol)

    await corrected(services)

    (his,) = await letters(services, TemporaryPasswordSent)
    assert his.to == Mailbox(MARIA.email)


@pytest.mark.parametrize("typed", ["maria", "maria@", "", "maria@example.com\nBcc: x@example.com"])
async def test_what_is_no_address_changes_nothing(services: Services, typed: str) -> None:
    await with_account(services)

    with pytest.raises(NotAnEmail):
        await corrected(services, typed)

    assert (await desk.show(services, MARIA.symbol)).email == MARIA.email


async def test_the_same_address_is_no_correction(services: Services) -> None:
    await with_account(services)

    with pytest.raises(desk.SameAddress):
        await corrected(services, MARIA.email)

    assert await letters(services, EmailChanged) == []


async def test_a_client_without_an_account_has_no_address_to_correct(services: Services) -> None:
    await enter_in_records(services, MARIA)

    with pytest.raises(desk.NoAccount):
        await corrected(services)
