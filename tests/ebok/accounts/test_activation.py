"""The office opens an account at its desk for whoever has shown an identity card."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from ebok import audit
from ebok.accounts import desk
from ebok.accounts.activation import (
    Activation,
    HasAccount,
    NoEmail,
    SeveralEmails,
    activate,
    preview,
)
from ebok.accounts.login import log_in
from ebok.identity.errors import NotAnEmail
from ebok.outbox.letters import AccountOpened, ApplicationAccepted, OpenedElsewhere
from ebok.outbox.recipients import Chat, Mailbox
from ebok.registration.application import latest
from ebok.registration.outcomes import Outcome
from ebok.services import Services
from ebok.upkeep import CONTACTS_KEPT_FOR, sweep_old
from storage.tables import Account, Application, Consent, Member
from tests.fixtures.people import (
    CHAT,
    MARIA,
    OTHER_CHAT,
    WITHOUT_PESEL,
    Clock,
    all_rows,
    decided,
    enter_in_records,
    letters,
    temporary_password_sent,
    with_account,
)

CLERK = "terminal:anna"
ANNA = WITHOUT_PESEL
ON_RECORD = "anna.nowak@example.com"


async def put_on_record(services: Services, email: str) -> None:
    async with services.database.transaction() as session:
        await session.execute(update(Member).values(email=email, phone="+48600000002"))


async def test_who_could_not_be_recognised_logs_in_with_the_password_from_the_mail(
    services: Services,
) -> None:
    await enter_in_records(services, ANNA)
    assert await decided(services, ANNA) is Outcome.INCOMPLETE

    done = await activate(services, ANNA.symbol, CLERK)

    assert done == Activation(ANNA.symbol, ANNA.name, ANNA.email, on_record=False)
    (opened,) = await letters(services, AccountOpened)
    assert opened.to == Mailbox(ANNA.email, told_in=CHAT)
    password = await temporary_password_sent(services)
    assert (await log_in(services, CHAT, ANNA.symbol, password)).must_change_password


async def test_the_chat_of_the_registration_hears_of_it_and_the_consents_count(
    services: Services,
) -> None:
    await enter_in_records(services, MARIA)
    assert await decided(services, MARIA, name="Marta Wiśniewska") is Outcome.REFUSED

    await activate(services, MARIA.symbol, CLERK)

    (notice,) = await letters(services, ApplicationAccepted)
    assert notice.to == Chat(CHAT)
    sent = await latest(services, CHAT)
    assert sent is not None
    assert sent.outcome == Outcome.ACCEPTED
    (account,) = await all_rows(services, Account)
    assert [consent.account_id for consent in await all_rows(services, Consent)] == [account.id] * 2
    assert [row.sealed_answers for row in await all_rows(services, Application)] == [None]


async def test_the_address_on_record_comes_before_what_was_typed_in_a_chat(
    services: Services,
) -> None:
    await enter_in_records(services, ANNA)
    await put_on_record(services, ON_RECORD)
    await decided(services, ANNA)

    done = await activate(services, ANNA.symbol, CLERK)

    assert (done.email, done.on_record) == (ON_RECORD, True)
    assert await letters(services, ApplicationAccepted) == []  # whose chat is it?
    assert (await desk.show(services, ANNA.symbol)).phone == "+48600000002"


async def test_the_clerk_may_say_which_address_and_the_one_on_record_is_told(
    services: Services,
) -> None:
    await enter_in_records(services, ANNA)
    await put_on_record(services, ON_RECORD)

    await activate(services, ANNA.symbol, CLERK, " A@Example.com ")

    (opened,) = await letters(services, AccountOpened)
    assert opened.to == Mailbox("a@example.com")
    (told,) = await letters(services, OpenedElsewhere)
    assert told.to == Mailbox(ON_RECORD)


async def test_where_registrations_name_different_addresses_the_clerk_must_say(
    services: Services,
) -> None:
    await enter_in_records(services, ANNA)
    await decided(services, ANNA)
    await decided(services, replace(ANNA, email="stranger@example.com"), OTHER_CHAT)

    with pytest.raises(SeveralEmails) as refused:
        await activate(services, ANNA.symbol, CLERK)

    assert refused.value.emails == [ANNA.email, "stranger@example.com"]
    assert await all_rows(services, Account) == []
    await activate(services, ANNA.symbol, CLERK, ANNA.email)
    (notice,) = await letters(services, ApplicationAccepted)
    assert notice.to == Chat(CHAT)


async def test_without_any_address_nothing_is_opened(services: Services, clock: Clock) -> None:
    await enter_in_records(services, ANNA)
    await decided(services, ANNA)
    clock.move(seconds=CONTACTS_KEPT_FOR.total_seconds() + 1)
    await sweep_old(services)

    with pytest.raises(NoEmail):
        await activate(services, ANNA.symbol, CLERK)
    with pytest.raises(NotAnEmail):
        await activate(services, ANNA.symbol, CLERK, "anna@example.com\nBcc: x@example.com")

    assert await all_rows(services, Account) == []


async def test_who_has_an_account_or_is_no_client_has_nothing_to_activate(
    services: Services,
) -> None:
    await with_account(services)

    with pytest.raises(HasAccount):
        await activate(services, MARIA.symbol, CLERK)
    with pytest.raises(desk.NoSuchMember):
        await activate(services, "999999", CLERK)

    assert len(await all_rows(services, Account)) == 1


async def test_a_look_beforehand_opens_nothing(services: Services) -> None:
    await enter_in_records(services, ANNA)
    await decided(services, ANNA)

    seen = await preview(services, ANNA.symbol)

    assert await all_rows(services, Account) == []
    assert seen == await activate(services, ANNA.symbol, CLERK)


async def test_it_is_noted(services: Services) -> None:
    await enter_in_records(services, ANNA)

    await activate(services, ANNA.symbol, CLERK, ANNA.email)

    (deed,) = await audit.deeds(services, ANNA.symbol, limit=1)
    assert (deed.actor, deed.action) == (CLERK, "account activated")
