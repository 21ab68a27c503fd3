"""From the press to the last recipient: one commit writes a letter to each of them, so a kill loses
nobody and writes to nobody twice; then they are counted as they go out."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.announcements.announcement import (
    AddressedAnew,
    Count,
    NobodyThere,
    Record,
    State,
    cause_of,
)
from ebok.announcements.composing import draft, locked, record, record_of
from ebok.announcements.recipients import Reached, reached_by
from ebok.audit import Action
from ebok.outbox.letters import Announced
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import Account, Announcement, Outgoing
from storage.work import done

# Telegram takes about twenty changes a minute in one group.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=10)
LOOKS_AT_A_LIVELY_PACE, PATIENT_PAUSE = 100, timedelta(minutes=5)


async def send(services: Services, announcement_id: int, by: str) -> Record:
    """Raises NoSuchAnnouncement, NotADraft, NobodyThere, AddressedAnew."""
    known = await record(services, announcement_id)
    rows = await letters_for(services, known)
    async with services.database.transaction() as session:
        row = await draft(session, announcement_id)
        if (row.audience, tuple(row.chosen)) != (known.audience, known.chosen):
            raise AddressedAnew
        await begin_sending(services, session, row, rows, by)
        audit.note(
            services,
            session,
            by[:60],
            Action.ANNOUNCEMENT_SENT,
            announcement=announcement_id,
            audience=row.audience or "",
            recipients=len(rows),
        )
        return record_of(row)


async def letters_for(services: Services, announcement: Record) -> Sequence[dict[str, Any]]:
    """Rows of the outbox. Raises NobodyThere."""
    async with services.database.reading() as session:
        found = await reached_by(session, announcement.audience, announcement.chosen)
    if not found:
        raise NobodyThere
    # Sealing some thousands takes a moment that other chats do not wait for.
    return await asyncio.to_thread(rows_for, services, announcement.id, found)


async def begin_sending(
    services: Services,
    session: AsyncSession,
    row: Announcement,
    rows: Sequence[dict[str, Any]],
    by: str,
) -> None:
    """In the caller's transaction."""
    if rows:
        await session.execute(insert(Outgoing), rows)
    row.state, row.sent_by = State.SENDING.value, by[:128]
    row.sent_at = row.due_at = services.now()
    services.database.ring_at_commit(session)


async def count(services: Services, announcement_id: int) -> Count:
    gone, refused = Outgoing.delivered_at.is_not(None), Outgoing.failure.is_not(None)
    by_mail = Outgoing.channel == Mailbox.channel
    counted = select(
        func.count().filter(gone & ~by_mail).label("delivered"),
        func.count().filter(refused & ~by_mail).label("blocked"),
        func.count().filter(gone & by_mail).label("mailed"),
        func.count().filter(refused & by_mail).label("failed"),
        func.count().filter(~gone & ~refused).label("waiting"),
    ).where(Outgoing.cause == cause_of(announcement_id))
    async with services.database.reading() as session:
        return Count(**(await session.execute(counted)).mappings().one())


async def look_again(services: Services, announcement_id: int) -> None:
    """Later and later: 1 s, 2 s, 4 s … 10 s; a mail server that is away is waited for patiently."""
    async with services.database.upkeep() as session:
        row = await locked(session, announcement_id)
        doublings = max(0, min(row.attempts - 1, 20))
        longest = LONGEST_PAUSE if row.attempts < LOOKS_AT_A_LIVELY_PACE else PATIENT_PAUSE
        row.due_at = services.now() + min(FIRST_PAUSE * (1 << doublings), longest)
        row.worker = None


async def finish(services: Services, announcement_id: int, counted: Count) -> None:
    """All have it or will never; the count is kept."""
    async with services.database.transaction() as session:
        row = await locked(session, announcement_id)
        done(row)
        row.state = State.SENT.value
        row.delivered, row.blocked = counted.delivered, counted.blocked
        row.mailed, row.failed = counted.mailed, counted.failed


async def by_mail_instead(services: Services, session: AsyncSession, letter: Announced) -> None:
    """The chat takes nothing. In the transaction that gives the letter to it up."""
    accounts = await session.execute(
        select(Account.email, Account.language).where(Account.id.in_(letter.accounts))
    )
    languages = {row.email: row.language for row in accounts}  # people may share an address
    cause = cause_of(letter.announcement)
    for email, language in languages.items():
        await post(services, session, letter, Mailbox(email), language=language, cause=cause)


def rows_for(
    services: Services,
    announcement_id: int,
    found: Sequence[Reached],
    outage_id: int | None = None,
) -> Sequence[dict[str, Any]]:
    """Of one outage each hears in the order it was told."""
    now = services.now()
    return [
        {
            "channel": each.to.channel,
            "letter": Announced.__name__,
            "language": each.language,
            "cause": cause_of(announcement_id),
            "lane": None if outage_id is None else f"outage:{outage_id}:{each.accounts[0]}",
            "sealed": services.vault.seal_json(
                {
                    "to": asdict(each.to),
                    "data": asdict(Announced(announcement_id, each.accounts)),
                }
            ),
            "created_at": now,
            "due_at": now,
        }
        for each in found
    ]
