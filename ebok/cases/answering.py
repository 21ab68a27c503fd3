"""The office's side: answers, notes, who has a case, closing it, blocking a chat.

Whoever calls has asked Telegram that the colleague belongs to the office's group.
"""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.audit import Action
from ebok.cases.case import Author, CaseState, Content, NoSuchCase
from ebok.cases.joined import change_shared, joined_to, keep_album_inside, share
from ebok.cases.keeping import keep
from ebok.cases.telling import tell_office, tell_resident, when_to_pass_on
from ebok.cases.writing import own_case
from ebok.outbox.letters import (
    CaseAnswered,
    CaseAnswerEdited,
    CaseCard,
    CaseClosed,
    CaseReopened,
    CaseSettled,
)
from ebok.services import Services
from storage.tables import BlockedChat, Case, CaseCopy, CaseMessage


async def answer(
    services: Services,
    number: int,
    content: Content,
    *,
    written_at: tuple[int, int] | None = None,
    album: str | None = None,
    answers: int | None = None,
) -> None:
    """To the resident. ``written_at``: chat and message that it was written in. Writing in a
    closed case opens it again. Cases joined to it are answered with it. Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await get_case(session, number)
        if written_at is not None and await session.get(CaseCopy, written_at) is not None:
            return  # pressed twice
        inside = album is not None and await _has_note(session, number, album)
        author = Author.NOTE if inside else Author.OFFICE
        message = await keep(
            services,
            session,
            case,
            author,
            content,
            written_at=written_at,
            album=album,
            answers=answers,
            sent_at=services.now(),
        )
        if author is not Author.OFFICE:
            return
        shared = await share(services, session, case, message)
        await _tell_answer(services, session, case, message)
        for joined, said in shared:
            await _tell_answer(services, session, joined, said)


async def put_answer(
    services: Services,
    session: AsyncSession,
    case: Case,
    content: Content,
    *,
    album: str | None = None,
) -> CaseMessage:
    """In the caller's transaction, with its lock on the case: written outside Telegram."""
    message = await keep(
        services,
        session,
        case,
        Author.OFFICE,
        content,
        written_at=None,
        album=album,
        sent_at=services.now(),
    )
    await _tell_answer(services, session, case, message)
    return message


async def _tell_answer(
    services: Services, session: AsyncSession, case: Case, message: CaseMessage | None
) -> None:
    """Without a message the person has just been told by another case."""
    if case.answered_at is None:
        case.answered_at = services.now()
    case.waiting_since = None
    if case.state != CaseState.OPEN:
        case.state, case.closed_at = CaseState.OPEN, None
        await tell_office(services, session, CaseCard(case.id), case.id, by_mail=False)
    if message is None:
        return
    letter, due_at = CaseAnswered(case.id, message.id), when_to_pass_on(services, message)
    await tell_resident(services, session, letter, case, due_at=due_at)


async def note(
    services: Services,
    number: int,
    content: Content,
    written_at: tuple[int, int],
    album: str | None = None,
) -> None:
    """Stays among colleagues, and the rest of its album with it. Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await get_case(session, number)
        now = services.now()
        await keep(
            services,
            session,
            case,
            Author.NOTE,
            content,
            written_at=written_at,
            album=album,
            sent_at=now,
        )
        if album is not None:
            await keep_album_inside(session, number, album)


async def _has_note(session: AsyncSession, number: int, album: str) -> bool:
    note = select(CaseMessage.id).where(
        CaseMessage.case_id == number,
        CaseMessage.album == album,
        CaseMessage.author == Author.NOTE,
    )
    return await session.scalar(note.limit(1)) is not None


async def edit_answer(services: Services, chat_id: int, message_id: int, content: Content) -> bool:
    """What a colleague changed afterwards changes in the resident's chat. False when it is no
    answer."""
    async with services.database.transaction() as session:
        copy = await session.get(CaseCopy, (chat_id, message_id))
        if copy is None or not copy.original or copy.case_message_id is None:
            return False
        message = await session.get_one(CaseMessage, copy.case_message_id)
        message.sealed = content.sealed(services.vault)
        if message.author == Author.OFFICE:
            case = await get_case(session, message.case_id)
            letter = CaseAnswerEdited(message.case_id, message.id)
            await tell_resident(services, session, letter, case)
            for other, said in await change_shared(services, session, message, content):
                letter = CaseAnswerEdited(other.id, said.id)
                await tell_resident(services, session, letter, other)
        return True


async def take(services: Services, number: int, colleague: str) -> None:
    """Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await get_case(session, number)
        case.taken_by = colleague
        if case.state == CaseState.NEW:
            case.state = CaseState.OPEN
        audit.note(services, session, colleague, Action.CASE_TAKEN, case=number)
        await tell_office(services, session, CaseCard(number), number, by_mail=False)


async def close(services: Services, number: int, colleague: str) -> bool:
    """With those joined to it; each resident is asked whether it is settled. False when it was
    closed already. Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await get_case(session, number)
        if case.state == CaseState.CLOSED:
            return False
        now = services.now()
        for each in [case, *await joined_to(session, case)]:
            each.state, each.closed_at, each.waiting_since = CaseState.CLOSED, now, None
            audit.note(services, session, colleague, Action.CASE_CLOSED, case=each.id)
            await tell_resident(services, session, CaseClosed(each.id), each)
            await tell_office(services, session, CaseCard(each.id), each.id, by_mail=False)
        return True


async def settle(services: Services, chat_id: int, number: int, *, settled: bool) -> None:
    """The resident's word after closing: a case that is not settled is open again.
    Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await own_case(session, chat_id, number)
        if settled:
            if case.state != CaseState.CLOSED:  # the question stood there from an earlier time
                case.state, case.closed_at = CaseState.CLOSED, services.now()
                case.waiting_since = None
                await tell_office(services, session, CaseCard(number), number, by_mail=False)
            await tell_office(services, session, CaseSettled(number), number, by_mail=False)
        elif case.state == CaseState.CLOSED:
            case.state, case.closed_at = CaseState.OPEN, None
            case.waiting_since = services.now()
            await tell_office(services, session, CaseReopened(number), number)


async def block(services: Services, number: int, colleague: str) -> None:
    """Nothing more is taken from the chat of this case, which is closed. Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await get_case(session, number)
        if case.chat_id is not None and await session.get(BlockedChat, case.chat_id) is None:
            session.add(BlockedChat(chat_id=case.chat_id, at=services.now(), by=colleague))
        case.state, case.closed_at, case.waiting_since = CaseState.CLOSED, services.now(), None
        audit.note(services, session, colleague, Action.CHAT_BLOCKED, case=number)
        await tell_office(services, session, CaseCard(number), number, by_mail=False)


async def unblock(services: Services, number: int, colleague: str) -> None:
    """Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await get_case(session, number)
        blocked = await session.get(BlockedChat, case.chat_id or 0)
        if blocked is not None:
            await session.delete(blocked)
        audit.note(services, session, colleague, Action.CHAT_UNBLOCKED, case=number)
        await tell_office(services, session, CaseCard(number), number, by_mail=False)


async def get_case(session: AsyncSession, number: int) -> Case:
    """Locked until the transaction ends. Raises NoSuchCase."""
    case = await session.get(Case, number, with_for_update=True)
    if case is None or case.state == CaseState.DRAFT:
        raise NoSuchCase(number)
    return case
