"""The resident's side: a case is begun, written bit by bit, sent whole, and continued later.

What is being written stands in the database from its first word, as messages without ``sent_at``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.buildings import building_meant, building_of
from ebok.cases.alike import look_for_others
from ebok.cases.case import (
    MOST_UNSENT,
    Author,
    Blocked,
    CaseState,
    CaseTopic,
    Content,
    NoSuchCase,
    NothingWritten,
    TooMuch,
    Writer,
    content_of,
    writer_of,
)
from ebok.cases.joined import main_of
from ebok.cases.keeping import keep
from ebok.cases.telling import tell_office, when_to_pass_on
from ebok.outbox.letters import CaseCard, CaseEdited, CaseReopened, CaseWritten, JoinedCaseWritten
from ebok.services import Services
from storage.tables import BlockedChat, Case, CaseCopy, CaseMessage


@dataclass(frozen=True)
class Written:
    """What a person sees before sending."""

    number: int
    topic: CaseTopic
    place: str | None
    contents: Sequence[Content]
    is_new: bool


async def begin(
    services: Services,
    chat_id: int,
    writer: Writer,
    member_id: int | None,
    topic: CaseTopic,
    language: str,
) -> int:
    """A new case; one that was begun in this chat before and never sent goes. Raises Blocked."""
    async with services.database.transaction() as session:
        await _refuse_blocked(session, chat_id)
        await _discard(session, chat_id)
        case = Case(
            chat_id=chat_id,
            member_id=member_id,
            topic=topic,
            state=CaseState.DRAFT,
            language=language,
            sealed_about=writer.sealed(services.vault),
            created_at=services.now(),
        )
        session.add(case)
        await session.flush()
        return case.id


async def set_place(services: Services, chat_id: int, number: int, place: str) -> None:
    """Where the fault is. Raises NoSuchCase."""
    meant = await building_meant(services, place)
    async with services.database.transaction() as session:
        case = await own_case(session, chat_id, number)
        writer = replace(writer_of(services.vault, case), place=place)
        case.sealed_about = writer.sealed(services.vault)
        case.building = building_of(place) if meant is None else meant.key


async def add(
    services: Services,
    chat_id: int,
    number: int,
    content: Content,
    message_id: int,
    album: str | None = None,
    answers: int | None = None,
) -> None:
    """Keeps one more message, unsent. Raises NoSuchCase, Blocked, TooMuch."""
    async with services.database.transaction() as session:
        await _refuse_blocked(session, chat_id)
        case = await own_case(session, chat_id, number)
        if len(await _unsent(session, case.id)) >= MOST_UNSENT:
            raise TooMuch
        await keep(
            services,
            session,
            case,
            Author.RESIDENT,
            content,
            written_at=(chat_id, message_id),
            album=album,
            answers=answers,
        )


async def written(services: Services, chat_id: int, number: int) -> Written:
    """Raises NoSuchCase."""
    async with services.database.reading() as session:
        case = await own_case(session, chat_id, number)
        messages = await _unsent(session, case.id)
        return Written(
            case.id,
            CaseTopic(case.topic),
            writer_of(services.vault, case).place,
            [content_of(services.vault, message) for message in messages],
            case.state == CaseState.DRAFT,
        )


async def take_back(services: Services, chat_id: int, number: int) -> None:
    """The last message that was not sent yet goes. Raises NoSuchCase."""
    async with services.database.transaction() as session:
        case = await own_case(session, chat_id, number)
        messages = await _unsent(session, case.id)
        if messages:
            await session.delete(messages[-1])


async def cancel(services: Services, chat_id: int, number: int) -> None:
    """What was not sent goes, and a case that was never sent with it."""
    async with services.database.transaction() as session:
        case = await session.get(Case, number)
        if case is None or case.chat_id != chat_id:
            return
        if case.state == CaseState.DRAFT:
            await session.delete(case)
        else:
            for message in await _unsent(session, number):
                await session.delete(message)


async def send(services: Services, chat_id: int, number: int) -> bool:
    """All that was written goes to the office. Returns whether a closed case was opened again.
    Raises NoSuchCase, NothingWritten, Blocked."""
    async with services.database.transaction() as session:
        await _refuse_blocked(session, chat_id)
        case = await own_case(session, chat_id, number)
        messages = await _unsent(session, case.id)
        if not messages:
            raise NothingWritten
        return await _send(services, session, case, messages)


async def write_on(
    services: Services,
    chat_id: int,
    number: int,
    content: Content,
    message_id: int,
    album: str | None = None,
    answers: int | None = None,
) -> bool:
    """A reply in the chat continues its case at once. Returns whether it was opened again.
    Raises NoSuchCase, Blocked."""
    async with services.database.transaction() as session:
        await _refuse_blocked(session, chat_id)
        case = await own_case(session, chat_id, number)
        message = await keep(
            services,
            session,
            case,
            Author.RESIDENT,
            content,
            written_at=(chat_id, message_id),
            album=album,
            answers=answers,
        )
        return await _send(services, session, case, [message])


async def edit(services: Services, chat_id: int, message_id: int, content: Content) -> bool:
    """A message that the person changed afterwards. False when it belongs to no case, or when the
    office takes nothing from this chat."""
    async with services.database.transaction() as session:
        if await session.get(BlockedChat, chat_id) is not None:
            return False
        copy = await session.get(CaseCopy, (chat_id, message_id))
        if copy is None or not copy.original or copy.case_message_id is None:
            return False
        message = await session.get_one(CaseMessage, copy.case_message_id)
        message.sealed = content.sealed(services.vault)
        if message.sent_at is not None:
            letter = CaseEdited(message.case_id, message.id)
            await tell_office(services, session, letter, message.case_id)
        return True


async def own_case(session: AsyncSession, chat_id: int, number: int) -> Case:
    """Locked until the transaction ends. Raises NoSuchCase."""
    case = await session.get(Case, number, with_for_update=True)
    if case is None or case.chat_id != chat_id:
        raise NoSuchCase(number)
    return case


async def _send(
    services: Services, session: AsyncSession, case: Case, messages: Sequence[CaseMessage]
) -> bool:
    now = services.now()
    is_new, reopened = case.state == CaseState.DRAFT, case.state == CaseState.CLOSED
    if is_new:
        case.state, case.sent_at = CaseState.NEW, now
        await tell_office(services, session, CaseCard(case.id), case.id, by_mail=False)
    elif reopened:
        case.state, case.closed_at = CaseState.OPEN, None
        await tell_office(services, session, CaseReopened(case.id), case.id)
    if case.waiting_since is None:
        case.waiting_since = now
    for message in messages:
        message.sent_at = now
        letter, due_at = CaseWritten(case.id, message.id), when_to_pass_on(services, message)
        await tell_office(services, session, letter, case.id, due_at=due_at)
    if is_new:
        await look_for_others(services, session, case, messages)
    else:
        await _tell_main(services, session, case)
    return reopened


async def _tell_main(services: Services, session: AsyncSession, case: Case) -> None:
    main = await main_of(session, case.id)
    if main is not None:
        letter = JoinedCaseWritten(main, case.id)
        await tell_office(services, session, letter, main, by_mail=False)


async def _unsent(session: AsyncSession, number: int) -> Sequence[CaseMessage]:
    found = await session.scalars(
        select(CaseMessage)
        .where(CaseMessage.case_id == number, CaseMessage.sent_at.is_(None))
        .order_by(CaseMessage.id)
    )
    return found.all()


async def _discard(session: AsyncSession, chat_id: int) -> None:
    await session.execute(
        delete(Case).where(Case.chat_id == chat_id, Case.state == CaseState.DRAFT)
    )


async def _refuse_blocked(session: AsyncSession, chat_id: int) -> None:
    if await session.get(BlockedChat, chat_id) is not None:
        raise Blocked
