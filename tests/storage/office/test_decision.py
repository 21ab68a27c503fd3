"""The decision on an application: an account, or a refusal that tells a stranger nothing."""

from __future__ import annotations

import asyncio

import pytest

from ebok import audit
from ebok.office import Office
from ebok.registration.application import latest
from ebok.registration.decision import Outcome, decide
from storage.tables import Account, Application, Consent
from tests.storage.office.people import (
    CHAT,
    IGLA,
    JAN,
    MARIA,
    OTHER_CHAT,
    WITHOUT_PESEL,
    Clock,
    Person,
    all_rows,
    apply,
    decided,
    enter_in_records,
    letters,
)

ANSWERS = "application_accepted", "application_refused", "application_incomplete"


@pytest.mark.parametrize("person", [MARIA, IGLA], ids=["person", "company"])
async def test_data_that_agree_open_an_account(
    office: Office, clock: Clock, person: Person
) -> None:
    await enter_in_records(office, person)

    outcome = await decided(office, person)

    assert outcome is Outcome.ACCEPTED
    account: Account
    (account,) = await all_rows(office, Account)
    assert (account.login, account.email, account.language) == (person.symbol, person.email, "pl")
    assert account.phone == "+48601234567"
    assert account.password_hash is None
    assert account.created_at == clock()


async def test_login_and_temporary_password_go_by_mail_and_never_into_the_chat(
    office: Office,
) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA)

    mail, notice = await letters(office, *ANSWERS)

    (account,) = await all_rows(office, Account)
    assert (mail.channel, mail.template, mail.to) == ("mail", "application_accepted", MARIA.email)
    assert mail.data["login"] == "104217"
    assert mail.data["hours"] == 72
    assert await office.passwords.verify(account.temporary_hash, mail.data["password"])
    assert (notice.channel, notice.template, notice.to) == (
        "chat",
        "application_accepted",
        str(CHAT),
    )
    assert set(notice.data) == {"number"}


async def test_consents_belong_to_the_account_that_was_opened(office: Office) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA)

    (account,) = await all_rows(office, Account)
    assert [row.account_id for row in await all_rows(office, Consent)] == [account.id] * 2


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
    office: Office, instead: dict[str, str]
) -> None:
    await enter_in_records(office, MARIA)

    outcome = await decided(office, MARIA, CHAT, **instead)

    assert outcome is Outcome.REFUSED
    assert await all_rows(office, Account) == []
    mail, notice = await letters(office, *ANSWERS)
    assert (mail.channel, mail.template, mail.to) == ("mail", "application_refused", MARIA.email)
    assert (notice.channel, notice.template) == ("chat", "application_refused")
    assert mail.data == notice.data == {"number": notice.data["number"], "again": False}


async def test_a_second_refusal_is_known_as_one(office: Office) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA, name="Marta Wiśniewska")
    await decided(office, MARIA, name="Marta Wiśniewska")

    notices = [letter for letter in await letters(office, *ANSWERS) if letter.channel == "chat"]

    assert [notice.data["again"] for notice in notices] == [False, True]


async def test_a_refusal_of_another_chat_is_no_second_one(office: Office) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA, CHAT, name="Marta Wiśniewska")
    await decided(office, MARIA, OTHER_CHAT, name="Marta Wiśniewska")

    assert [letter.data["again"] for letter in await letters(office, *ANSWERS)] == [False] * 4


async def test_the_cooperatives_spelling_need_not_be_met(office: Office) -> None:
    await enter_in_records(office, MARIA)

    outcome = await decided(office, MARIA, name="wisniewska maria", address="Bulwar Ikara 12 m. 5")

    assert outcome is Outcome.ACCEPTED


async def test_a_record_without_a_pesel_sends_to_the_office(office: Office) -> None:
    await enter_in_records(office, WITHOUT_PESEL)

    outcome = await decided(office, WITHOUT_PESEL)

    assert outcome is Outcome.INCOMPLETE
    assert await all_rows(office, Account) == []
    assert [(letter.channel, letter.template) for letter in await letters(office, *ANSWERS)] == [
        ("mail", "application_incomplete"),
        ("chat", "application_incomplete"),
    ]


async def test_a_stranger_does_not_learn_that_a_pesel_is_missing(office: Office) -> None:
    await enter_in_records(office, WITHOUT_PESEL)

    assert await decided(office, WITHOUT_PESEL, name="Ewa Kowalska") is Outcome.REFUSED


async def test_who_has_an_account_is_told_there_and_the_owner_by_mail(office: Office) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA)
    (before,) = await all_rows(office, Account)

    outcome = await decided(office, MARIA, OTHER_CHAT, email="nowa@example.com")

    assert outcome is Outcome.EXISTING
    (after,) = await all_rows(office, Account)
    assert (after.email, after.temporary_hash) == (before.email, before.temporary_hash)
    (mail,) = await letters(office, "account_exists")
    assert (mail.channel, mail.to, mail.data) == ("mail", MARIA.email, {"login": "104217"})
    (notice,) = await letters(office, "application_existing")
    assert (notice.channel, notice.to) == ("chat", str(OTHER_CHAT))


async def test_a_stranger_with_somebodys_symbol_is_refused_and_the_owner_told(
    office: Office,
) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA)

    outcome = await decided(
        office,
        MARIA,
        OTHER_CHAT,
        name="Ewa Obca",
        email="ewa@example.com",
    )

    assert outcome is Outcome.REFUSED
    (mail,) = await letters(office, "account_exists")
    assert mail.to == MARIA.email
    assert {letter.to for letter in await letters(office, "application_refused")} == {
        "ewa@example.com",
        str(OTHER_CHAT),
    }


async def test_the_sealed_answers_are_emptied_by_any_decision(office: Office, clock: Clock) -> None:
    await enter_in_records(office, MARIA, WITHOUT_PESEL)
    await decided(office, MARIA, name="Marta Wiśniewska")
    await decided(office, WITHOUT_PESEL)
    await decided(office, MARIA)
    await decided(office, MARIA)

    rows = await all_rows(office, Application)
    assert [row.outcome for row in rows] == ["refused", "incomplete", "accepted", "existing"]
    assert [row.sealed_answers for row in rows] == [None] * 4
    assert [row.decided_at for row in rows] == [clock()] * 4


async def test_deciding_again_changes_nothing(office: Office) -> None:
    await enter_in_records(office, MARIA)
    application = await apply(office, MARIA)
    await decide(office, application)
    (account,) = await all_rows(office, Account)
    sent = await letters(office)

    again = await decide(office, application)

    assert again is Outcome.ACCEPTED
    (same,) = await all_rows(office, Account)
    assert same.temporary_hash == account.temporary_hash
    assert await letters(office) == sent


async def test_two_workers_at_once_decide_once(office: Office) -> None:
    await enter_in_records(office, MARIA)
    application = await apply(office, MARIA)

    outcomes = await asyncio.gather(decide(office, application), decide(office, application))

    assert set(outcomes) == {Outcome.ACCEPTED}
    assert len(await all_rows(office, Account)) == 1
    assert len(await letters(office, *ANSWERS)) == 2


async def test_an_unknown_application_is_nobodys(office: Office) -> None:
    assert await decide(office, 4711) is None


async def test_the_chat_sees_how_it_ended(office: Office) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA)

    found = await latest(office, CHAT)

    assert found is not None
    assert found.outcome == "accepted"


async def test_the_decision_is_noted_without_personal_data(office: Office) -> None:
    await enter_in_records(office, JAN)
    await decided(office, JAN)

    deeds = await audit.deeds(office, JAN.symbol)

    assert [(deed.actor, deed.action) for deed in deeds] == [
        ("system", "application accepted"),
        (f"chat:{CHAT}", "application sent"),
    ]
    assert all(set(deed.details) == {"number"} for deed in deeds)
