"""Letters wait with the change they tell about; the audit trail and languages beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ebok import audit, outgoing
from ebok.languages import choose_language, language_of
from ebok.office import Office
from ebok.outgoing import Letter
from storage.tables import AuditEvent, Outgoing
from tests.storage.office.people import CHAT, OTHER_CHAT, Clock, all_rows, jobs, letters

LETTER = Letter("mail", "login_locked", "uk", "maria@example.com", {"minutes": 15})


class Changed(Exception):
    """The change fell through."""


async def write(office: Office, letter: Letter = LETTER) -> int:
    async with office.database.transaction() as session:
        await outgoing.send(office, session, letter)
    return int((await all_rows(office, Outgoing))[-1].id)


async def test_a_letter_can_be_read_until_it_has_gone(office: Office, clock: Clock) -> None:
    number = await write(office)

    assert await outgoing.unsent(office, number) == replace(LETTER, written_at=clock())
    await outgoing.mark_delivered(office, number)

    assert await outgoing.unsent(office, number) is None
    (row,) = await all_rows(office, Outgoing)
    assert (row.sealed, row.failure, row.delivered_at) == (None, None, clock())


async def test_a_letter_given_up_says_why_and_keeps_nothing_personal(office: Office) -> None:
    number = await write(office)

    await outgoing.give_up(office, number, LETTER, "blocked " * 100)

    assert await outgoing.unsent(office, number) is None
    (row,) = await all_rows(office, Outgoing)
    assert (row.sealed, row.delivered_at) == (None, None)
    assert row.failure.startswith("blocked")
    assert len(row.failure) <= 200


async def test_a_mail_that_no_server_takes_is_told_to_the_chat_it_belongs_to(
    office: Office,
) -> None:
    letter = replace(LETTER, chat=CHAT)
    number = await write(office, letter)

    await outgoing.give_up(office, number, letter, "mailbox unavailable")
    await outgoing.give_up(office, number, letter, "mailbox unavailable")

    (notice,) = await letters(office)
    assert (notice.channel, notice.template, notice.to) == ("chat", "mail_refused", str(CHAT))


async def test_an_unknown_letter_is_none(office: Office) -> None:
    await outgoing.mark_delivered(office, 4711)

    assert await outgoing.unsent(office, 4711) is None


async def test_recipient_and_content_are_sealed(office: Office) -> None:
    await write(office)

    (row,) = await all_rows(office, Outgoing)
    assert b"maria" not in row.sealed
    assert b"minutes" not in row.sealed


@pytest.mark.parametrize(("channel", "queue"), [("mail", "mail"), ("chat", "chat")])
async def test_each_channel_has_a_queue_and_the_job_knows_the_row_only(
    office: Office, channel: outgoing.Channel, queue: str
) -> None:
    number = await write(office, Letter(channel, "idle_logout", "pl", "1001", {"minutes": 15}))

    (job,) = await jobs(office.database)
    assert (job.queue, job.name) == (queue, outgoing.DELIVER)
    assert job.arguments == (number, 0)


async def test_what_did_not_happen_is_neither_told_nor_noted(office: Office) -> None:
    async def fall_through() -> None:
        async with office.database.transaction() as session:
            await outgoing.send(office, session, LETTER)
            audit.note(office, session, audit.chat_actor(CHAT), "logged in", "104217")
            raise Changed

    with pytest.raises(Changed):
        await fall_through()

    assert await letters(office) == []
    assert await jobs(office.database) == []
    assert await all_rows(office, AuditEvent) == []


async def test_deeds_come_newest_first_and_of_one_client_only(office: Office) -> None:
    async with office.database.transaction() as session:
        for action, symbol in (("first", "104217"), ("other", "118830"), ("second", "104217")):
            audit.note(office, session, "system", action, symbol, tries=2)

    deeds = await audit.deeds(office, "104217")

    assert [deed.action for deed in deeds] == ["second", "first"]
    assert [deed.action for deed in await audit.deeds(office, "104217", limit=1)] == ["second"]
    assert deeds[0].details == {"tries": 2}


@pytest.mark.parametrize(
    ("phone", "spoken"), [(None, "pl"), ("pl", "pl"), ("en", "pl"), ("uk", "uk"), ("de", "pl")]
)
async def test_a_language_is_guessed_from_the_phone(
    office: Office, phone: str | None, spoken: str
) -> None:
    assert await language_of(office, CHAT, phone) == spoken


async def test_a_chosen_language_is_kept_for_the_chat(office: Office) -> None:
    await choose_language(office, CHAT, "uk")
    await choose_language(office, CHAT, "en")

    assert await language_of(office, CHAT, "uk") == "en"
    assert await language_of(office, OTHER_CHAT, None) == "pl"
