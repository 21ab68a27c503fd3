"""The decision on an application: an account, or a refusal that tells a stranger nothing."""

from __future__ import annotations

import asyncio

import pytest

from ebok import audit
from ebok.accounts.login import log_in
from ebok.outbox.letters import (
    AccountExists,
    AccountOpened,
    ApplicationAccepted,
    ApplicationExisting,
    ApplicationIncomplete,
    ApplicationRefused,
)
from ebok.outbox.recipients import Chat, Mailbox
from ebok.registration.application import Contact, contact_in, latest
from ebok.registration.decision import decide
from ebok.registration.outcomes import Outcome
from ebok.services import Services
from storage.tables import Account, Application, Consent, TemporaryPassword
from tests.fixtures.people import (
    CHAT,
    IGLA,
    JAN,
    MARIA,
    OTHER_CHAT,
    WITHOUT_PESEL,
    Clock,
    Person,
    Sent,
    all_rows,
    apply,
    decided,
    enter_in_records,
    letters,
)

ANSWERS = AccountOpened, ApplicationAccepted, ApplicationRefused, ApplicationIncomplete


def again(sent: Sent) -> bool:
    assert isinstance(sent.letter, ApplicationRefused)
    return sent.letter.again


@pytest.mark.parametrize("person", [MARIA, IGLA], ids=["person", "company"])
async def test_data_that_agree_open_an_account(
    services: Services, clock: Clock, person: Person
) -> None:
    await enter_in_records(services, person)

    outcome = await decided(services, person)

    assert outcome is Outcome.ACCEPTED
    account: Account
    (account,) = await all_rows(services, Account)
    assert (account.login, account.email, account.language) == (person.symbol, person.email, "pl")
    assert account.phone == "+48601234567"
    assert account.password_hash is None
    assert account.created_at == clock()


async def test_login_and_temporary_password_go_by_mail_and_never_into_the_chat(
    services: Services,
) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)

    mail, notice = await letters(services, *ANSWERS)

    (account,) = await all_rows(services, Account)
    assert mail.to == Mailbox(MARIA.email, told_in=CHAT)
    assert isinstance(mail.letter, AccountOpened)
    assert (mail.letter.login, mail.letter.hours) == ("104217", 72)
    assert (await log_in(services, CHAT, account.login, mail.letter.password)).must_change_password
    assert (notice.to, notice.letter) == (Chat(CHAT), ApplicationAccepted())


async def test_consents_belong_to_the_account_that_was_opened(services: Services) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)

    (account,) = await all_rows(services, Account)
    assert [row.account_id for row in await all_rows(services, Consent)] == [account.id] * 2


@pytest.mark.parametrize(
    "instead",
    [
        {"symbol": "999999"},
        {"name": "Marta Wiśniewska"},
        {"address": "Bulwar Ikara 12/6"},
        {"identifier": "47110809172"},
    ],
    ids=lambda instead: str(*instead),
)
async def test_one_field_that_differs_is_enough_and_none_is_named(
    services: Services, instead: dict[str, str]
) -> None:
    await enter_in_records(services, MARIA)

    outcome = await decided(services, MARIA, CHAT, **instead)

    assert outcome is Outcome.REFUSED
    assert await all_rows(services, Account) == []
    mail, notice = await letters(services, *ANSWERS)
    assert (mail.to, notice.to) == (Mailbox(MARIA.email, told_in=CHAT), Chat(CHAT))
    (application,) = await all_rows(services, Application)
    refused = ApplicationRefused(f"R/2026/{application.id}", again=False)
    assert mail.letter == notice.letter == refused
    assert mail.cause == notice.cause == f"application:{application.id}"


async def test_a_second_refusal_is_known_as_one(services: Services) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA, name="Marta Wiśniewska")
    await decided(services, MARIA, name="Marta Wiśniewska")

    notices = [sent for sent in await letters(services, *ANSWERS) if sent.to == Chat(CHAT)]

    assert [again(notice) for notice in notices] == [False, True]


async def test_a_refusal_of_another_chat_is_no_second_one(services: Services) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA, CHAT, name="Marta Wiśniewska")
    await decided(services, MARIA, OTHER_CHAT, name="Marta Wiśniewska")

    assert [again(sent) for sent in await letters(services, *ANSWERS)] == [False] * 4


async def test_the_cooperatives_spelling_need_not_be_met(services: Services) -> None:
    await enter_in_records(services, MARIA)

    outcome = await decided(
        services, MARIA, name="wisniewska maria", address="Bulwar Ikara 12 m. 5"
    )

    assert outcome is Outcome.ACCEPTED


async def test_a_record_without_a_pesel_sends_to_the_office(services: Services) -> None:
    await enter_in_records(services, WITHOUT_PESEL)

    outcome = await decided(services, WITHOUT_PESEL)

    assert outcome is Outcome.INCOMPLETE
    assert await all_rows(services, Account) == []
    sent = await letters(services, *ANSWERS)
    assert [one.to for one in sent] == [Mailbox(WITHOUT_PESEL.email, told_in=CHAT), Chat(CHAT)]
    assert all(isinstance(one.letter, ApplicationIncomplete) for one in sent)


async def test_a_stranger_does_not_learn_that_a_pesel_is_missing(services: Services) -> None:
    await enter_in_records(services, WITHOUT_PESEL)

    assert await decided(services, WITHOUT_PESEL, name="Ewa Kowalska") is Outcome.REFUSED


async def test_who_has_an_account_is_told_there_and_the_owner_by_mail(services: Services) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)
    (before,) = await all_rows(services, Account)

    outcome = await decided(services, MARIA, OTHER_CHAT, email="nowa@example.com")

    assert outcome is Outcome.EXISTING
    (after,) = await all_rows(services, Account)
    assert after.email == before.email
    assert len(await all_rows(services, TemporaryPassword)) == 1
    (mail,) = await letters(services, AccountExists)
    assert (mail.to, mail.letter) == (Mailbox(MARIA.email), AccountExists("104217"))
    (notice,) = await letters(services, ApplicationExisting)
    assert notice.to == Chat(OTHER_CHAT)


async def test_a_stranger_with_somebodys_symbol_is_refused_and_the_owner_told(
    services: Services,
) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)

    outcome = await decided(
        services,
        MARIA,
        OTHER_CHAT,
        name="Ewa Obca",
        email="ewa@example.com",
    )

    assert outcome is Outcome.REFUSED
    (mail,) = await letters(services, AccountExists)
    assert mail.to == Mailbox(MARIA.email)
    assert {sent.to for sent in await letters(services, ApplicationRefused)} == {
        Mailbox("ewa@example.com", told_in=OTHER_CHAT),
        Chat(OTHER_CHAT),
    }


async def test_any_decision_leaves_of_the_answers_at_most_how_to_reach_the_person(
    services: Services, clock: Clock
) -> None:
    await enter_in_records(services, MARIA, WITHOUT_PESEL)
    await decided(services, MARIA, name="Marta Wiśniewska")
    (refused,) = await all_rows(services, Application)
    assert contact_in(services, refused) == Contact(MARIA.email, "+48601234567")
    await decided(services, WITHOUT_PESEL)
    await decided(services, MARIA)
    await decided(services, MARIA)

    rows = await all_rows(services, Application)
    assert [row.outcome for row in rows] == ["refused", "incomplete", "accepted", "existing"]
    assert [contact_in(services, row) for row in rows] == [
        None,  # the person got in after all
        Contact(WITHOUT_PESEL.email, "+48601234567"),  # should the person come to the office
        None,
        None,
    ]
    assert [row.decided_at for row in rows] == [clock()] * 4
    assert [row.due_at for row in rows] == [None] * 4  # nothing is left to do


async def test_deciding_again_changes_nothing(services: Services) -> None:
    await enter_in_records(services, MARIA)
    application = await apply(services, MARIA)
    await decide(services, application)
    (account,) = await all_rows(services, Account)
    sent = await letters(services)

    decided_again = await decide(services, application)

    assert decided_again is Outcome.ACCEPTED
    (same,) = await all_rows(services, Account)
    assert same.id == account.id
    assert len(await all_rows(services, TemporaryPassword)) == 1
    assert await letters(services) == sent


async def test_two_workers_at_once_decide_once(services: Services) -> None:
    await enter_in_records(services, MARIA)
    application = await apply(services, MARIA)

    outcomes = await asyncio.gather(decide(services, application), decide(services, application))

    assert set(outcomes) == {Outcome.ACCEPTED}
    assert len(await all_rows(services, Account)) == 1
    assert len(await letters(services, *ANSWERS)) == 2


async def test_an_unknown_application_is_nobodys(services: Services) -> None:
    assert await decide(services, 4711) is None


async def test_the_chat_sees_how_it_ended(services: Services) -> None:
    await enter_in_records(services, MARIA)
    await decided(services, MARIA)

    found = await latest(services, CHAT)

    assert found is not None
    assert found.outcome == "accepted"


async def test_the_decision_is_noted_without_personal_data(services: Services) -> None:
    await enter_in_records(services, JAN)
    await decided(services, JAN)

    deeds = await audit.deeds(services, JAN.symbol)

    assert [(deed.actor, deed.action) for deed in deeds] == [
        ("system", "application accepted"),
        (f"chat:{CHAT}", "application sent"),
    ]
    assert all(set(deed.details) == {"number"} for deed in deeds)
