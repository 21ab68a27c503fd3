"""One fault, many people: offered to be joined, answered together, told to who asks next."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from ebok.cases.answering import answer, close, edit_answer, note, settle
from ebok.cases.case import CaseState, CaseTopic, Content
from ebok.cases.joining import join, part
from ebok.cases.overdue import remind
from ebok.cases.reading import history, message_on_record, record
from ebok.cases.writing import write_on
from ebok.intents.fault_words import Fault, fault_in
from ebok.outbox.letters import (
    CaseAnswered,
    CaseAnswerEdited,
    CaseClosed,
    CaseKnown,
    CaseOverdue,
    CasesAlike,
    CasesJoined,
    JoinedCaseWritten,
)
from ebok.outbox.recipients import Chat
from ebok.services import OfficeReach, Services
from storage.tables import Case
from tests.ebok.cases.written import sent_case
from tests.fixtures.people import Clock, letters

GROUP = -1001
HERE = "Bulwar Ikara 12/5"
MARIA, JAN, EWA, OLENA = 101, 102, 103, 104


@pytest.fixture
def office(services: Services) -> Services:
    return replace(services, office=OfficeReach(None, GROUP))


async def fault(office: Services, chat_id: int, said: str, place: str = HERE) -> int:
    return await sent_case(office, said, chat_id=chat_id, topic=CaseTopic.FAULT, place=place)


async def three_joined(office: Services) -> list[int]:
    numbers = [
        await fault(office, MARIA, "Winda stoi."),
        await fault(office, JAN, "Nie jeździ winda!"),
        await fault(office, EWA, "Ліфт не працює"),
    ]
    assert await join(office, numbers[-1], "Anna") == numbers[0]
    return numbers


async def told(office: Services, *kinds: type[Any]) -> list[tuple[int, str]]:
    """Chats, and what the letters of these kinds say in them."""
    found = []
    for sent in await letters(office, *kinds):
        assert isinstance(sent.to, Chat)
        message = await message_on_record(office, getattr(sent.letter, "message", None) or 0)
        found.append((sent.to.chat_id, message.content.html if message else ""))
    return found


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("Windą nie da się jechać", Fault.LIFT),
        ("Nie ma prądu, winda stoi", Fault.POWER),
        ("zimne kaloryfery", Fault.HEATING),
        ("Leci brudna woda", Fault.WATER),
        ("Domofon milczy", Fault.DOORS),
        ("Coś jest nie tak", Fault.OTHER),
    ],
)
def test_words_tell_what_a_fault_is_about(said: str, about: Fault) -> None:
    assert fault_in([said]) is about


async def test_faults_of_one_building_and_thing_within_a_day_are_offered(
    office: Services, clock: Clock
) -> None:
    await fault(office, OLENA, "Winda stoi.")
    clock.move(days=1, minutes=1)
    first = await fault(office, MARIA, "Winda stoi.")
    await fault(office, MARIA, "Winda stoi, piszę drugi raz.")
    await fault(office, EWA, "Nie ma wody.")
    await fault(office, EWA, "Winda stoi.", "Wittiga 3/1")
    closed = await fault(office, EWA, "Winda stuka.")
    await close(office, closed, "Anna")
    last = await fault(office, JAN, "Winda nie jeździ.", "Bulwar Ikara 12/80")

    offer = (await letters(office, CasesAlike))[-1].letter

    assert offer == CasesAlike(last, [first, first + 1], 2, "bulwar ikara 12", "lift")


async def test_one_answer_reaches_each_once_in_the_own_case(office: Services) -> None:
    main, second, third = await three_joined(office)

    await answer(office, main, Content(html="Serwis jedzie."), written_at=(GROUP, 1))
    await answer(office, main, Content(html="Serwis jedzie."), written_at=(GROUP, 1))

    answered = [sent.cause for sent in await letters(office, CaseAnswered)]
    assert answered == [f"case:{number}" for number in (main, second, third)]
    assert await told(office, CaseAnswered) == [
        (chat, "Serwis jedzie.") for chat in (MARIA, JAN, EWA)
    ]
    assert not any([(await record(office, each)).waiting for each in (main, second, third)])
    assert (await record(office, third)).state is CaseState.OPEN

    await edit_answer(office, GROUP, 1, Content(html="Serwis jest."))
    assert [chat for chat, _said in await told(office, CaseAnswerEdited)] == [MARIA, JAN, EWA]
    assert (await history(office, third))[-1].content.html == "Serwis jest."


async def test_pressed_twice_at_once_and_answered_meanwhile(office: Services) -> None:
    numbers = [await fault(office, chat_id, "Winda stoi.") for chat_id in (MARIA, JAN, EWA)]
    presses = [join(office, numbers[-1], "Anna") for _press in range(3)]
    said = answer(office, numbers[0], Content(html="Jedzie."), written_at=(GROUP, 1))
    mains = await asyncio.gather(*presses, said)
    assert mains[:3] == [numbers[0]] * 3
    assert (await record(office, numbers[0])).joined == 2
    assert len(await letters(office, CasesJoined)) == 1


async def test_an_answer_in_a_joined_case_is_for_that_person_only(office: Services) -> None:
    _main, second, _third = await three_joined(office)
    await answer(office, second, Content(html="Pani Ewo?"), written_at=(GROUP, 1))
    assert await told(office, CaseAnswered) == [(JAN, "Pani Ewo?")]


async def test_a_person_with_two_joined_cases_is_told_once(office: Services) -> None:
    await fault(office, MARIA, "Winda stoi.")
    await fault(office, JAN, "Winda stoi.")
    again = await fault(office, JAN, "Winda nadal stoi.")
    main = await join(office, again, "Anna")
    assert main is not None
    await answer(office, main, Content(html="Wiemy."), written_at=(GROUP, 1))
    assert await told(office, CaseAnswered) == [(MARIA, "Wiemy."), (JAN, "Wiemy.")]
    assert not (await record(office, again)).waiting


async def test_an_album_with_a_note_goes_to_nobody(office: Services) -> None:
    main, *_joined = await three_joined(office)
    photo = Content("photo", "", "file")
    await answer(office, main, photo, written_at=(GROUP, 1), album="a")
    await note(office, main, Content("photo", "!u nas", "file"), (GROUP, 2), "a")
    await answer(office, main, photo, written_at=(GROUP, 3), album="a")
    assert await told(office, CaseAnswered) == [(MARIA, ""), (JAN, ""), (EWA, "")]
    shared = [sent.letter for sent in await letters(office, CaseAnswered)][1:]
    for letter in shared:
        assert isinstance(letter, CaseAnswered)
        assert await message_on_record(office, letter.message) is None


async def test_closing_the_main_case_closes_all_that_are_open(
    office: Services, clock: Clock
) -> None:
    main, second, third = await three_joined(office)
    await settle(office, JAN, second, settled=True)
    clock.move(minutes=1)
    await close(office, main, "Anna")
    assert [chat for chat, _said in await told(office, CaseClosed)] == [MARIA, EWA]
    assert (await record(office, third)).state is CaseState.CLOSED

    await answer(office, main, Content(html="Znowu stoi."), written_at=(GROUP, 1))

    assert (await record(office, second)).state is CaseState.CLOSED
    assert (await record(office, third)).state is CaseState.OPEN
    assert [chat for chat, _said in await told(office, CaseAnswered)] == [MARIA, EWA]


async def test_what_a_joined_person_writes_is_noted_in_the_main_topic(office: Services) -> None:
    main, second, _third = await three_joined(office)
    await write_on(office, JAN, second, Content(html="I co?"), 99)
    (line,) = await letters(office, JoinedCaseWritten)
    assert line.letter == JoinedCaseWritten(main, second)


async def test_only_the_main_case_reminds_the_office_while_all_wait(
    office: Services, clock: Clock
) -> None:
    clock.at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    main, second, _third = await three_joined(office)
    clock.move(days=1, hours=1)
    await remind(office)
    assert [sent.cause for sent in await letters(office, CaseOverdue)] == [f"case:{main}"]

    await answer(office, main, Content(html="Jedzie."), written_at=(GROUP, 1))
    await write_on(office, JAN, second, Content(html="A moja klatka?"), 99)
    clock.move(days=1, hours=1)
    await remind(office)
    assert (await letters(office, CaseOverdue))[-1].cause == f"case:{second}"


async def test_parted_cases_are_on_their_own_again(office: Services) -> None:
    main, second, third = await three_joined(office)
    assert await part(office, second, "Anna")
    await answer(office, main, Content(html="Raz."), written_at=(GROUP, 1))
    assert await part(office, main, "Anna")
    assert not await part(office, main, "Anna")
    await answer(office, main, Content(html="Dwa."), written_at=(GROUP, 2))
    assert await told(office, CaseAnswered) == [(MARIA, "Raz."), (EWA, "Raz."), (MARIA, "Dwa.")]
    assert (await record(office, third)).joined_to is None


async def test_who_asks_next_is_told_what_all_were_told_and_joins_by_one_press(
    office: Services, clock: Clock
) -> None:
    main, *_joined = await three_joined(office)
    await answer(office, main, Content(html="Serwis jedzie."), written_at=(GROUP, 1))
    clock.move(days=2)

    late = await fault(office, OLENA, "Winda stoi.")

    assert await told(office, CaseKnown) == [(OLENA, "Serwis jedzie.")]
    assert (await record(office, late)).waiting
    assert await join(office, late, "Anna") == main
    assert await join(office, late, "Anna") == main
    assert (await record(office, main)).joined == 3
    await answer(office, main, Content(html="Działa."), written_at=(GROUP, 2))
    assert (await told(office, CaseAnswered))[-1] == (OLENA, "Działa.")


async def test_an_answer_from_before_they_were_joined_is_told_to_nobody_else(
    office: Services,
) -> None:
    first = await fault(office, MARIA, "Winda stoi.")
    await answer(office, first, Content(html="Pani Mario, saldo…"), written_at=(GROUP, 1))
    await join(office, await fault(office, JAN, "Winda stoi."), "Anna")
    await fault(office, EWA, "Winda stoi.")
    assert await told(office, CaseKnown) == [(EWA, "")]


async def test_erased_and_closed_cases_are_not_joined(office: Services) -> None:
    main, second, third = await three_joined(office)
    async with office.database.transaction() as session:
        for number in (main, third):
            (await session.get_one(Case, number)).chat_id = None
    await answer(office, main, Content(html="Działa."), written_at=(GROUP, 1))
    assert await told(office, CaseAnswered) == [(JAN, "Działa.")]

    await close(office, second, "Anna")
    late = await fault(office, OLENA, "Winda stoi.")
    assert await join(office, late, "Anna") is None
