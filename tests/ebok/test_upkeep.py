"""What is too old to be needed goes; what is still needed stays."""

from __future__ import annotations

from datetime import datetime, timedelta

from ebok.accounts.sessions import DELETABLE
from ebok.services import Services
from ebok.upkeep import (
    CONTACTS_KEPT_FOR,
    DRAFTS_KEPT_FOR,
    FAILED_LETTERS_KEPT_FOR,
    FAILURES_KEPT_FOR,
    LETTERS_KEPT_FOR,
    sweep_old,
)
from storage.conversations import CLAIMS_KEPT_FOR, KEPT_FOR
from storage.tables import (
    Application,
    Base,
    Case,
    ConversationState,
    Deletion,
    FailedLogin,
    HandledUpdate,
    InboxUpdate,
    Outgoing,
    PrivateMessage,
    RegistrationDraft,
)
from tests.fixtures.people import MARIA, Clock, all_rows, decided

A_SECOND = timedelta(seconds=1)


def letter(number: int, at: datetime, sealed: bytes | None, failure: str | None = None) -> Outgoing:
    return Outgoing(
        id=number,
        channel="mail",
        letter="LoginLocked",
        language="pl",
        cause="account:104217",
        sealed=sealed,
        created_at=at,
        due_at=None if failure or sealed is None else at,
        failure=failure,
    )


def of_age(now: datetime, older_by: timedelta, number: int) -> list[Base]:
    """One row of each kind, as old as it may be and ``older_by`` more."""

    def at(kept_for: timedelta) -> datetime:
        return now - kept_for - older_by

    return [
        HandledUpdate(update_id=number, at=at(CLAIMS_KEPT_FOR), finished=True),
        ConversationState(chat_id=number, data={}, updated_at=at(KEPT_FOR)),
        FailedLogin(subject=str(number), at=at(FAILURES_KEPT_FOR)),
        RegistrationDraft(chat_id=number, sealed_answers=b"", updated_at=at(DRAFTS_KEPT_FOR)),
        Case(
            id=number,
            chat_id=number,
            topic="fees",
            state="draft",
            language="pl",
            sealed_about=b"",
            created_at=at(DRAFTS_KEPT_FOR),
        ),
        PrivateMessage(chat_id=1, message_id=number, sent_at=at(DELETABLE)),
        Deletion(chat_id=number, message_ids=[1], cause="x", created_at=at(DELETABLE)),
        letter(number, at(LETTERS_KEPT_FOR), None),
    ]


async def keep(services: Services, rows: list[Base]) -> None:
    async with services.database.upkeep() as session:
        session.add_all(rows)


KINDS = (
    Case,
    HandledUpdate,
    ConversationState,
    FailedLogin,
    RegistrationDraft,
    PrivateMessage,
    Deletion,
    Outgoing,
)


async def test_what_is_too_old_goes_and_the_rest_stays(services: Services, clock: Clock) -> None:
    await keep(services, of_age(clock(), A_SECOND, number=1))
    await keep(services, of_age(clock(), -A_SECOND, number=2))

    await sweep_old(services)

    left = {kind.__name__: len(await all_rows(services, kind)) for kind in KINDS}
    assert left == {kind.__name__: 1 for kind in KINDS}
    assert [row.update_id for row in await all_rows(services, HandledUpdate)] == [2]


async def test_a_second_sweep_finds_nothing(services: Services, clock: Clock) -> None:
    await keep(services, of_age(clock(), -A_SECOND, number=2))
    await sweep_old(services)

    await sweep_old(services)

    assert all([await all_rows(services, kind) for kind in KINDS])


async def test_how_to_reach_a_refused_applicant_is_forgotten_after_a_while(
    services: Services, clock: Clock
) -> None:
    await decided(services, MARIA)
    clock.move(seconds=CONTACTS_KEPT_FOR.total_seconds())
    await sweep_old(services)
    (before,) = await all_rows(services, Application)
    clock.move(seconds=1)
    await sweep_old(services)
    (after,) = await all_rows(services, Application)

    assert before.sealed_answers is not None
    assert after.sealed_answers is None


async def test_a_letter_that_waits_is_never_swept(services: Services, clock: Clock) -> None:
    await keep(services, [letter(1, clock() - 10 * LETTERS_KEPT_FOR, b"sealed")])

    await sweep_old(services)

    (row,) = await all_rows(services, Outgoing)
    assert row.sealed == b"sealed"


async def test_a_letter_that_was_given_up_loses_its_content_after_a_week_and_goes_after_a_month(
    services: Services, clock: Clock
) -> None:
    await keep(services, [letter(1, clock(), b"sealed", "SMTPRecipientsRefused")])

    clock.move(seconds=FAILED_LETTERS_KEPT_FOR.total_seconds())
    await sweep_old(services)
    (row,) = await all_rows(services, Outgoing)
    assert row.sealed == b"sealed"

    clock.move(seconds=1)
    await sweep_old(services)
    (row,) = await all_rows(services, Outgoing)
    assert (row.sealed, row.failure) == (None, "SMTPRecipientsRefused")

    clock.move(seconds=LETTERS_KEPT_FOR.total_seconds())
    await sweep_old(services)
    assert await all_rows(services, Outgoing) == []


async def test_an_update_that_was_not_handled_is_never_swept(
    services: Services, clock: Clock
) -> None:
    long_ago = clock() - timedelta(days=365)
    await keep(
        services,
        [InboxUpdate(id=1, chat_id=1, sealed=b"x", received_at=long_ago, due_at=long_ago)],
    )

    await sweep_old(services)

    assert len(await all_rows(services, InboxUpdate)) == 1
