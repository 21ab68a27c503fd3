"""Sending an application: one row, its consents, a mail and a job, all of them or none."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from ebok.office import Office
from ebok.registration import draft as drafts
from ebok.registration.application import (
    DECIDE,
    StillMissing,
    TooManyApplications,
    check_tries,
    latest,
    submit,
)
from ebok.registration.draft import NothingUnderWay, Step
from storage.jobs import MAIL_QUEUE, OFFICE_QUEUE
from storage.tables import Application, AuditEvent, Consent, Outgoing, RegistrationDraft
from tests.storage.office.people import (
    CHAT,
    JAN,
    MARIA,
    OTHER_CHAT,
    Clock,
    Sent,
    all_rows,
    apply,
    fill_in,
    jobs,
    letters,
)


async def test_the_receipt_is_the_applications_number(office: Office) -> None:
    await fill_in(office, CHAT, MARIA)

    number = await submit(office, CHAT, "pl")

    (row,) = await all_rows(office, Application)
    assert number == f"R/2026/{row.id}"
    assert (row.outcome, row.symbol, row.language, row.chat_id) == (
        "received",
        "104217",
        "pl",
        CHAT,
    )


async def test_the_number_carries_the_year_that_people_in_poland_have(
    office: Office, clock: Clock
) -> None:
    clock.at = clock.at.replace(month=12, day=31, hour=23, minute=30)
    await fill_in(office, CHAT, MARIA)

    number = await submit(office, CHAT, "pl")

    assert number.startswith("R/2027/")


async def test_sending_writes_the_confirmation_and_asks_for_the_decision(office: Office) -> None:
    application = await apply(office, MARIA)

    number = f"R/2026/{application}"
    assert await letters(office) == [
        Sent("mail", "application_received", "maria@example.com", {"number": number})
    ]
    waiting = await jobs(office.database)
    assert sorted((job.queue, job.name) for job in waiting) == [
        (MAIL_QUEUE, "deliver"),
        (OFFICE_QUEUE, DECIDE),
    ]


async def test_a_job_knows_two_numbers_and_nothing_personal(office: Office) -> None:
    application = await apply(office, MARIA)

    (letter,) = await all_rows(office, Outgoing)
    waiting = {job.name: job.arguments for job in await jobs(office.database)}
    assert waiting == {DECIDE: (application, 0), "deliver": (letter.id, 0)}


async def test_the_draft_is_gone_with_the_application(office: Office) -> None:
    await apply(office, MARIA)

    assert await all_rows(office, RegistrationDraft) == []


async def test_consents_are_stored_with_version_text_and_time(office: Office, clock: Clock) -> None:
    given_at = clock()
    await fill_in(office, CHAT, MARIA)
    clock.move(hours=3)
    await submit(office, CHAT, "pl")

    found = {row.kind: row for row in await all_rows(office, Consent)}
    assert set(found) == {"terms", "data"}
    documents = office.profile.documents
    assert (found["terms"].version, found["terms"].text_sha256, found["terms"].given_at) == (
        documents.terms_version,
        office.profile.terms_sha256,
        given_at,
    )
    assert (found["data"].version, found["data"].text_sha256, found["data"].given_at) == (
        documents.consent_version,
        office.profile.consent_sha256("pl"),
        given_at,
    )


async def test_sending_is_noted_with_who_and_when(office: Office, clock: Clock) -> None:
    application = await apply(office, MARIA)

    (deed,) = await all_rows(office, AuditEvent)
    assert (deed.actor, deed.action, deed.symbol) == (f"chat:{CHAT}", "application sent", "104217")
    assert deed.at == clock()
    assert deed.details == {"number": f"R/2026/{application}"}


async def test_the_answers_of_an_application_are_sealed(office: Office) -> None:
    await apply(office, MARIA)

    (row,) = await all_rows(office, Application)
    assert b"52031512346" not in row.sealed_answers
    assert office.vault.open_json(row.sealed_answers)["identifier"] == "52031512346"


async def test_nothing_is_sent_when_nothing_was_begun(office: Office) -> None:
    with pytest.raises(NothingUnderWay):
        await submit(office, CHAT, "pl")

    assert await all_rows(office, Application) == []


async def test_a_missing_answer_is_named_and_nothing_is_sent(office: Office) -> None:
    await fill_in(office, CHAT, MARIA)
    await drafts.answer(office, CHAT, Step.EMAIL, "nowa@example.com")

    with pytest.raises(StillMissing) as missing:
        await submit(office, CHAT, "pl")

    assert missing.value.step is Step.EMAIL_AGAIN
    assert await letters(office) == []


async def test_pressing_send_twice_makes_one_application(office: Office) -> None:
    await fill_in(office, CHAT, MARIA)

    both = await asyncio.gather(
        submit(office, CHAT, "pl"), submit(office, CHAT, "pl"), return_exceptions=True
    )

    assert len(await all_rows(office, Application)) == 1
    assert len(await letters(office)) == 1
    assert sorted(type(one).__name__ for one in both) == ["NothingUnderWay", "str"]


async def test_the_sixth_application_of_a_chat_within_a_day_waits(
    office: Office, clock: Clock
) -> None:
    first_at = clock()
    for _ in range(5):
        await apply(office, MARIA)
        clock.move(hours=1)

    with pytest.raises(TooManyApplications) as early:
        await check_tries(office, CHAT)
    await fill_in(office, CHAT, JAN)
    with pytest.raises(TooManyApplications):
        await submit(office, CHAT, "pl")

    assert early.value.next_try_at == first_at + timedelta(hours=24)
    assert len(await all_rows(office, Application)) == 5


async def test_the_next_try_is_possible_when_the_first_is_a_day_old(
    office: Office, clock: Clock
) -> None:
    for _ in range(5):
        await apply(office, MARIA)
    with pytest.raises(TooManyApplications) as early:
        await check_tries(office, CHAT)

    clock.at = early.value.next_try_at

    await check_tries(office, CHAT)


async def test_five_tries_count_for_a_symbol_from_any_chat(office: Office) -> None:
    for chat_id in range(1, 6):
        await apply(office, MARIA, chat_id)
    await fill_in(office, OTHER_CHAT, MARIA)

    with pytest.raises(TooManyApplications):
        await submit(office, OTHER_CHAT, "pl")
    await check_tries(office, OTHER_CHAT)  # for another symbol this chat may try


async def test_a_refused_sixth_try_keeps_the_answers(office: Office) -> None:
    for _ in range(5):
        await apply(office, MARIA)
    await fill_in(office, CHAT, JAN)

    with pytest.raises(TooManyApplications):
        await submit(office, CHAT, "pl")

    assert (await drafts.load(office, CHAT)).symbol == JAN.symbol


async def test_the_latest_application_of_a_chat_is_known(office: Office) -> None:
    await apply(office, MARIA)
    second = await apply(office, JAN)

    found = await latest(office, CHAT)

    assert found is not None
    assert (found.number, found.outcome) == (f"R/2026/{second}", "received")
    assert await latest(office, OTHER_CHAT) is None
