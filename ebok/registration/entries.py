"""Applications that opened no account, as colleagues see them among the office's registrations:
which answers differ, never what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.outbox.letters import ApplicationEntry, ApplicationExisting
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Chat, Standing, Topic
from ebok.profile import POLISH
from ebok.registration.application import REFUSALS_REMEMBERED, application_number, cause_of
from ebok.registration.comparing import Reason
from ebok.registration.outcomes import FOR_THE_OFFICE, Outcome
from ebok.services import Services
from storage.tables import Account, Application, Member


class Settled(StrEnum):
    """What became of an entry. Stored."""

    DONE = "done"  # a colleague says so
    OPENED = "opened"  # the account, by a colleague or by a later application
    DECLINED = "declined"  # by a colleague
    NEWER = "newer"  # a later application stands for it


class NoSuchApplication(LookupError):
    """Not there any more."""


@dataclass(frozen=True)
class Entry:
    number: str
    symbol: str | None  # None: the records know no such client
    outcome: Outcome
    reasons: Sequence[Reason]
    tries_of_chat: int  # within thirty days
    tries_for_symbol: int
    has_account: bool
    settled: Settled | None
    settled_by: str | None  # a colleague, or the number of another application
    stands_at: tuple[int, int] | None  # group and message


async def entry(services: Services, application_id: int) -> Entry:
    """Raises NoSuchApplication."""
    async with services.database.reading() as session:
        row = await session.get(Application, application_id)
        if row is None or row.decided_at is None:
            raise NoSuchApplication(application_id)
        member = await session.scalar(select(Member).where(Member.symbol == row.symbol))
        account = None
        if member is not None:
            account = await session.scalar(select(Account.id).where(Account.member_id == member.id))
        stands_at = None
        if row.entry_group_id is not None and row.entry_message_id is not None:
            stands_at = (row.entry_group_id, row.entry_message_id)
        return Entry(
            application_number(row),
            None if member is None else row.symbol,
            Outcome(row.outcome),
            [Reason(reason) for reason in row.reasons or ()],
            await _tries(services, session, row, Application.chat_id == row.chat_id),
            await _tries(services, session, row, Application.symbol == row.symbol),
            account is not None,
            None if row.settled is None else Settled(row.settled),
            row.settled_by,
            stands_at,
        )


async def _tries(
    services: Services, session: AsyncSession, row: Application, which: ColumnElement[bool]
) -> int:
    """Up to this one."""
    count = await session.scalar(
        select(func.count()).where(
            which,
            Application.id <= row.id,
            Application.created_at > services.now() - REFUSALS_REMEMBERED,
        )
    )
    return count or 0


async def note_place(
    session: AsyncSession, application_id: int, group_id: int, message_id: int
) -> None:
    row = await session.get(Application, application_id)
    if row is not None:
        row.entry_group_id, row.entry_message_id = group_id, message_id


async def tell_group(services: Services, session: AsyncSession, application: Application) -> None:
    """A new entry, or the one that stands there brought up to date. In the caller's transaction."""
    if services.office.chat_id is None:
        return
    cause = cause_of(application)
    await post(
        services,
        session,
        ApplicationEntry(application.id),
        Topic(services.office.chat_id, Standing.ACCOUNTS),
        language=POLISH,
        cause=cause,
        lane=f"{cause}:group",
    )


async def settle(services: Services, application_id: int, colleague: str) -> bool:
    """A colleague has dealt with it. False when somebody has before. Raises NoSuchApplication."""
    async with services.database.transaction() as session:
        row = await session.get(Application, application_id, with_for_update=True)
        if row is None or row.decided_at is None:
            raise NoSuchApplication(application_id)
        if row.settled is not None or row.outcome == Outcome.WAITING:
            return False
        row.settled, row.settled_by = Settled.DONE, colleague
        await tell_group(services, session, row)
        return True


async def settle_earlier(
    services: Services, session: AsyncSession, application: Application
) -> None:
    """What an application that was just decided says of those before it. In the caller's
    transaction."""
    opened = application.outcome in {Outcome.ACCEPTED, Outcome.EXISTING}
    number = application_number(application)
    for earlier in await _open(session, application.symbol, application.chat_id):
        if earlier.id >= application.id or not _says_something_of(earlier, application):
            continue
        if opened:
            await _settle_as_opened(services, session, earlier, number, application.chat_id)
            continue
        if earlier.outcome == Outcome.WAITING:
            if application.outcome == Outcome.REFUSED:
                continue  # a slip, after right data that wait
            earlier.outcome, earlier.sealed_answers = Outcome.REFUSED, None
        earlier.settled, earlier.settled_by = Settled.NEWER, number
        await tell_group(services, session, earlier)


async def settle_opened(
    services: Services,
    session: AsyncSession,
    symbol: str,
    application: Application | None,
    colleague: str,
) -> None:
    """The office has opened the account, for ``application`` when one led to it. In the caller's
    transaction."""
    chat_id = None if application is None else application.chat_id
    for row in await _open(session, symbol, chat_id):
        if row.symbol == symbol or Reason.NO_SUCH_SYMBOL in (row.reasons or ()):
            await _settle_as_opened(services, session, row, colleague, chat_id)


async def _settle_as_opened(
    services: Services, session: AsyncSession, row: Application, by: str, told: int | None
) -> None:
    """Whoever waited for the same account on another chat than ``told`` learns that it exists."""
    if row.outcome == Outcome.WAITING:
        row.outcome, row.sealed_answers = Outcome.EXISTING, None
        if row.chat_id != told:
            letter, chat = ApplicationExisting(), Chat(row.chat_id)
            cause = cause_of(row)
            await post(services, session, letter, chat, language=row.language, cause=cause)
    row.settled, row.settled_by = Settled.OPENED, by
    await tell_group(services, session, row)


def _says_something_of(earlier: Application, later: Application) -> bool:
    """The same client, and one who has an account now or writes from the same chat; or, of one
    chat, a number that was mistyped. Families share telephones."""
    one_chat = earlier.chat_id == later.chat_id
    if earlier.symbol == later.symbol:
        return one_chat or later.outcome in {Outcome.ACCEPTED, Outcome.EXISTING}
    return one_chat and any(
        Reason.NO_SUCH_SYMBOL in (row.reasons or ()) for row in (earlier, later)
    )


async def _open(session: AsyncSession, symbol: str, chat_id: int | None) -> Sequence[Application]:
    found = await session.scalars(
        select(Application)
        .where(
            or_(Application.symbol == symbol, Application.chat_id == chat_id),
            Application.outcome.in_([*FOR_THE_OFFICE, Outcome.ACCEPTED]),
            Application.reasons.is_not(None),
            Application.settled.is_(None),
        )
        .order_by(Application.id)
        .with_for_update()
    )
    return found.all()
