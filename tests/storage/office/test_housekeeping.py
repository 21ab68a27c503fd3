"""What is too old to be needed goes; what is still needed stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from aiogram import Bot
from dbos import DBOS, WorkflowStatus

from bot.background.housekeeping import (
    DRAFTS_KEPT_FOR,
    FAILURES_KEPT_FOR,
    LETTERS_KEPT_FOR,
    sweep_old,
)
from bot.background.workflows import start_background, stop_background, sweep_history
from bot.mail import Postman
from ebok.accounts.sessions import DELETABLE
from ebok.office import Office
from ebok.registration.application import DECIDE
from storage.conversations import CLAIMS_KEPT_FOR, KEPT_FOR
from storage.jobs import OFFICE_QUEUE
from storage.tables import (
    Base,
    ConversationState,
    FailedLogin,
    HandledUpdate,
    Outgoing,
    PrivateMessage,
    RegistrationDraft,
)
from tests.storage.office.people import Clock, all_rows
from tests.waiting import until

NOBODYS = 999  # an application that is not there: decided at once, told to nobody
A_SECOND = timedelta(seconds=1)


def letter(number: int, at: datetime, sealed: bytes | None) -> Outgoing:
    return Outgoing(
        id=number, channel="mail", template="x", language="pl", sealed=sealed, created_at=at
    )


def of_age(now: datetime, older_by: timedelta, number: int) -> list[Base]:
    """One row of each kind, as old as it may be and ``older_by`` more."""

    def at(kept_for: timedelta) -> datetime:
        return now - kept_for - older_by

    return [
        HandledUpdate(update_id=number, at=at(CLAIMS_KEPT_FOR), finished=True),
        ConversationState(key=str(number), state="s", data={}, updated_at=at(KEPT_FOR)),
        FailedLogin(subject=str(number), at=at(FAILURES_KEPT_FOR)),
        RegistrationDraft(chat_id=number, sealed_answers=b"", updated_at=at(DRAFTS_KEPT_FOR)),
        PrivateMessage(chat_id=1, message_id=number, sent_at=at(DELETABLE)),
        letter(number, at(LETTERS_KEPT_FOR), None),
    ]


async def keep(office: Office, rows: list[Base]) -> None:
    async with office.database.upkeep() as session:
        session.add_all(rows)


KINDS = (
    HandledUpdate,
    ConversationState,
    FailedLogin,
    RegistrationDraft,
    PrivateMessage,
    Outgoing,
)


async def test_what_is_too_old_goes_and_the_rest_stays(office: Office, clock: Clock) -> None:
    await keep(office, of_age(clock(), A_SECOND, number=1))
    await keep(office, of_age(clock(), -A_SECOND, number=2))

    await sweep_old(office)

    left = {kind.__name__: len(await all_rows(office, kind)) for kind in KINDS}
    assert left == {kind.__name__: 1 for kind in KINDS}
    assert [row.update_id for row in await all_rows(office, HandledUpdate)] == [2]


async def test_a_letter_that_waits_is_never_swept(office: Office, clock: Clock) -> None:
    await keep(office, [letter(1, clock() - 10 * LETTERS_KEPT_FOR, b"sealed")])

    await sweep_old(office)

    assert len(await all_rows(office, Outgoing)) == 1


@pytest.fixture
async def background(office: Office) -> AsyncIterator[None]:
    bot = Bot("42:SANDBOX")
    postman = Postman(None, "eBOK <ebok@example.com>")
    await start_background(office, bot, postman, office.database.url, "worker")
    yield
    stop_background()
    await bot.session.close()


async def finished() -> list[WorkflowStatus]:
    return await DBOS.list_workflows_async(status="SUCCESS", load_input=False, load_output=False)


@pytest.mark.usefixtures("background")
async def test_the_history_of_finished_work_is_swept(office: Office) -> None:
    async with office.database.upkeep() as session:
        await office.jobs.enqueue(session, queue=OFFICE_QUEUE, job=DECIDE, row_id=NOBODYS)
    await until(finished, "the decision")

    await sweep_history(datetime.now(UTC) - timedelta(days=1))
    assert await finished()
    await sweep_history(datetime.now(UTC) + timedelta(days=1))
    assert not await finished()
