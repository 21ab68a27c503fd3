"""Letters wait with the change they tell about, sealed, until they have gone or were given up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from ebok.languages import choose_language
from ebok.outbox import outgoing
from ebok.outbox.letters import AnswerLost, IdleLogout, LoginLocked, MailRefused
from ebok.outbox.outgoing import Unsent, post
from ebok.outbox.recipients import Chat, Mailbox
from ebok.services import Services
from storage.tables import Outgoing
from storage.work import WorkRows
from tests.fixtures.people import CHAT, OTHER_CHAT, Clock, all_rows, letters

CAUSE = "account:104217"
LOCKED = LoginLocked(minutes=15)
MARIAS = Mailbox("maria@example.com", told_in=CHAT)


class Changed(Exception):
    """The change fell through."""


async def write(services: Services, to: Mailbox = MARIAS) -> int:
    async with services.database.transaction() as session:
        await post(services, session, LOCKED, to, language="uk", cause=CAUSE)
    return int((await all_rows(services, Outgoing))[-1].id)


async def test_a_letter_can_be_read_until_it_has_gone(services: Services, clock: Clock) -> None:
    number = await write(services)
    written_at = clock()

    assert await outgoing.unsent(services, number) == Unsent(
        number, LOCKED, MARIAS, "uk", CAUSE, written_at, attempts=0
    )
    clock.move(minutes=1)
    await outgoing.mark_delivered(services, number)

    assert await outgoing.unsent(services, number) is None
    (row,) = await all_rows(services, Outgoing)
    assert (row.sealed, row.failure, row.delivered_at, row.due_at) == (None, None, clock(), None)


async def test_a_letter_is_due_at_once_and_wakes_whoever_delivers(
    services: Services, clock: Clock
) -> None:
    await write(services)

    (row,) = await all_rows(services, Outgoing)
    assert row.due_at == clock()
    assert services.database.bell.is_set()


async def test_a_letter_given_up_says_why_and_goes_no_more(services: Services) -> None:
    number = await write(services, Mailbox("maria@example.com"))

    await outgoing.give_up(services, number, "blocked " * 100)

    assert await outgoing.unsent(services, number) is None
    (row,) = await all_rows(services, Outgoing)
    assert (row.delivered_at, row.due_at) == (None, None)
    assert row.failure.startswith("blocked")
    assert len(row.failure) <= 200
    assert b"maria" not in row.sealed  # kept for another try, and sealed


async def test_a_mail_that_no_server_takes_is_told_to_the_chat_it_belongs_to(
    services: Services,
) -> None:
    number = await write(services)

    await outgoing.give_up(services, number, "mailbox unavailable", tell=True)
    await outgoing.give_up(services, number, "mailbox unavailable", tell=True)

    (notice,) = await letters(services)
    assert (notice.letter, notice.to, notice.cause) == (MailRefused(), Chat(CHAT), CAUSE)
    assert [row.language for row in await all_rows(services, Outgoing)] == ["uk", "uk"]


async def test_what_has_gone_is_not_given_up_any_more(services: Services) -> None:
    number = await write(services)
    await outgoing.mark_delivered(services, number)

    await outgoing.give_up(services, number, "too late")

    (row,) = await all_rows(services, Outgoing)
    assert row.failure is None


async def test_an_unknown_number_is_none(services: Services) -> None:
    await outgoing.mark_delivered(services, 4711)
    await outgoing.give_up(services, 4711, "nobody's")

    assert await outgoing.unsent(services, 4711) is None


async def test_a_letter_of_another_version_is_named(services: Services) -> None:
    number = await write(services)
    async with services.database.upkeep() as session:
        (await session.get_one(Outgoing, number)).letter = "MeterReadingWanted"

    with pytest.raises(outgoing.UnknownLetter, match="MeterReadingWanted"):
        await outgoing.unsent(services, number)


async def test_recipient_and_content_are_sealed(services: Services) -> None:
    await write(services)

    (row,) = await all_rows(services, Outgoing)
    assert b"maria" not in row.sealed
    assert b"minutes" not in row.sealed
    assert not any("maria" in str(value) for value in vars(row).values())


@pytest.mark.parametrize(
    ("letter", "to", "channel"),
    [(LOCKED, MARIAS, "mail"), (IdleLogout(15), Chat(CHAT), "chat")],
    ids=["mail", "chat"],
)
async def test_every_letter_comes_back_as_it_was_written(
    services: Services, letter: Any, to: Any, channel: str
) -> None:
    async with services.database.transaction() as session:
        await post(services, session, letter, to, language="pl", cause=CAUSE)

    (row,) = await all_rows(services, Outgoing)
    (sent,) = await letters(services)
    assert (row.channel, row.letter) == (channel, type(letter).__name__)
    assert (sent.letter, sent.to) == (letter, to)


async def test_what_did_not_happen_is_not_told(services: Services) -> None:
    async def fall_through() -> None:
        async with services.database.transaction() as session:
            await post(services, session, LOCKED, MARIAS, language="pl", cause=CAUSE)
            raise Changed

    with pytest.raises(Changed):
        await fall_through()

    assert await all_rows(services, Outgoing) == []
    assert not services.database.bell.is_set()


async def test_a_letter_on_its_own_speaks_the_language_of_the_chat(services: Services) -> None:
    await choose_language(services, CHAT, "uk")
    for chat_id in (CHAT, OTHER_CHAT):
        await outgoing.post_alone(services, AnswerLost(), Chat(chat_id), cause=f"chat:{chat_id}")

    assert [row.language for row in await all_rows(services, Outgoing)] == ["uk", "pl"]


async def test_the_record_names_what_waits_and_what_was_given_up(
    services: Services, clock: Clock
) -> None:
    waiting, refused, gone = [await write(services, Mailbox("x@example.com")) for _ in range(3)]
    rows = WorkRows(services.database, Outgoing)
    await rows.take("worker", clock(), 1)
    await rows.put_off(waiting, lambda _attempts: clock(), "SMTPConnectError")
    await outgoing.give_up(services, refused, "SMTPRecipientsRefused")
    await outgoing.mark_delivered(services, gone)

    (waits,) = await outgoing.on_record(services, failed=False)
    (failed,) = await outgoing.on_record(services, failed=True)

    assert (waits.number, waits.letter, waits.cause) == (waiting, "LoginLocked", CAUSE)
    assert (waits.attempts, waits.trouble) == (1, "SMTPConnectError")
    assert (failed.number, failed.failure) == (refused, "SMTPRecipientsRefused")


async def test_a_retry_of_what_failed_makes_it_due_again(services: Services, clock: Clock) -> None:
    refused, gone = [await write(services, Mailbox("x@example.com")) for _ in range(2)]
    await outgoing.give_up(services, refused, "SMTPRecipientsRefused")
    await outgoing.mark_delivered(services, gone)
    services.database.bell.clear()
    clock.move(hours=1)

    assert await outgoing.retry(services, failed=True) == 1

    again, done = await all_rows(services, Outgoing)
    assert (again.due_at, again.failure, done.due_at) == (clock(), None, None)
    assert await outgoing.unsent(services, refused) is not None
    assert services.database.bell.is_set()


async def test_a_retry_of_what_waits_does_not_wait_for_the_pause(
    services: Services, clock: Clock
) -> None:
    waiting = await write(services)
    rows = WorkRows(services.database, Outgoing)
    await rows.put_off(waiting, lambda _attempts: clock() + timedelta(minutes=5), "OSError")

    assert await outgoing.retry(services, failed=False) == 1

    (row,) = await all_rows(services, Outgoing)
    assert row.due_at == clock()


async def test_the_post_is_late_after_ten_minutes_and_failed_for_a_week(
    services: Services, clock: Clock
) -> None:
    refused = await write(services, Mailbox("x@example.com"))
    await outgoing.give_up(services, refused, "SMTPRecipientsRefused")
    await write(services)
    clock.move(minutes=10)
    assert await outgoing.health(services) == outgoing.PostHealth(late=0, failed_lately=1)

    clock.move(seconds=1)
    assert await outgoing.health(services) == outgoing.PostHealth(late=1, failed_lately=1)
    clock.move(days=7)
    assert (await outgoing.health(services)).failed_lately == 0
