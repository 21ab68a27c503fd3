"""Faults of one building about the same thing: when one more is sent, colleagues are offered to
join them, and who asks after they were joined is told what the office has said to all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.cases.case import CaseState, CaseTopic, content_of, writer_of
from ebok.cases.joined import last_said_to_all, share_with
from ebok.cases.plain import in_plain_text
from ebok.cases.telling import tell_office, tell_resident
from ebok.intents.fault_words import fault_in
from ebok.outbox.letters import CaseKnown, CasesAlike
from ebok.services import Services
from storage.tables import Case, CaseMessage, JoinedCase

WITHIN = timedelta(days=1)


async def look_for_others(
    services: Services, session: AsyncSession, case: Case, messages: Sequence[CaseMessage]
) -> None:
    """In the transaction that sends the case."""
    if case.topic != CaseTopic.FAULT or not case.building:
        return
    said = [in_plain_text(content_of(services.vault, message)) for message in messages]
    case.fault = fault_in([*said, writer_of(services.vault, case).place or ""])
    await session.flush()
    others = await alike(session, case)
    people = {other.chat_id for other in others} | {case.chat_id}
    if not others or len(people) < 2:
        return
    numbers = [other.id for other in others]
    letter = CasesAlike(case.id, numbers, len(people), case.building, case.fault)
    await tell_office(services, session, letter, case.id, by_mail=False)
    main = await _open_main(session, numbers)
    if main is not None:
        said_last = await last_said_to_all(session, main)
        copy = said_last and await share_with(services, session, case, said_last)
        known = CaseKnown(case.id, copy.id if copy else None)
        await tell_resident(services, session, known, case)


async def alike(session: AsyncSession, case: Case) -> Sequence[Case]:
    """Open ones that were sent in the day before this one, and older ones joined already."""
    if case.sent_at is None or case.building is None or case.fault is None:
        return []
    joined = select(JoinedCase.case_id).union(select(JoinedCase.main_id))
    found = await session.scalars(
        select(Case)
        .where(
            Case.building == case.building,
            Case.fault == case.fault,
            Case.id != case.id,
            Case.chat_id.is_not(None),
            Case.state.in_([CaseState.NEW, CaseState.OPEN]),
            Case.sent_at <= case.sent_at,
            or_(Case.sent_at >= case.sent_at - WITHIN, Case.id.in_(joined)),
        )
        .order_by(Case.id)
    )
    return found.all()


async def _open_main(session: AsyncSession, numbers: Sequence[int]) -> int | None:
    """Of those that these are joined to, the first."""
    main: int | None = await session.scalar(
        select(JoinedCase.main_id)
        .where(or_(JoinedCase.case_id.in_(numbers), JoinedCase.main_id.in_(numbers)))
        .order_by(JoinedCase.main_id)
        .limit(1)
    )
    return main
