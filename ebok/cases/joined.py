"""Cases joined to a main one: who they are, and an answer in the main one said to each of them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from ebok.cases.case import Author, CaseState, Content
from ebok.services import Services
from storage.tables import Case, CaseMessage, JoinedCase, SharedAnswer


async def main_of(session: AsyncSession, number: int) -> int | None:
    main: int | None = await session.scalar(
        select(JoinedCase.main_id).where(JoinedCase.case_id == number)
    )
    return main


async def joined_to(session: AsyncSession, main: Case) -> Sequence[Case]:
    """Those that share what happens to the main one, locked: not those closed before it."""
    found = await session.scalars(
        select(Case)
        .join(JoinedCase, JoinedCase.case_id == Case.id)
        .where(JoinedCase.main_id == main.id, _shares(main))
        .order_by(Case.id)
        .with_for_update(of=Case)
    )
    return found.all()


def waits_with_main() -> ColumnElement[bool]:
    """The case is joined to one that waits for an answer too."""
    main = aliased(Case)
    waiting = (
        select(JoinedCase.case_id)
        .join(main, main.id == JoinedCase.main_id)
        .where(
            JoinedCase.case_id == Case.id,
            main.waiting_since.is_not(None),
            main.state != CaseState.CLOSED,
        )
    )
    return waiting.exists()


def _shares(main: Case) -> ColumnElement[bool]:
    still_open = Case.state != CaseState.CLOSED
    return (
        still_open if main.closed_at is None else or_(still_open, Case.closed_at == main.closed_at)
    )


async def share(
    services: Services, session: AsyncSession, main: Case, answer: CaseMessage
) -> Sequence[tuple[Case, CaseMessage | None]]:
    """The joined cases with what each says now. A person with two of them is told once."""
    told, shared = {main.chat_id, None}, []
    for case in await joined_to(session, main):
        copy = None if case.chat_id in told else copied(services, case, answer)
        told.add(case.chat_id)
        shared.append((case, copy))
    await _keep(session, answer, [copy for _case, copy in shared if copy is not None])
    return shared


async def share_with(
    services: Services, session: AsyncSession, case: Case, answer: CaseMessage
) -> CaseMessage:
    """One more is told what was said to all."""
    copy = copied(services, case, answer)
    copy.album = None
    await _keep(session, answer, [copy])
    return copy


def copied(services: Services, case: Case, answer: CaseMessage) -> CaseMessage:
    return CaseMessage(
        case_id=case.id,
        author=Author.OFFICE,
        sealed=answer.sealed,
        album=answer.album,
        created_at=services.now(),
        sent_at=services.now(),
    )


async def _keep(session: AsyncSession, answer: CaseMessage, copies: Sequence[CaseMessage]) -> None:
    session.add_all(copies)
    await session.flush()
    session.add_all(SharedAnswer(case_message_id=copy.id, answer_id=answer.id) for copy in copies)


async def change_shared(
    services: Services, session: AsyncSession, answer: CaseMessage, content: Content
) -> Sequence[tuple[Case, CaseMessage]]:
    """What an answer says now, in each case that has it."""
    rows = await session.execute(
        select(Case, CaseMessage)
        .join(CaseMessage, CaseMessage.case_id == Case.id)
        .join(SharedAnswer, SharedAnswer.case_message_id == CaseMessage.id)
        .where(SharedAnswer.answer_id == answer.id)
        .order_by(CaseMessage.id)
    )
    changed = [(case, message) for case, message in rows]
    for _case, message in changed:
        message.sealed = content.sealed(services.vault)
    return changed


async def keep_album_inside(session: AsyncSession, number: int, album: str) -> None:
    """A note was written in it: none of its pieces goes to anybody."""
    answers = select(CaseMessage.id).where(
        CaseMessage.case_id == number, CaseMessage.album == album
    )
    copies = select(SharedAnswer.case_message_id).where(SharedAnswer.answer_id.in_(answers))
    await session.execute(delete(CaseMessage).where(CaseMessage.id.in_(copies)))


async def last_said_to_all(session: AsyncSession, main: int) -> CaseMessage | None:
    copy = aliased(CaseMessage)
    shared = (
        select(SharedAnswer.answer_id)
        .join(copy, copy.id == SharedAnswer.case_message_id)
        .where(SharedAnswer.answer_id == CaseMessage.id)
    )
    found: CaseMessage | None = await session.scalar(
        select(CaseMessage)
        .where(CaseMessage.case_id == main, CaseMessage.author == Author.OFFICE, shared.exists())
        .order_by(CaseMessage.id.desc())
        .limit(1)
    )
    return found
