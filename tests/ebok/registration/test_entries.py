"""What the office sees of applications that opened no account, and what becomes of them there."""

from __future__ import annotations

from dataclasses import asdict, replace

import pytest

from ebok.accounts.activation import activate
from ebok.outbox.letters import ApplicationEntry, ApplicationForOffice
from ebok.outbox.recipients import Mailbox, Standing, Topic
from ebok.registration.comparing import Reason
from ebok.registration.entries import NoSuchApplication, Settled, entry, settle
from ebok.registration.outcomes import Outcome
from ebok.services import OfficeReach, Services
from tests.fixtures.people import (
    CHAT,
    IGLA,
    JAN,
    MARIA,
    OTHER_CHAT,
    WITHOUT_PESEL,
    apply,
    decided,
    enter_in_records,
    letters,
    with_account,
)

GROUP = -100500
CLERK = "Anna Kowalska"


@pytest.fixture
def office(services: Services) -> Services:
    return replace(services, office=OfficeReach("biuro@office.example", GROUP))


@pytest.mark.parametrize(
    ("instead", "reasons"),
    [
        ({"symbol": "999999"}, [Reason.NO_SUCH_SYMBOL]),
        ({"name": "Marta Wiśniewska"}, [Reason.NAME]),
        ({"address": "Bulwar Ikara 12/6"}, [Reason.ADDRESS]),
        ({"identifier": "47110809172"}, [Reason.IDENTIFIER]),
        (
            {"name": "Jan Nowak", "address": "Rogowska 1/1", "identifier": "47110809172"},
            [Reason.NAME, Reason.ADDRESS, Reason.IDENTIFIER],
        ),
    ],
)
async def test_all_that_differs_is_named_and_nothing_of_what_was_typed(
    office: Services, instead: dict[str, str], reasons: list[Reason]
) -> None:
    await enter_in_records(office, MARIA)

    assert await decided(office, MARIA, CHAT, **instead) is Outcome.REFUSED

    seen = await entry(office, 1)
    assert list(seen.reasons) == reasons
    assert seen.symbol == (None if "symbol" in instead else MARIA.symbol)
    typed = {*instead.values(), MARIA.name, MARIA.address, MARIA.identifier, MARIA.email}
    assert not any(str(value) in str(asdict(seen)) for value in typed)
    (sent,) = await letters(office, ApplicationEntry)
    assert sent.to == Topic(GROUP, Standing.ACCOUNTS)


async def test_a_record_without_a_pesel_and_one_of_somebody_late_are_told_apart(
    office: Services,
) -> None:
    late = replace(MARIA, name="śp. Maria Wiśniewska")
    await enter_in_records(office, WITHOUT_PESEL, late)

    assert await decided(office, WITHOUT_PESEL) is Outcome.INCOMPLETE
    assert await decided(office, MARIA) is Outcome.INCOMPLETE

    assert list((await entry(office, 1)).reasons) == [Reason.NO_IDENTIFIER]
    assert list((await entry(office, 2)).reasons) == [Reason.DECEASED]
    assert await letters(office, ApplicationForOffice) == []  # the group has it


async def test_without_a_group_what_people_must_see_comes_by_mail(services: Services) -> None:
    await enter_in_records(services, WITHOUT_PESEL, MARIA)
    await decided(services, WITHOUT_PESEL)
    await decided(services, MARIA, OTHER_CHAT, name="Marta Wiśniewska")

    (mail,) = await letters(services, ApplicationForOffice)
    assert mail.to == Mailbox(services.profile.office.email)
    assert mail.letter == ApplicationForOffice("R/2026/1", WITHOUT_PESEL.symbol, waiting=False)
    assert await letters(services, ApplicationEntry) == []


async def test_what_is_accepted_makes_no_entry(office: Services) -> None:
    await enter_in_records(office, MARIA)
    assert await decided(office, MARIA) is Outcome.ACCEPTED
    assert await letters(office, ApplicationEntry) == []


async def test_it_says_how_often(office: Services) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA, OTHER_CHAT, name="Jan Nowak")
    for _try in range(2):
        await decided(office, MARIA, name="Marta Wiśniewska")

    seen = await entry(office, 3)

    assert (seen.tries_of_chat, seen.tries_for_symbol) == (2, 3)


async def test_a_later_try_stands_for_the_earlier_one_of_the_same_chat(office: Services) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA, symbol="999999")
    await decided(office, MARIA, OTHER_CHAT, name="Jan Nowak")
    await decided(office, MARIA, name="Marta Wiśniewska")

    first, strangers, third = [await entry(office, number) for number in (1, 2, 3)]

    assert (first.settled, first.settled_by) == (Settled.NEWER, "R/2026/3")
    assert strangers.settled is third.settled is None


async def test_one_phone_of_a_family_keeps_two_clients_apart(office: Services) -> None:
    await enter_in_records(office, MARIA, JAN)
    await decided(office, MARIA, name="Marta Wiśniewska")
    await decided(office, JAN)

    assert (await entry(office, 1)).settled is None


async def test_who_is_accepted_later_is_settled_everywhere(office: Services) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA, symbol="999999")
    await decided(office, MARIA, OTHER_CHAT, name="Jan Nowak")
    assert await decided(office, MARIA) is Outcome.ACCEPTED

    for number in (1, 2):
        seen = await entry(office, number)
        assert (seen.settled, seen.settled_by) == (Settled.OPENED, "R/2026/3")
    assert len(await letters(office, ApplicationEntry)) == 4


async def test_an_account_opened_at_the_desk_settles_it(office: Services) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA, name="Marta Wiśniewska")

    await activate(office, MARIA.symbol, CLERK)

    seen = await entry(office, 1)
    assert (seen.settled, seen.settled_by, seen.has_account) == (Settled.OPENED, CLERK, True)


async def test_wrong_data_for_a_client_with_an_account_say_so(office: Services) -> None:
    await with_account(office, IGLA)
    await decided(office, IGLA, OTHER_CHAT, name="Szpilka sp. z o.o.")

    seen = await entry(office, 2)
    assert (seen.has_account, seen.settled) == (True, None)


async def test_a_colleague_settles_it_once(office: Services) -> None:
    await enter_in_records(office, MARIA)
    await decided(office, MARIA, name="Marta Wiśniewska")

    assert await settle(office, 1, CLERK)
    assert not await settle(office, 1, "Beata")

    assert (await entry(office, 1)).settled_by == CLERK


async def test_what_is_not_decided_or_not_there_is_no_entry(office: Services) -> None:
    await enter_in_records(office, MARIA)
    number = await apply(office, MARIA)
    for missing in (number, 77):
        with pytest.raises(NoSuchApplication):
            await entry(office, missing)
        with pytest.raises(NoSuchApplication):
            await settle(office, missing, CLERK)
