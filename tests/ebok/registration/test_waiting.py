"""The office's last word: where the profile wants it, an application whose data agree waits."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import update

from ebok import audit
from ebok.accounts.activation import activate
from ebok.importing.holders import NewHolders
from ebok.outbox.letters import (
    AccountOpened,
    ApplicationAccepted,
    ApplicationDeclined,
    ApplicationExisting,
    ApplicationForOffice,
    ApplicationWaiting,
)
from ebok.outbox.recipients import Chat, Mailbox
from ebok.profile import Accounts, ActivationPolicy
from ebok.registration.application import contact_in, latest
from ebok.registration.comparing import Reason
from ebok.registration.entries import Settled, entry, settle
from ebok.registration.outcomes import Outcome
from ebok.registration.waiting import decline_of, waiting
from ebok.services import OfficeReach, Services
from ebok.upkeep import CONTACTS_KEPT_FOR, sweep_old
from storage.tables import Account, Application, Member
from tests.fixtures.people import (
    CHAT,
    MARIA,
    OTHER_CHAT,
    Clock,
    all_rows,
    decided,
    enter_in_records,
    letters,
)

CLERK = "Anna Kowalska"


def with_policy(services: Services, policy: ActivationPolicy) -> Services:
    accounts = Accounts(activation=policy)
    return replace(
        services,
        profile=services.profile.model_copy(update={"accounts": accounts}),
        office=OfficeReach("biuro@office.example", -100500),
    )


@pytest.fixture
async def office(services: Services) -> Services:
    await enter_in_records(services, MARIA)
    return with_policy(services, ActivationPolicy.OFFICE)


async def put_on_record(services: Services, email: str) -> None:
    async with services.database.transaction() as session:
        await session.execute(update(Member).values(email=email))


async def test_data_that_agree_wait_and_the_person_is_told(office: Services) -> None:
    assert await decided(office, MARIA) is Outcome.WAITING

    assert await all_rows(office, Account) == []
    mail, notice = await letters(office, ApplicationWaiting)
    assert (mail.to, notice.to) == (Mailbox(MARIA.email, told_in=CHAT), Chat(CHAT))
    (told,) = await letters(office, ApplicationForOffice)
    assert told.to == Mailbox("biuro@office.example")
    assert (await entry(office, 1)).outcome is Outcome.WAITING
    (application,) = await all_rows(office, Application)
    contact = contact_in(office, application)
    assert contact is not None
    assert contact.email == MARIA.email
    assert MARIA.identifier is not None
    opened = office.vault.open_json(application.sealed_answers)
    assert set(opened) == {"email", "phone"}


async def test_wrong_data_are_refused_as_ever(office: Services) -> None:
    assert await decided(office, MARIA, name="Marta Wiśniewska") is Outcome.REFUSED


async def test_the_office_opens_it_and_everybody_who_waited_hears(office: Services) -> None:
    await decided(office, MARIA)
    await decided(office, MARIA, OTHER_CHAT, email="other@example.com")
    assert [one.number for one in await waiting(office)] == ["R/2026/1", "R/2026/2"]

    await activate(office, MARIA.symbol, CLERK, MARIA.email)

    (opened,) = await letters(office, AccountOpened)
    assert opened.to == Mailbox(MARIA.email, told_in=CHAT)
    assert [sent.to for sent in await letters(office, ApplicationAccepted)] == [Chat(CHAT)]
    assert [sent.to for sent in await letters(office, ApplicationExisting)] == [Chat(OTHER_CHAT)]
    assert await waiting(office) == []
    assert [(await entry(office, n)).settled for n in (1, 2)] == [Settled.OPENED] * 2


async def test_the_office_declines_it(office: Services) -> None:
    await decided(office, MARIA)

    assert await decline_of(office, MARIA.symbol, CLERK) == ["R/2026/1"]
    assert await decline_of(office, MARIA.symbol, CLERK) == []

    mail, notice = sorted(
        await letters(office, ApplicationDeclined), key=lambda sent: sent.to.channel, reverse=True
    )
    assert (mail.to, notice.to) == (Mailbox(MARIA.email, told_in=CHAT), Chat(CHAT))
    sent = await latest(office, CHAT)
    assert sent is not None
    assert sent.outcome == Outcome.DECLINED
    (deed, *_earlier) = await audit.deeds(office, MARIA.symbol)
    assert (deed.actor, deed.action) == (CLERK, "application declined")
    assert (await entry(office, 1)).settled is Settled.DECLINED


async def test_what_waits_is_neither_settled_by_the_way_nor_swept_away(
    office: Services, clock: Clock
) -> None:
    await decided(office, MARIA)
    assert not await settle(office, 1, CLERK)

    clock.move(seconds=CONTACTS_KEPT_FOR.total_seconds() + 1)
    await sweep_old(office)

    assert (await activate(office, MARIA.symbol, CLERK)).email == MARIA.email


async def test_a_slip_afterwards_takes_nothing_away(office: Services) -> None:
    await decided(office, MARIA)
    await decided(office, MARIA, name="Marta Wiśniewska")
    assert [one.number for one in await waiting(office)] == ["R/2026/1"]

    await decided(office, MARIA, email="right@example.com")  # the same person, corrected
    assert [one.number for one in await waiting(office)] == ["R/2026/3"]


@pytest.mark.parametrize(
    ("on_record", "outcome"),
    [
        (None, Outcome.ACCEPTED),
        (MARIA.email.upper(), Outcome.ACCEPTED),
        ("earlier@example.com", Outcome.WAITING),
    ],
)
async def test_another_address_than_on_record_waits(
    services: Services, on_record: str | None, outcome: Outcome
) -> None:
    office = with_policy(services, ActivationPolicy.CHANGED_EMAIL)
    await enter_in_records(office, MARIA)
    if on_record is not None:
        await put_on_record(office, on_record)

    assert await decided(office, MARIA) is outcome

    if outcome is Outcome.WAITING:
        assert list((await entry(office, 1)).reasons) == [Reason.EMAIL]


async def test_with_neither_group_nor_mailbox_it_goes_to_the_office_everybody_knows(
    office: Services,
) -> None:
    unset = replace(office, office=OfficeReach())
    await decided(unset, MARIA)
    (told,) = await letters(unset, ApplicationForOffice)
    assert told.to == Mailbox(unset.profile.office.email)


async def test_what_agreed_with_the_holder_before_opens_nothing_for_the_next_one(
    office: Services,
) -> None:
    await decided(office, MARIA)
    change = NewHolders(office, [MARIA.symbol])

    async with office.database.staging() as staging:
        move = await change.stage(staging)
    async with office.database.transaction() as session:
        await move(session)

    assert await waiting(office) == []
    assert len(await letters(office, ApplicationDeclined)) == 2
