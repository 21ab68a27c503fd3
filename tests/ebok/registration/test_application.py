"""Sending an application: one row that asks to be decided, its consents and a mail, all of them or
none."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from ebok.outbox.letters import ApplicationReceived, RegistrationBesieged
from ebok.outbox.recipients import Mailbox
from ebok.registration import draft as drafts
from ebok.registration.application import (
    StillMissing,
    TooManyApplications,
    check_tries,
    latest,
    submit,
)
from ebok.registration.draft import NothingUnderWay, Step
from ebok.registration.outcomes import Outcome
from ebok.services import OfficeReach, Services
from storage.tables import Application, AuditEvent, Consent, Outgoing, RegistrationDraft
from tests.fixtures.people import (
    CHAT,
    JAN,
    MARIA,
    OTHER_CHAT,
    Clock,
    Sent,
    all_rows,
    apply,
    decided,
    enter_in_records,
    fill_in,
    letters,
)


async def test_the_receipt_is_the_applications_number(services: Services) -> None:
    await fill_in(services, CHAT, MARIA)

    number = await submit(services, CHAT, "pl")

    (row,) = await all_rows(services, Application)
    assert number == f"R/2026/{row.id}"
    assert (row.outcome, row.symbol, row.language, row.chat_id) == (
        "received",
        "104217",
        "pl",
        CHAT,
    )


async def test_the_number_carries_the_year_that_people_in_poland_have(
    services: Services, clock: Clock
) -> None:
    clock.at = clock.at.replace(month=12, day=31, hour=23, minute=30)
    await fill_in(services, CHAT, MARIA)

    number = await submit(services, CHAT, "pl")

    assert number.startswith("R/2027/")


async def test_sending_writes_the_confirmation_and_asks_for_the_decision(
    services: Services, clock: Clock
) -> None:
    application = await apply(services, MARIA)

    (row,) = await all_rows(services, Application)
    due_at = clock() + timedelta(seconds=1.5)  # the receipt is read first
    assert (row.due_at, row.attempts, row.worker) == (due_at, 0, None)
    assert await letters(services) == [
        Sent(
            ApplicationReceived(f"R/2026/{application}"),
            Mailbox("maria@example.com"),
            f"application:{application}",
        )
    ]


async def test_sending_wakes_whoever_works_it_off(services: Services) -> None:
    await fill_in(services, CHAT, MARIA)
    assert not services.database.bell.is_set()

    await submit(services, CHAT, "pl")

    assert services.database.bell.is_set()


async def test_what_asks_for_work_shows_nothing_personal(services: Services) -> None:
    await apply(services, MARIA)

    (application,) = await all_rows(services, Application)
    (letter,) = await all_rows(services, Outgoing)
    plain = [
        str(value)
        for row in (application, letter)
        for name, value in vars(row).items()
        if not name.startswith("sealed")
    ]
    typed = [MARIA.name, MARIA.address, str(MARIA.identifier), MARIA.email, MARIA.phone]
    assert not [text for text in typed if any(text in value for value in plain)]


async def test_the_draft_is_gone_with_the_application(services: Services) -> None:
    await apply(services, MARIA)

    assert await all_rows(services, RegistrationDraft) == []


async def test_consents_are_stored_with_version_text_and_time(
    services: Services, clock: Clock
) -> None:
    given_at = clock()
    await fill_in(services, CHAT, MARIA)
    clock.move(hours=3)
    await submit(services, CHAT, "pl")

    found = {row.kind: row for row in await all_rows(services, Consent)}
    assert set(found) == {"terms", "data"}
    documents = services.profile.documents
    assert (found["terms"].version, found["terms"].text_sha256, found["terms"].given_at) == (
        documents.terms_version,
        services.profile.terms_sha256,
        given_at,
    )
    assert (found["data"].version, found["data"].text_sha256, found["data"].given_at) == (
        documents.consent_version,
        services.profile.consent_sha256("pl"),
        given_at,
    )


async def test_sending_is_noted_with_who_and_when(services: Services, clock: Clock) -> None:
    application = await apply(services, MARIA)

    (deed,) = await all_rows(services, AuditEvent)
    assert (deed.actor, deed.action, deed.symbol) == (f"chat:{CHAT}", "application sent", "104217")
    assert deed.at == clock()
    assert deed.details == {"number": f"R/2026/{application}"}


async def test_the_answers_of_an_application_are_sealed(services: Services) -> None:
    await apply(services, MARIA)

    (row,) = await all_rows(services, Application)
    assert b"52031512346" not in row.sealed_answers
    assert services.vault.open_json(row.sealed_answers)["identifier"] == "52031512346"


async def test_nothing_is_sent_when_nothing_was_begun(services: Services) -> None:
    with pytest.raises(NothingUnderWay):
        await submit(services, CHAT, "pl")

    assert await all_rows(services, Application) == []


async def test_a_missing_answer_is_named_and_nothing_is_sent(services: Services) -> None:
    await fill_in(services, CHAT, MARIA)
    await drafts.answer(services, CHAT, Step.EMAIL, "nowa@example.com")

    with pytest.raises(StillMissing) as missing:
        await submit(services, CHAT, "pl")

    assert missing.value.step is Step.EMAIL_AGAIN
    assert await letters(services) == []


async def test_pressing_send_twice_makes_one_application(services: Services) -> None:
    await fill_in(services, CHAT, MARIA)

    both = await asyncio.gather(
        submit(services, CHAT, "pl"), submit(services, CHAT, "pl"), return_exceptions=True
    )

    assert len(await all_rows(services, Application)) == 1
    assert len(await letters(services)) == 1
    assert sorted(type(one).__name__ for one in both) == ["NothingUnderWay", "str"]


async def test_the_sixth_application_of_a_chat_within_a_day_waits(
    services: Services, clock: Clock
) -> None:
    first_at = clock()
    for _ in range(5):
        await apply(services, MARIA)
        clock.move(hours=1)

    with pytest.raises(TooManyApplications) as early:
        await check_tries(services, CHAT)
    await fill_in(services, CHAT, JAN)
    with pytest.raises(TooManyApplications):
        await submit(services, CHAT, "pl")

    assert early.value.next_try_at == first_at + timedelta(hours=24)
    assert len(await all_rows(services, Application)) == 5


async def test_the_next_try_is_possible_when_the_first_is_a_day_old(
    services: Services, clock: Clock
) -> None:
    for _ in range(5):
        await apply(services, MARIA)
    with pytest.raises(TooManyApplications) as early:
        await check_tries(services, CHAT)

    clock.at = early.value.next_try_at

    await check_tries(services, CHAT)


async def test_wrong_applications_of_strangers_do_not_close_registration_to_the_holder(
    services: Services,
) -> None:
    """The symbol stands on every bill."""
    await enter_in_records(services, MARIA)
    services = replace(services, office=OfficeReach(mail="biuro@example.com"))
    for stranger in range(1, 7):
        assert await decided(services, MARIA, stranger, name="Marta Wrona") is Outcome.REFUSED

    assert await decided(services, MARIA, OTHER_CHAT) is Outcome.ACCEPTED
    (told,) = await letters(services, RegistrationBesieged)
    assert told.letter == RegistrationBesieged(MARIA.symbol, refused=5)


async def test_a_refused_sixth_try_keeps_the_answers(services: Services) -> None:
    for _ in range(5):
        await apply(services, MARIA)
    await fill_in(services, CHAT, JAN)

    with pytest.raises(TooManyApplications):
        await submit(services, CHAT, "pl")

    assert (await drafts.load(services, CHAT)).symbol == JAN.symbol


async def test_the_latest_application_of_a_chat_is_known(services: Services) -> None:
    await apply(services, MARIA)
    second = await apply(services, JAN)

    found = await latest(services, CHAT)

    assert found is not None
    assert (found.number, found.outcome) == (f"R/2026/{second}", "received")
    assert await latest(services, OTHER_CHAT) is None
