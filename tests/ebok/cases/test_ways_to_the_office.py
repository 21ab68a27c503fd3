"""Where a resident's message goes, and what a person's own list says of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from ebok.cases.answering import answer, close
from ebok.cases.case import CaseState, CaseTopic, Content, Writer
from ebok.cases.reading import mine, not_closed, record, records, usual_time_to_answer
from ebok.cases.searching import search
from ebok.cases.writing import add, begin, send
from ebok.outbox.letters import CaseCard, CaseWritten
from ebok.outbox.recipients import Mailbox, Topic
from ebok.services import OfficeReach, Services
from tests.fixtures.people import CHAT, Clock, letters

GROUP, MAIL = -1001, "biuro@example.com"


async def wrote(services: Services, text: str, chat_id: int = CHAT, message: int = 1) -> int:
    guest = Writer("Jan")
    number = await begin(services, chat_id, guest, None, CaseTopic.FEES, "pl")
    await add(services, chat_id, number, Content("text", text), message)
    await send(services, chat_id, number)
    return number


async def recipients(services: Services) -> list[object]:
    return [sent.to for sent in await letters(services, CaseWritten)]


async def test_it_goes_to_the_group_and_to_the_mailbox(services: Services) -> None:
    office = replace(services, office=OfficeReach(MAIL, GROUP))

    await wrote(office, "Ile?")

    assert await recipients(office) == [Topic(GROUP), Mailbox(MAIL)]
    assert [sent.to for sent in await letters(office, CaseCard)] == [Topic(GROUP)]


async def test_without_a_group_it_goes_by_mail(services: Services) -> None:
    office = replace(services, office=OfficeReach(mail=MAIL))

    await wrote(office, "Ile?")

    assert await recipients(office) == [Mailbox(MAIL)]


async def test_with_neither_it_goes_to_the_address_of_the_profile(services: Services) -> None:
    await wrote(services, "Ile?")

    assert await recipients(services) == [Mailbox(services.profile.office.email)]


async def test_a_persons_list_has_the_newest_case_first_with_its_last_word(
    services: Services,
) -> None:
    first = await wrote(services, "Pierwsza", message=1)
    second = await wrote(services, "Druga", message=2)
    await wrote(services, "Cudza", chat_id=CHAT + 1, message=1)
    await answer(services, first, Content("text", "Odpowiedź"))
    await close(services, second, "Anna")

    lines = await mine(services, CHAT)

    assert [(one.number, one.state) for one in lines] == [
        (second, CaseState.CLOSED),
        (first, CaseState.OPEN),
    ]
    assert [(one.last and one.last.html, one.last_from_office) for one in lines] == [
        ("Druga", False),
        ("Odpowiedź", True),
    ]
    assert all(one.undelivered for one in lines)  # nobody has worked the letters off


async def test_records_come_in_the_order_asked_for_without_those_that_are_not_there(
    services: Services,
) -> None:
    first, second = await wrote(services, "A", message=1), await wrote(services, "B", message=2)
    draft = await begin(services, CHAT, Writer("Jan"), None, CaseTopic.OTHER, "pl")

    found = await records(services, [second, draft, 999, first])

    assert [case.number for case in found] == [second, first]
    assert await record(services, first) == found[1]


async def test_who_waits_longest_comes_first(services: Services, clock: Clock) -> None:
    first = await wrote(services, "A", message=1)
    clock.move(minutes=5)
    second = await wrote(services, "B", chat_id=CHAT + 1, message=1)
    await answer(services, first, Content("text", "Tak"))

    assert [case.number for case in await not_closed(services)] == [second, first]


async def test_a_word_is_found_without_its_diacritics_and_a_case_by_its_number(
    services: Services,
) -> None:
    number = await wrote(services, "Nie działa oświetlenie na klatce")
    await wrote(services, "Inna", chat_id=CHAT + 1, message=1)

    for words in ("oswietlenie", f"#{number}", str(number)):
        (found, _excerpt), *_others = await search(services, words, 5)
        assert found.number == number


async def test_what_is_usual_is_said_of_five_cases_and_more(
    services: Services, clock: Clock
) -> None:
    for place, hours in enumerate((1, 2, 3, 4)):
        number = await wrote(services, "?", chat_id=CHAT + place, message=1)
        clock.move(hours=hours)
        await answer(services, number, Content("text", "!"))
    assert await usual_time_to_answer(services) is None

    number = await wrote(services, "?", chat_id=CHAT + 9, message=1)
    clock.move(hours=30)
    await answer(services, number, Content("text", "!"))

    assert await usual_time_to_answer(services) == timedelta(hours=3)
