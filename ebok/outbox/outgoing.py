"""Letters on their way: written in the transaction of the change they tell about, sealed until
they have gone. The row is the truth: whoever delivers looks for rows, not for jobs about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, get_args, overload

from sqlalchemy import ColumnElement, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from ebok.outbox.letters import (
    Announced,
    ApplicationEntry,
    CaseLetter,
    CaseLetterToOffice,
    CaseLetterToResident,
    ChatLetter,
    MailLetter,
    MailRefused,
    OfficeLetter,
)
from ebok.outbox.recipients import RECIPIENTS, Chat, Mailbox, Recipient, Standing, Topic
from ebok.profile import POLISH
from ebok.services import Services
from storage.chats import chosen_language
from storage.tables import Outgoing
from storage.work import done

Letter = MailLetter | ChatLetter | OfficeLetter | ApplicationEntry | Announced | CaseLetter
LETTERS: dict[str, type[Any]] = {kind.__name__: kind for kind in get_args(Letter)}


class UnknownLetter(LookupError):
    """Written by another version of the program, which had letters that this one has not."""


@dataclass(frozen=True)
class Unsent:
    """A letter that must still go out."""

    number: int
    letter: Letter
    to: Recipient
    language: str
    cause: str
    written_at: datetime
    attempts: int


@overload
async def post(
    services: Services,
    session: AsyncSession,
    letter: MailLetter,
    to: Mailbox,
    *,
    language: str,
    cause: str,
) -> None: ...
@overload
async def post(
    services: Services,
    session: AsyncSession,
    letter: OfficeLetter,
    to: Mailbox | Topic,
    *,
    language: str,
    cause: str,
) -> None: ...
@overload
async def post(
    services: Services,
    session: AsyncSession,
    letter: ChatLetter,
    to: Chat,
    *,
    language: str,
    cause: str,
) -> None: ...
@overload
async def post(
    services: Services,
    session: AsyncSession,
    letter: Announced,
    to: Chat | Mailbox,
    *,
    language: str,
    cause: str,
) -> None: ...
@overload
async def post(
    services: Services,
    session: AsyncSession,
    letter: ApplicationEntry,
    to: Topic,
    *,
    language: str,
    cause: str,
    lane: str,
) -> None: ...
@overload
async def post(
    services: Services,
    session: AsyncSession,
    letter: CaseLetterToOffice,
    to: Mailbox | Topic,
    *,
    language: str,
    cause: str,
    lane: str,
    due_at: datetime | None,
) -> None: ...
@overload
async def post(
    services: Services,
    session: AsyncSession,
    letter: CaseLetterToResident,
    to: Chat | Mailbox,
    *,
    language: str,
    cause: str,
    lane: str,
    due_at: datetime | None,
) -> None: ...
async def post(
    services: Services,
    session: AsyncSession,
    letter: Letter,
    to: Recipient,
    *,
    language: str,
    cause: str,
    lane: str | None = None,
    due_at: datetime | None = None,
) -> None:
    """In the caller's transaction. ``cause`` answers "why was this sent": ``application:17``.
    Letters of one ``lane`` go out in the order they were posted in, each when the one before it has
    gone or was given up."""
    now = services.now()
    content = {"to": asdict(to), "data": asdict(letter)}
    session.add(
        Outgoing(
            channel=to.channel,
            letter=type(letter).__name__,
            language=language,
            cause=cause,
            lane=lane,
            sealed=services.vault.seal_json(content),
            created_at=now,
            due_at=due_at or now,
        )
    )
    services.database.ring_at_commit(session)


async def post_to_office(
    services: Services,
    session: AsyncSession,
    letter: OfficeLetter,
    *,
    cause: str,
    standing: Standing = Standing.LOG,
    by_mail: bool = True,
) -> None:
    """In Polish, to the office's mailbox and a standing topic of its group, as far as they are
    set."""
    office = services.office
    if by_mail and office.mail is not None:
        to = Mailbox(office.mail)
        await post(services, session, letter, to, language=POLISH, cause=cause)
    if office.chat_id is not None:
        topic = Topic(office.chat_id, standing)
        await post(services, session, letter, topic, language=POLISH, cause=cause)


async def post_alone(services: Services, letter: ChatLetter, to: Chat, *, cause: str) -> None:
    """In a transaction of its own, in the language of the chat."""
    async with services.database.upkeep() as session:
        language = await chosen_language(session, to.chat_id) or POLISH
        await post(services, session, letter, to, language=language, cause=cause)


async def unsent(services: Services, number: int) -> Unsent | None:
    """None when it has gone already or was given up. Raises UnknownLetter."""
    async with services.database.reading() as session:
        row = await session.get(Outgoing, number)
    if row is None or row.due_at is None or row.sealed is None:
        return None
    if row.letter not in LETTERS:
        raise UnknownLetter(row.letter)
    opened = services.vault.open_json(row.sealed)
    return Unsent(
        row.id,
        LETTERS[row.letter](**opened["data"]),
        RECIPIENTS[row.channel](**opened["to"]),
        row.language,
        row.cause,
        row.created_at,
        row.attempts,
    )


def first_in_lane() -> ColumnElement[bool]:
    """A letter before which nothing of its lane waits."""
    earlier = aliased(Outgoing)
    waiting = select(earlier.id).where(
        earlier.lane == Outgoing.lane, earlier.id < Outgoing.id, earlier.due_at.is_not(None)
    )
    return or_(Outgoing.lane.is_(None), ~waiting.exists())


async def mark_delivered(
    services: Services, number: int, also: Callable[[AsyncSession], Awaitable[None]] | None = None
) -> None:
    """``also``: what is noted in the same transaction, such as where it stands now."""
    async with services.database.transaction() as session:
        if also is not None:
            await also(session)
        row = await session.get(Outgoing, number)
        if row is not None:
            done(row)
            row.sealed, row.delivered_at = None, services.now()


async def give_up(
    services: Services,
    number: int,
    reason: str,
    *,
    tell: bool = False,
    also: Callable[[AsyncSession], Awaitable[None]] | None = None,
) -> None:
    """No try would mend it; it stays sealed for a while, so that ``ebok letters --retry`` can send
    it once the fault is mended. ``tell``: the chat it belongs to hears of it, once for a cause.
    ``also``: what is done instead, in the same transaction."""
    async with services.database.transaction() as session:
        row = await session.get(Outgoing, number)
        if row is None or row.due_at is None or row.sealed is None:
            return
        done(row)
        row.failure = reason[:200]
        if also is not None:
            await also(session)
        to = RECIPIENTS[row.channel](**services.vault.open_json(row.sealed)["to"])
        if not (tell and isinstance(to, Mailbox) and to.told_in is not None):
            return
        told = select(Outgoing.id).where(
            Outgoing.letter == MailRefused.__name__, Outgoing.cause == row.cause
        )
        if await session.scalar(told.limit(1)) is None:
            await post(
                services,
                session,
                MailRefused(),
                Chat(to.told_in),
                language=row.language,
                cause=row.cause,
            )


@dataclass(frozen=True)
class LetterOnRecord:
    """What ``ebok letters`` shows: nothing personal."""

    number: int
    letter: str
    channel: str
    cause: str
    written_at: datetime
    attempts: int
    trouble: str | None  # of the last attempt
    failure: str | None


async def on_record(services: Services, *, failed: bool) -> Sequence[LetterOnRecord]:
    """What must still go out, or what was given up; oldest first."""
    which = Outgoing.failure.is_not(None) if failed else Outgoing.due_at.is_not(None)
    async with services.database.reading() as session:
        rows = await session.scalars(select(Outgoing).where(which).order_by(Outgoing.id))
        return [
            LetterOnRecord(
                row.id,
                row.letter,
                row.channel,
                row.cause,
                row.created_at,
                row.attempts,
                row.trouble,
                row.failure,
            )
            for row in rows
        ]


async def retry(services: Services, *, failed: bool) -> int:
    """Another try at once: of what waits, or of what was given up and is still kept. Returns how
    many."""
    which = Outgoing.failure.is_not(None) if failed else Outgoing.due_at.is_not(None)
    async with services.database.transaction() as session:
        renewed = await session.scalars(
            update(Outgoing)
            .where(which, Outgoing.sealed.is_not(None))
            .values(due_at=services.now(), attempts=0, failure=None)
            .returning(Outgoing.id)
        )
        count = len(renewed.all())
        services.database.ring_at_commit(session)
        return count


async def redirect(
    services: Services,
    session: AsyncSession,
    causes: Collection[str],
    old: str,
    new: str,
    *,
    but: Collection[type[Any]] = (),
) -> None:
    """Mails for these causes to the old address, waiting or given up, go to the new one at once;
    ``but`` some kinds go to nobody any more. In the caller's transaction."""
    obsolete = {kind.__name__ for kind in but}
    rows = await session.scalars(
        select(Outgoing).where(
            Outgoing.channel == Mailbox.channel,
            Outgoing.cause.in_(causes),
            Outgoing.sealed.is_not(None),
        )
    )
    for row in rows:
        content = services.vault.open_json(row.sealed or b"")
        if content["to"]["address"] != old:
            continue
        if row.letter in obsolete:
            done(row)
            row.sealed, row.failure = None, "the address was corrected"
            continue
        content["to"]["address"] = new
        row.sealed = services.vault.seal_json(content)
        row.due_at, row.attempts, row.failure, row.trouble = services.now(), 0, None, None
        services.database.ring_at_commit(session)


async def withdraw(
    session: AsyncSession, causes: Collection[str], *, only: Collection[type[Any]] = ()
) -> None:
    """Letters for these causes that have not gone, waiting or given up, never go; what the office
    is told still does. ``only`` some kinds, when they are named. In the caller's transaction."""
    names = {kind.__name__ for kind in only or get_args(MailLetter | ChatLetter)}
    await session.execute(
        delete(Outgoing).where(
            Outgoing.cause.in_(causes), Outgoing.letter.in_(names), Outgoing.sealed.is_not(None)
        )
    )


OVERDUE, LATELY = timedelta(minutes=10), timedelta(days=7)


@dataclass(frozen=True)
class PostHealth:
    late: int  # wait for more than ten minutes
    failed_lately: int  # were given up within seven days


async def health(services: Services) -> PostHealth:
    waiting = await on_record(services, failed=False)
    failed = await on_record(services, failed=True)
    now = services.now()
    return PostHealth(
        late=sum(letter.written_at < now - OVERDUE for letter in waiting),
        failed_lately=sum(letter.written_at > now - LATELY for letter in failed),
    )
