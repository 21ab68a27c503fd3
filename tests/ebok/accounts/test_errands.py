"""What colleagues do about accounts in their group: each errand ends once, as it was shown, by
whoever began it."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import update

from ebok import audit
from ebok.accounts import desk, errands
from ebok.accounts.activation import HasAccount, KnownEmail
from ebok.accounts.errands import Colleague, Kind, Step
from ebok.accounts.login import WrongCredentials, log_in
from ebok.identity.errors import NotAnEmail
from ebok.outbox.letters import AccountOpened, ApplicationAccepted, PasswordReset
from ebok.outbox.recipients import Chat, Mailbox
from ebok.profile import Accounts, ActivationPolicy
from ebok.registration.entries import NoSuchApplication
from ebok.registration.waiting import NotWaiting, waiting
from ebok.services import Services
from ebok.upkeep import ERRANDS_KEPT_FOR, sweep_old
from storage.tables import Account, Member
from tests.fixtures.people import (
    CHAT,
    IGLA,
    MARIA,
    OWN_PASSWORD,
    WITHOUT_PESEL,
    Clock,
    all_rows,
    decided,
    enter_in_records,
    letters,
    with_account,
)

ANNA, BEATA, HIDDEN = Colleague(1, "Anna"), Colleague(2, "Beata"), Colleague(None, "administrator")
NEW_ADDRESS = "nowy@example.com"


async def put_on_record(services: Services, **values: str) -> None:
    async with services.database.transaction() as session:
        await session.execute(update(Member).values(**values))


async def test_from_the_identity_card_to_the_account(services: Services) -> None:
    await enter_in_records(services, WITHOUT_PESEL)
    await put_on_record(services, email="stary@example.com")
    await decided(services, WITHOUT_PESEL)

    errand = await errands.begin(services, Kind.ACTIVATE, WITHOUT_PESEL.symbol, ANNA)
    assert errand.step is Step.IDENTITY
    record = await errands.compare_with(services, errand.id)
    assert (record.name, record.addresses) == (WITHOUT_PESEL.name, [WITHOUT_PESEL.address])
    errand = await errands.card_agrees(services, errand.id, ANNA)
    assert errand.emails == [
        KnownEmail("stary@example.com", None),
        KnownEmail(WITHOUT_PESEL.email, "R/2026/1"),
    ]
    errand = await errands.choose(services, errand.id, ANNA, 1)
    assert (errand.step, errand.email) == (Step.SUMMARY, WITHOUT_PESEL.email)
    assert await all_rows(services, Account) == []

    done = await errands.finish(services, errand.id, ANNA)

    assert (done.step, done.by) == (Step.DONE, "Anna")
    (opened,) = await letters(services, AccountOpened)
    assert opened.to == Mailbox(WITHOUT_PESEL.email, told_in=CHAT)
    (told,) = await letters(services, ApplicationAccepted)
    assert told.to == Chat(CHAT)
    (deed, *_earlier) = await audit.deeds(services, WITHOUT_PESEL.symbol)
    assert (deed.actor, deed.action) == ("Anna", "account activated")


async def test_where_no_address_is_known_it_is_typed(services: Services) -> None:
    await enter_in_records(services, WITHOUT_PESEL)
    errand = await errands.begin(services, Kind.ACTIVATE, WITHOUT_PESEL.symbol, ANNA)
    errand = await errands.card_agrees(services, errand.id, ANNA)
    assert errand.step is Step.TYPING
    with pytest.raises(NotAnEmail):
        await errands.type_email(services, errand.id, ANNA, "a@b\nBcc: c@example.com")

    errand = await errands.type_email(services, errand.id, ANNA, " Nowy@Example.com ")
    await errands.finish(services, errand.id, ANNA)

    (opened,) = await letters(services, AccountOpened)
    assert opened.to == Mailbox(NEW_ADDRESS)


async def test_a_company_shows_its_nip_and_a_person_no_pesel(services: Services) -> None:
    await enter_in_records(services, IGLA, MARIA)
    company = await errands.begin(services, Kind.ACTIVATE, IGLA.symbol, ANNA)
    person = await errands.begin(services, Kind.ACTIVATE, MARIA.symbol, ANNA)
    assert (await errands.compare_with(services, company.id)).nip == IGLA.identifier
    assert (await errands.compare_with(services, person.id)).nip is None


async def test_who_has_an_account_or_is_no_client_begins_nothing(services: Services) -> None:
    await with_account(services)
    await enter_in_records(services, WITHOUT_PESEL)
    with pytest.raises(HasAccount):
        await errands.begin(services, Kind.ACTIVATE, MARIA.symbol, ANNA)
    for kind in (Kind.UNLOCK, Kind.RESET, Kind.EMAIL):
        with pytest.raises(desk.NoAccount):
            await errands.begin(services, kind, WITHOUT_PESEL.symbol, ANNA)
    with pytest.raises(desk.NoSuchMember):
        await errands.begin(services, Kind.ACTIVATE, "999999", ANNA)
    with pytest.raises(NoSuchApplication):
        await errands.begin_for(services, Kind.ACTIVATE, 77, ANNA)
    with pytest.raises(errands.NoSuchErrand):
        await errands.finish(services, 77, ANNA)


async def summary_of_activation(services: Services) -> int:
    await enter_in_records(services, WITHOUT_PESEL)
    errand = await errands.begin(services, Kind.ACTIVATE, WITHOUT_PESEL.symbol, ANNA)
    await errands.card_agrees(services, errand.id, ANNA)
    await errands.type_email(services, errand.id, ANNA, NEW_ADDRESS)
    return errand.id


async def test_two_presses_at_once_open_one_account(services: Services) -> None:
    number = await summary_of_activation(services)

    results = await asyncio.gather(
        *(errands.finish(services, number, ANNA) for _press in range(2)), return_exceptions=True
    )

    assert sorted(type(result).__name__ for result in results) == ["Ended", "Errand"]
    assert len(await all_rows(services, Account)) == 1
    assert len(await letters(services, AccountOpened)) == 1


async def test_two_colleagues_at_once_open_one_account(services: Services) -> None:
    mine = await summary_of_activation(services)
    other = await errands.begin(services, Kind.ACTIVATE, WITHOUT_PESEL.symbol, BEATA)
    await errands.card_agrees(services, other.id, BEATA)
    await errands.type_email(services, other.id, BEATA, "inny@example.com")

    await errands.finish(services, mine, ANNA)
    with pytest.raises(HasAccount):
        await errands.finish(services, other.id, BEATA)


async def test_a_colleague_finishes_only_what_they_began(services: Services) -> None:
    number = await summary_of_activation(services)
    for deed in (errands.finish, errands.drop, errands.ask_for_another):
        with pytest.raises(errands.SomebodyElses):
            await deed(services, number, BEATA)
    assert (await errands.look(services, number)).step is Step.SUMMARY


async def test_who_writes_in_the_name_of_the_group_is_known_by_the_first_press(
    services: Services,
) -> None:
    await enter_in_records(services, WITHOUT_PESEL)
    errand = await errands.begin(services, Kind.ACTIVATE, WITHOUT_PESEL.symbol, HIDDEN)
    await errands.card_agrees(services, errand.id, ANNA)
    with pytest.raises(errands.SomebodyElses):
        await errands.drop(services, errand.id, BEATA)
    await errands.type_email(services, errand.id, HIDDEN, NEW_ADDRESS)


async def test_what_has_changed_since_it_was_shown_is_not_done(
    services: Services, clock: Clock
) -> None:
    number = await summary_of_activation(services)
    await put_on_record(services, name="Barbara Nowak")
    with pytest.raises(errands.Outdated):
        await errands.finish(services, number, ANNA)

    await put_on_record(services, name=WITHOUT_PESEL.name)
    clock.move(seconds=errands.GOOD_FOR.total_seconds() + 1)
    with pytest.raises(errands.Outdated):
        await errands.finish(services, number, ANNA)
    assert await all_rows(services, Account) == []


async def test_a_button_of_another_step_does_nothing(services: Services) -> None:
    await enter_in_records(services, WITHOUT_PESEL)
    errand = await errands.begin(services, Kind.ACTIVATE, WITHOUT_PESEL.symbol, ANNA)
    with pytest.raises(errands.Elsewhere):
        await errands.finish(services, errand.id, ANNA)
    with pytest.raises(errands.Elsewhere):
        await errands.choose(services, errand.id, ANNA, 0)
    await errands.drop(services, errand.id, ANNA)
    with pytest.raises(errands.Ended):
        await errands.card_agrees(services, errand.id, ANNA)


async def test_unlocking(services: Services) -> None:
    await with_account(services)
    for _try in range(5):
        with pytest.raises(WrongCredentials):
            await log_in(services, CHAT, MARIA.symbol, "Zle-Haslo-1")
    errand = await errands.begin(services, Kind.UNLOCK, MARIA.symbol, ANNA)

    await errands.finish(services, errand.id, ANNA)

    await log_in(services, CHAT, MARIA.symbol, OWN_PASSWORD)
    assert (await desk.show(services, MARIA.symbol)).last_login_at is not None


async def test_a_new_password_goes_once(services: Services) -> None:
    await with_account(services)
    errand = await errands.begin(services, Kind.RESET, MARIA.symbol, ANNA)

    done = await errands.finish(services, errand.id, ANNA)
    with pytest.raises(errands.Ended):
        await errands.finish(services, errand.id, ANNA)

    assert done.email == MARIA.email
    (sent,) = await letters(services, PasswordReset)
    assert sent.to == Mailbox(MARIA.email)


async def test_another_address(services: Services) -> None:
    await with_account(services)
    errand = await errands.begin(services, Kind.EMAIL, MARIA.symbol, ANNA)
    with pytest.raises(desk.SameAddress):
        await errands.type_email(services, errand.id, ANNA, MARIA.email)
    await errands.type_email(services, errand.id, ANNA, NEW_ADDRESS)

    await errands.finish(services, errand.id, ANNA)

    assert (await desk.show(services, MARIA.symbol)).email == NEW_ADDRESS
    (deed, *_earlier) = await audit.deeds(services, MARIA.symbol)
    assert (deed.actor, deed.action) == ("Anna", "e-mail changed")


async def test_what_waits_is_opened_or_declined_without_a_card(services: Services) -> None:
    accounts = Accounts(activation=ActivationPolicy.OFFICE)
    office = replace(services, profile=services.profile.model_copy(update={"accounts": accounts}))
    await enter_in_records(office, MARIA, IGLA)
    await decided(office, MARIA)
    await decided(office, IGLA)

    opening = await errands.begin_for(office, Kind.ACTIVATE, 1, ANNA)
    assert (opening.step, opening.email) == (Step.SUMMARY, MARIA.email)
    await errands.finish(office, opening.id, ANNA)
    declining = await errands.begin_for(office, Kind.DECLINE, 2, ANNA)
    await errands.finish(office, declining.id, ANNA)

    assert await waiting(office) == []
    assert [account.login for account in await all_rows(office, Account)] == [MARIA.symbol]
    with pytest.raises(NotWaiting):
        await errands.begin_for(office, Kind.DECLINE, 2, ANNA)


async def test_its_question_is_found_by_where_it_stands(services: Services, clock: Clock) -> None:
    await with_account(services)
    errand = await errands.begin(services, Kind.EMAIL, MARIA.symbol, ANNA)
    await errands.note_place(services, errand.id, -5, 70)

    asked = await errands.asked_at(services, -5, 70)
    assert asked is not None
    assert asked.id == errand.id
    assert await errands.asked_at(services, -5, 71) is None
    assert await errands.asked_of(services, -5, 1) == asked
    assert await errands.asked_of(services, -5, 2) is None

    clock.move(seconds=ERRANDS_KEPT_FOR.total_seconds() + 1)
    await sweep_old(services)
    with pytest.raises(errands.NoSuchErrand):
        await errands.look(services, errand.id)
