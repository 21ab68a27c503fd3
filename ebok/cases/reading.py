"""Cases as they are looked at: by their resident, by the office, and by whoever passes them on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import ScalarSelect, Select, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from ebok.cases.case import (
    Author,
    CaseState,
    CaseTopic,
    Content,
    NoSuchCase,
    Writer,
    content_of,
    writer_of,
)
from ebok.cases.telling import lanes_to_office
from ebok.services import Services
from storage.tables import BlockedChat, Case, CaseCopy, CaseMessage, JoinedCase, Outgoing

LATELY = timedelta(weeks=4)
FEWEST_FOR_A_FIGURE = 5  # cases; of fewer nobody can say what is usual
MOST_OWN = 40  # of a person, the newest; older ones are the office's to find


@dataclass(frozen=True)
class CaseRecord:
    number: int
    topic: CaseTopic
    state: CaseState
    language: str
    writer: Writer
    chat_id: int | None
    member_id: int | None
    taken_by: str | None
    waiting: bool
    group_id: int | None
    thread_id: int | None
    card_id: int | None
    blocked: bool
    joined_to: int | None  # the main case about the same fault
    joined: int  # cases that are joined to this one


@dataclass(frozen=True)
class CaseLine:
    """One of a person's own cases."""

    number: int
    topic: CaseTopic
    state: CaseState
    last: Content | None
    last_at: datetime | None
    last_from_office: bool
    undelivered: bool  # something of it has not reached the office yet


@dataclass(frozen=True)
class MessageOnRecord:
    id: int
    author: Author
    content: Content
    album: str | None
    answers_id: int | None


async def record(services: Services, number: int) -> CaseRecord:
    """Raises NoSuchCase."""
    (found,) = await records(services, [number]) or (None,)
    if found is None:
        raise NoSuchCase(number)
    return found


async def records(services: Services, numbers: Sequence[int]) -> Sequence[CaseRecord]:
    """In the order asked for; what is not there, or not sent yet, is left out."""
    async with services.database.reading() as session:
        rows = await session.execute(
            select(Case, BlockedChat.at, JoinedCase.main_id, _joined())
            .outerjoin(BlockedChat, BlockedChat.chat_id == Case.chat_id)
            .outerjoin(JoinedCase, JoinedCase.case_id == Case.id)
            .where(Case.id.in_(numbers), Case.sent_at.is_not(None))
        )
        found = {
            case.id: _record(services, case, blocked is not None, main, joined)
            for case, blocked, main, joined in rows
        }
    return [found[number] for number in numbers if number in found]


def _joined() -> ScalarSelect[int]:
    other = aliased(JoinedCase)
    count = select(func.count()).where(other.main_id == Case.id)
    return count.correlate(Case).scalar_subquery()


def _record(
    services: Services, case: Case, blocked: bool, joined_to: int | None, joined: int
) -> CaseRecord:
    return CaseRecord(
        case.id,
        CaseTopic(case.topic),
        CaseState(case.state),
        case.language,
        writer_of(services.vault, case),
        case.chat_id,
        case.member_id,
        case.taken_by,
        case.waiting_since is not None,
        case.group_id,
        case.thread_id,
        case.card_id,
        blocked,
        joined_to,
        joined,
    )


async def mine(services: Services, chat_id: int) -> Sequence[CaseLine]:
    """The newest first."""
    async with services.database.reading() as session:
        cases = await session.scalars(
            select(Case)
            .where(Case.chat_id == chat_id, Case.state != CaseState.DRAFT)
            .order_by(Case.id.desc())
            .limit(MOST_OWN)
        )
        return await _lines(services, session, cases.all())


async def own(services: Services, chat_id: int, number: int) -> CaseLine:
    """Raises NoSuchCase."""
    async with services.database.reading() as session:
        case = await session.get(Case, number)
        if case is None or case.chat_id != chat_id or case.state == CaseState.DRAFT:
            raise NoSuchCase(number)
        (line,) = await _lines(services, session, [case])
        return line


async def has_cases(services: Services, chat_id: int) -> bool:
    async with services.database.reading() as session:
        own = select(Case.id).where(Case.chat_id == chat_id, Case.state != CaseState.DRAFT)
        return await session.scalar(own.limit(1)) is not None


async def _lines(
    services: Services, session: AsyncSession, cases: Sequence[Case]
) -> Sequence[CaseLine]:
    newest = (
        select(func.max(CaseMessage.id))
        .where(
            CaseMessage.case_id.in_([case.id for case in cases]),
            CaseMessage.sent_at.is_not(None),
            CaseMessage.author != Author.NOTE,
        )
        .group_by(CaseMessage.case_id)
    )
    found = await session.scalars(select(CaseMessage).where(CaseMessage.id.in_(newest)))
    last = {message.case_id: message for message in found}
    lanes = [lane for case in cases for lane in lanes_to_office(case.id)]
    waiting = set(
        await session.scalars(
            select(Outgoing.lane).where(Outgoing.lane.in_(lanes), Outgoing.due_at.is_not(None))
        )
    )
    return [
        _line(services, case, last.get(case.id), bool(waiting & set(lanes_to_office(case.id))))
        for case in cases
    ]


def _line(services: Services, case: Case, last: CaseMessage | None, undelivered: bool) -> CaseLine:
    return CaseLine(
        case.id,
        CaseTopic(case.topic),
        CaseState(case.state),
        None if last is None else content_of(services.vault, last),
        None if last is None else last.sent_at,
        last is not None and last.author == Author.OFFICE,
        undelivered,
    )


async def case_at(
    services: Services, chat_id: int, message_id: int
) -> tuple[int, int | None] | None:
    """The case, and the message of it, that stand at this place in Telegram."""
    async with services.database.reading() as session:
        copy = await session.get(CaseCopy, (chat_id, message_id))
        return None if copy is None else (copy.case_id, copy.case_message_id)


async def case_of_thread(services: Services, group_id: int, thread_id: int) -> int | None:
    async with services.database.reading() as session:
        number: int | None = await session.scalar(
            select(Case.id).where(Case.group_id == group_id, Case.thread_id == thread_id)
        )
        return number


async def place_of(services: Services, case_message_id: int, chat_id: int) -> int | None:
    """Where a message of a case stands in this chat, as written or as passed on last."""
    async with services.database.reading() as session:
        number: int | None = await session.scalar(
            select(CaseCopy.message_id)
            .where(CaseCopy.case_message_id == case_message_id, CaseCopy.chat_id == chat_id)
            .order_by(CaseCopy.message_id.desc())
            .limit(1)
        )
        return number


async def message_on_record(services: Services, message_id: int) -> MessageOnRecord | None:
    async with services.database.reading() as session:
        message = await session.get(CaseMessage, message_id)
        return None if message is None else _on_record(services, message)


async def to_pass_on(
    services: Services, message_id: int, chat_id: int
) -> Sequence[MessageOnRecord]:
    """The message and the pieces of its album, as far as they do not stand in this chat yet. An
    album in which a colleague has written a note stays inside whole."""
    async with services.database.reading() as session:
        message = await session.get(CaseMessage, message_id)
        if message is None:
            return []
        asked = select(CaseMessage).where(CaseMessage.sent_at.is_not(None))
        if message.album is None:
            asked = asked.where(CaseMessage.id == message.id)
        else:
            asked = asked.where(
                CaseMessage.case_id == message.case_id, CaseMessage.album == message.album
            )
        standing = select(CaseCopy.case_message_id).where(
            CaseCopy.case_id == message.case_id,
            CaseCopy.chat_id == chat_id,
            CaseCopy.case_message_id.is_not(None),
        )
        found = await session.scalars(
            asked.where(CaseMessage.id.not_in(standing)).order_by(CaseMessage.id)
        )
        pieces = found.all()
    if any(piece.author == Author.NOTE for piece in pieces):
        return []
    return [_on_record(services, piece) for piece in pieces]


async def history(services: Services, number: int) -> Sequence[MessageOnRecord]:
    """All that was sent, oldest first."""
    async with services.database.reading() as session:
        found = await session.scalars(_all_sent(number))
        return [_on_record(services, one) for one in found.all()]


async def told_before(
    services: Services, number: int, pending: int | None
) -> Sequence[MessageOnRecord]:
    """What the office's group has seen, oldest first; what waits to be passed on comes by itself.
    ``pending``: a message before which nothing waits."""
    async with services.database.reading() as session:
        seen = select(CaseCopy.case_message_id).where(
            CaseCopy.case_id == number,
            CaseCopy.chat_id < 0,  # groups
            CaseCopy.case_message_id.is_not(None),
        )
        known = or_(CaseMessage.author != Author.RESIDENT, CaseMessage.id.in_(seen))
        asked = _all_sent(number).where(known)
        if pending is not None:
            asked = _all_sent(number).where(
                or_(known, CaseMessage.id < pending), CaseMessage.id != pending
            )
        found = await session.scalars(asked)
        return [_on_record(services, one) for one in found.all()]


def _all_sent(number: int) -> Select[CaseMessage]:
    return (
        select(CaseMessage)
        .where(CaseMessage.case_id == number, CaseMessage.sent_at.is_not(None))
        .order_by(CaseMessage.id)
    )


def _on_record(services: Services, message: CaseMessage) -> MessageOnRecord:
    return MessageOnRecord(
        message.id,
        Author(message.author),
        content_of(services.vault, message),
        message.album,
        message.answers_id,
    )


async def not_closed(services: Services, limit: int = 30) -> Sequence[CaseRecord]:
    """Those that wait longest first."""
    async with services.database.reading() as session:
        numbers = await session.scalars(
            select(Case.id)
            .where(Case.state.in_([CaseState.NEW, CaseState.OPEN]))
            .order_by(Case.waiting_since.is_(None), Case.waiting_since, Case.id)
            .limit(limit)
        )
    return await records(services, numbers.all())


async def usual_time_to_answer(services: Services) -> timedelta | None:
    """The median of the last weeks; None when there were too few cases to say."""
    since = services.now() - LATELY
    async with services.database.reading() as session:
        rows = await session.execute(
            select(Case.sent_at, Case.answered_at).where(
                Case.sent_at > since, Case.answered_at.is_not(None)
            )
        )
        seconds = [
            (answered - sent).total_seconds() for sent, answered in rows if sent and answered
        ]
    if len(seconds) < FEWEST_FOR_A_FIGURE:
        return None
    return timedelta(seconds=median(seconds))
