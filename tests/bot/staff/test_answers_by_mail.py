"""An answer by mail, from the mailbox to the resident's chat and the group: who may, and what then
arrives; in one process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import pytest

from ebok.cases import passing_on
from ebok.cases.answering import close
from ebok.cases.answers_by_mail import (
    LONGEST_TEXT,
    MailedFile,
    Nature,
    Outcome,
    ReceivedMail,
    in_messages,
    take_mail,
)
from ebok.cases.case import Author, CaseState
from ebok.cases.mail_threads import Reader, thread_with
from ebok.cases.reading import history, record
from ebok.outbox.letters import CaseAnsweredByMail, CaseMailBounced, CaseMailHeld, StrayMail
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import Case, CaseFile
from tests.bot.staff.played_group import GROUP, PlayedTelegram, deliver_all
from tests.bot.staff.test_passing_on import said_in_topic, sent_case
from tests.fixtures.people import CHAT, Clock, all_rows, letters

OFFICE, MAILBOX = "biuro@office.example", "ebok@office.example"
ANNA, PLUMBER, STRANGER = "anna@office.example", "hydraulik@example.com", "obcy@example.net"
KEYS = count()
PDF = MailedFile("protokół.pdf", "application/pdf", b"%PDF-1.7")


@pytest.fixture
def office(services: Services) -> Services:
    reach = replace(
        services.office,
        chat_id=GROUP,
        mail=f"Biuro <{OFFICE}>",
        answers_mail=MAILBOX,
        writers=frozenset({"@office.example"}),
    )
    return replace(services, office=reach)


@pytest.fixture
def by_group(office: Services) -> Services:
    """Without mails that would go out."""
    return replace(office, office=replace(office.office, mail=None))


def written(text: str = "W piątek.", **more: Any) -> ReceivedMail:
    given = {
        "key": f"key-{next(KEYS)}",
        "nature": Nature.WRITTEN,
        "sender": OFFICE,
        "sender_name": "Anna Nowak",
        "number": None,
        "references": (),
        "text": text,
        "files": (),
    }
    return ReceivedMail(**{**given, **more})


async def reference(
    office: Services, number: int, address: str = OFFICE, reader: Reader = Reader.OFFICE
) -> Sequence[str]:
    thread = await thread_with(office, number, address, reader)
    return [f"<{thread.name}-12@office.example>"]


async def answers(office: Services, number: int) -> list[str]:
    said = await history(office, number)
    return [one.content.html for one in said if one.author is Author.OFFICE]


async def told(office: Services, kind: type[Any]) -> list[Any]:
    return [sent.letter for sent in await letters(office, kind)]


@pytest.mark.parametrize("sender", [OFFICE, ANNA])
async def test_the_office_answers_and_the_group_sees_it(by_group: Services, sender: str) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(by_group, "Kiedy?")
    mail = written(sender=sender, references=await reference(by_group, number))

    assert await take_mail(by_group, mail) is Outcome.ANSWERED

    await deliver_all(by_group, telegram)
    (answer,) = telegram.texts(CHAT)
    assert "W piątek." in answer
    assert "Anna" not in answer
    shown = (await said_in_topic(by_group, telegram, number))[-1]
    assert "W piątek." in shown
    assert "e-mailem: Anna Nowak" in shown
    assert (await record(by_group, number)).state is CaseState.OPEN


async def test_the_same_mail_twice_is_one_answer(office: Services) -> None:
    number = await sent_case(office, "Kiedy?")
    mail = written(references=await reference(office, number))

    assert await take_mail(office, mail) is Outcome.ANSWERED
    assert await take_mail(office, mail) is None

    assert await answers(office, number) == ["W piątek."]


async def test_files_come_behind_the_words_and_are_sent_up_once(
    by_group: Services, clock: Clock
) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(by_group, "Kiedy?")
    files = (PDF, MailedFile("plan.png", "image/png", b"png"))
    mail = written(
        "W piątek & sobotę <rano>.", files=files, references=await reference(by_group, number)
    )
    await take_mail(by_group, mail)
    clock.move(seconds=2)

    await deliver_all(by_group, telegram)

    assert "W piątek &amp; sobotę &lt;rano&gt;." in telegram.texts(CHAT)[0]
    assert telegram.uploaded == {"protokół.pdf": b"%PDF-1.7", "plan.png": b"png"}
    assert await all_rows(by_group, CaseFile) == []
    known = [one.content.file_id for one in await history(by_group, number) if one.content.is_file]
    assert all(known)
    assert len(known) == 2


@pytest.mark.parametrize(
    ("sender", "number_in_subject", "proves", "outcome"),
    [
        (STRANGER, True, False, Outcome.STRANGER),
        (STRANGER, True, True, Outcome.STRANGER),
        (OFFICE, True, False, Outcome.UNPROVEN),
    ],
)
async def test_who_may_not_answer_reaches_nobody_and_the_office_is_told_once(
    office: Services, sender: str, number_in_subject: bool, proves: bool, outcome: Outcome
) -> None:
    number = await sent_case(office, "Kiedy?")
    references = await reference(office, number) if proves else ["<case-1.0123@office.example>"]

    for _time in range(3):
        mail = written(sender=sender, number=number, references=references)
        assert await take_mail(office, mail) is outcome

    assert await answers(office, number) == []
    assert await told(office, CaseMailHeld) == [CaseMailHeld(number, sender, outcome)] * 2


async def test_whoever_the_case_was_passed_on_to_may_answer_that_case_only(
    office: Services,
) -> None:
    number, other = await sent_case(office, "Kran."), await sent_case(office, "Kiedy?")
    await passing_on.by_mail(office, number, PLUMBER, "Anna")
    theirs = await reference(office, number, PLUMBER, Reader.PASSED_ON)

    assert await take_mail(office, written(sender=PLUMBER, references=theirs)) is Outcome.ANSWERED
    of_other = written(sender=PLUMBER, references=await reference(office, other))
    assert await take_mail(office, of_other) is Outcome.STRANGER


async def test_the_office_reads_by_mail_what_somebody_else_answered(office: Services) -> None:
    number = await sent_case(office, "Kran.")
    theirs = await reference(office, number, PLUMBER, Reader.PASSED_ON)
    await take_mail(office, written(sender=PLUMBER, references=theirs))
    told_of = [sent.to.channel for sent in await letters(office, CaseAnsweredByMail)]
    assert sorted(told_of) == ["mail", "topic"]


async def test_a_resident_cannot_answer_in_the_offices_name(office: Services) -> None:
    number = await sent_case(office, "Kiedy?")
    theirs = await reference(office, number, "maria@example.com", Reader.RESIDENT)
    mail = written(sender="maria@example.com", references=theirs)
    assert await take_mail(office, mail) is Outcome.STRANGER


async def test_an_answer_to_a_closed_case_opens_it(office: Services) -> None:
    number = await sent_case(office, "Kiedy?")
    await close(office, number, "Anna")
    await take_mail(office, written(references=await reference(office, number)))
    assert (await record(office, number)).state is CaseState.OPEN


async def test_an_answer_to_an_erased_account_is_told_to_its_writer(office: Services) -> None:
    number = await sent_case(office, "Kiedy?")
    references = await reference(office, number)
    async with office.database.transaction() as session:
        (await session.get_one(Case, number)).chat_id = None

    mail = written(sender=ANNA, references=references)
    assert await take_mail(office, mail) is Outcome.ERASED

    assert [sent.to for sent in await letters(office, CaseMailHeld)] == [Mailbox(ANNA)]


@pytest.mark.parametrize(
    ("text", "files", "outcome"),
    [
        ("", (), Outcome.EMPTY),
        ("Proszę.", (MailedFile("film.mp4", "video/mp4", bytes(50_000_001)),), Outcome.TOO_LARGE),
    ],
)
async def test_what_cannot_be_sent_is_told_to_its_writer(
    office: Services, text: str, files: tuple[MailedFile, ...], outcome: Outcome
) -> None:
    number = await sent_case(office, "Kiedy?")
    mail = written(text, files=files, references=await reference(office, number))
    assert await take_mail(office, mail) is outcome
    assert await answers(office, number) == []
    assert await told(office, CaseMailHeld) == [CaseMailHeld(number, OFFICE, outcome)]


async def test_a_machine_answers_nobody(office: Services) -> None:
    number = await sent_case(office, "Kiedy?")
    mail = written(nature=Nature.AUTOMATIC, references=await reference(office, number))
    before = len(await letters(office))
    assert await take_mail(office, mail) is Outcome.AUTOMATIC
    assert len(await letters(office)) == before


async def test_a_bounce_is_told_in_the_case(by_group: Services) -> None:
    telegram = PlayedTelegram()
    number = await sent_case(by_group, "Kran.")
    theirs = await reference(by_group, number, PLUMBER, Reader.PASSED_ON)
    await take_mail(by_group, written(nature=Nature.BOUNCE, sender="", references=theirs))
    assert await told(by_group, CaseMailBounced) == [CaseMailBounced(number, PLUMBER, False)]
    await deliver_all(by_group, telegram)
    assert PLUMBER in (await said_in_topic(by_group, telegram, number))[-1]


async def test_mails_of_no_case_are_told_of_once_a_day(office: Services, clock: Clock) -> None:
    for _time in range(3):
        assert await take_mail(office, written(number=999)) is Outcome.STRAY
    assert len(await told(office, StrayMail)) == 2  # by mail and in the group
    clock.move(hours=25)
    await take_mail(office, written())
    assert len(await told(office, StrayMail)) == 4


async def test_in_the_offices_own_mailbox_other_mails_are_nobodys_news(office: Services) -> None:
    shared = replace(office, office=replace(office.office, answers_mail=OFFICE.upper()))
    assert await take_mail(shared, written()) is Outcome.STRAY
    assert await told(shared, StrayMail) == []


def test_a_long_answer_is_cut_between_words() -> None:
    text = "\n\n".join(["słowo " * 300] * 5)
    parts = in_messages(text)
    assert " ".join(" ".join(parts).split()) == " ".join(text.split())
    assert all(len(part) <= LONGEST_TEXT for part in parts)
    emoji = in_messages("🏢" * 4000)
    assert "".join(emoji) == "🏢" * 4000
    assert all(2 * len(part) <= LONGEST_TEXT for part in emoji)
