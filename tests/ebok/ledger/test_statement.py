"""The balance of a client with any number of premises, at the price of two questions."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine, event, select

from ebok.ledger.balance import LastPayment, statement
from ebok.services import Services
from storage.tables import Holder, Member, Premises
from tests.fixtures.people import JAN, MARIA, Clock, book, enter_in_records

TODAY = date(2026, 11, 22)


async def member_id(services: Services, symbol: str) -> int:
    async with services.database.reading() as session:
        return int(await session.scalar(select(Member.id).where(Member.symbol == symbol)) or 0)


async def add_premises(services: Services, holder: int, *codes: str) -> None:
    async with services.database.transaction() as session:
        for code in codes:
            place = Premises(code=code, address=f"Bulwar Ikara {code}", kind="garaż")
            session.add(place)
            await session.flush()
            session.add(Holder(premises_id=place.id, member_id=holder))


async def test_each_of_the_premises_has_its_own_balance_and_all_have_a_sum(
    services: Services,
) -> None:
    await enter_in_records(services, MARIA)
    maria = await member_id(services, MARIA.symbol)
    await add_premises(services, maria, "G-1")
    await book(services, "L-104217", "charge", 31240, date(2026, 12, 1), date(2026, 12, 15))
    await book(services, "L-104217", "charge", 10000, date(2026, 10, 1), date(2026, 10, 15))
    await book(services, "G-1", "charge", 5000, date(2026, 11, 1), date(2026, 11, 30))
    await book(services, "G-1", "payment", 1000, date(2026, 11, 14))

    found = await statement(services, maria)

    assert found.as_of == TODAY
    assert [item.code for item in found.premises] == ["G-1", "L-104217"]
    assert [item.balance.to_pay for item in found.premises] == [4000, 10000]
    assert (found.to_pay, found.overdue, found.not_yet_due) == (14000, 10000, 4000)
    assert found.next_due == date(2026, 11, 30)
    assert found.last_payment == LastPayment(1000, date(2026, 11, 14))


async def test_a_credit_of_one_place_does_not_hide_the_debt_of_another(services: Services) -> None:
    await enter_in_records(services, MARIA)
    maria = await member_id(services, MARIA.symbol)
    await add_premises(services, maria, "G-1")
    await book(services, "G-1", "payment", 5800, date(2026, 11, 1))
    await book(services, "L-104217", "charge", 10000, date(2026, 10, 1), date(2026, 10, 15))

    found = await statement(services, maria)

    assert (found.to_pay, found.overpaid) == (10000, 5800)


async def test_nobody_sees_what_others_hold(services: Services) -> None:
    await enter_in_records(services, MARIA, JAN)
    await book(services, "L-104217", "charge", 10000, date(2026, 10, 1))

    found = await statement(services, await member_id(services, JAN.symbol))

    assert [item.code for item in found.premises] == ["L-118830"]
    assert found.to_pay == 0


async def test_a_client_without_premises_has_an_empty_balance(services: Services) -> None:
    found = await statement(services, 4711)

    assert (list(found.premises), found.to_pay, found.next_due) == ([], 0, None)
    assert found.last_payment is None


async def test_the_day_is_the_one_people_in_poland_have(services: Services, clock: Clock) -> None:
    clock.at = clock.at.replace(hour=23, minute=30)

    assert (await statement(services, 4711)).as_of == date(2026, 11, 23)


@pytest.mark.parametrize("count", [1, 7])
async def test_the_questions_to_the_database_do_not_grow_with_the_premises(
    services: Services, count: int
) -> None:
    await enter_in_records(services, MARIA)
    maria = await member_id(services, MARIA.symbol)
    await add_premises(services, maria, *(f"G-{number}" for number in range(count)))
    for number in range(count):
        await book(services, f"G-{number}", "charge", 100, date(2026, 11, 1))
    asked: list[str] = []

    def note(*args: object) -> None:
        if str(args[2]).lstrip().upper().startswith("SELECT"):
            asked.append(str(args[2]))

    event.listen(Engine, "before_cursor_execute", note)
    found = await statement(services, maria)
    event.remove(Engine, "before_cursor_execute", note)

    assert found.to_pay == 100 * count
    assert len(asked) == 1
