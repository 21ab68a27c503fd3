"""Colleagues join cases about one fault, and part them again.

The main case is the one that others are joined to already, else the oldest. Whoever calls has asked
Telegram that the colleague belongs to the office's group.
"""

from __future__ import annotations

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.audit import Action
from ebok.cases.alike import alike
from ebok.cases.answering import get_case
from ebok.cases.case import CaseState, NoSuchCase
from ebok.cases.telling import tell_office
from ebok.outbox.letters import CaseCard, CaseJoined, CaseParted, CasesJoined
from ebok.services import Services
from storage.tables import Case, JoinedCase


async def join(services: Services, number: int, colleague: str) -> int | None:
    """This case and those that it was offered to be joined with; the main one's number. None when
    there is nothing to join any more. Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await session.get(Case, number)
        if case is None or case.state == CaseState.DRAFT:
            raise NoSuchCase(number)
        if case.state == CaseState.CLOSED or case.chat_id is None:
            return None
        numbers = sorted([number, *(other.id for other in await alike(session, case))])
        if len(numbers) < 2:
            return None
        before = await _mains(session, numbers)
        main = before.get(numbers[0]) or next(iter(before.values()), numbers[0])
        # Locked before those joined to it, as answers do; another press may have been faster.
        await get_case(session, main)
        before = await _mains(session, numbers)
        new = [each for each in numbers if each != main and before.get(each) != main]
        if not new:
            return main
        await session.execute(delete(JoinedCase).where(JoinedCase.case_id.in_([*new, main])))
        await session.execute(
            update(JoinedCase).where(JoinedCase.main_id.in_(new)).values(main_id=main)
        )
        session.add_all(JoinedCase(case_id=each, main_id=main) for each in new)
        audit.note(services, session, colleague, Action.CASES_JOINED, case=main)
        for each in new:
            await tell_office(services, session, CaseJoined(each, main), each, by_mail=False)
            await tell_office(services, session, CaseCard(each), each, by_mail=False)
        await tell_office(services, session, CasesJoined(main, new), main, by_mail=False)
        await tell_office(services, session, CaseCard(main), main, by_mail=False)
        return main


async def part(services: Services, number: int, colleague: str) -> bool:
    """This case from its main one, or all from this one. False when it is joined to none.
    Raises NoSuchCase."""
    async with services.database.transaction() as session:
        await get_case(session, number)
        found = await session.scalars(
            select(JoinedCase)
            .where(or_(JoinedCase.case_id == number, JoinedCase.main_id == number))
            .order_by(JoinedCase.case_id)
        )
        joined = found.all()
        for each in joined:
            await session.delete(each)
            letter = CaseParted(each.case_id, each.main_id)
            await tell_office(services, session, letter, each.case_id, by_mail=False)
            await tell_office(
                services, session, CaseCard(each.case_id), each.case_id, by_mail=False
            )
        for main in {each.main_id for each in joined}:
            await tell_office(services, session, CaseCard(main), main, by_mail=False)
        if joined:
            audit.note(services, session, colleague, Action.CASES_PARTED, case=number)
        return bool(joined)


async def _mains(session: AsyncSession, numbers: list[int]) -> dict[int, int]:
    """Of each that is joined, or is a main one itself, the main one."""
    rows = await session.execute(
        select(JoinedCase.case_id, JoinedCase.main_id)
        .join(Case, Case.id == JoinedCase.main_id)
        .where(
            or_(JoinedCase.case_id.in_(numbers), JoinedCase.main_id.in_(numbers)),
            Case.state != CaseState.CLOSED,
        )
        .order_by(JoinedCase.main_id)
    )
    mains: dict[int, int] = {}
    for case_id, main_id in rows:
        mains[case_id] = mains[main_id] = main_id
    return {number: main for number, main in mains.items() if number in numbers}
