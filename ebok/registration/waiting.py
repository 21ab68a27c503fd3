"""Applications whose data agree and that wait for the office's word, where the profile wants it.
Opening the account is for ``ebok.accounts.activation``; here they are seen and declined."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.audit import Action
from ebok.outbox.letters import ApplicationDeclined
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Chat, Mailbox
from ebok.registration.application import application_number, cause_of, contact_in
from ebok.registration.entries import Settled, tell_group
from ebok.registration.outcomes import Outcome
from ebok.services import Services
from storage.tables import Application


class NotWaiting(LookupError):
    """Decided in the meantime, or never there."""


@dataclass(frozen=True)
class Waiting:
    id: int
    number: str
    symbol: str
    since: datetime


async def waiting(services: Services, symbol: str | None = None) -> Sequence[Waiting]:
    """Oldest first; of one client, when a symbol is given."""
    wanted = select(Application).where(Application.outcome == Outcome.WAITING)
    if symbol is not None:
        wanted = wanted.where(Application.symbol == symbol)
    async with services.database.reading() as session:
        rows = await session.scalars(wanted.order_by(Application.id))
        return [
            Waiting(row.id, application_number(row), row.symbol, row.created_at) for row in rows
        ]


async def decline_of(services: Services, symbol: str, actor: str) -> Sequence[str]:
    """All that wait for this client. Returns their numbers."""
    async with services.database.transaction() as session:
        return await decline_all(services, session, [symbol], actor)


async def decline_in(
    services: Services, session: AsyncSession, application_id: int, actor: str
) -> str:
    """The applicant is told by mail and in the chat. In the caller's transaction. Returns the
    number. Raises NotWaiting."""
    row = await session.get(Application, application_id, with_for_update=True)
    if row is None or row.outcome != Outcome.WAITING:
        raise NotWaiting(application_id)
    await _decline(services, session, row, actor)
    return application_number(row)


async def decline_all(
    services: Services, session: AsyncSession, symbols: Sequence[str], actor: str
) -> Sequence[str]:
    """Of these symbols. In the caller's transaction. Returns their numbers."""
    rows = await session.scalars(
        select(Application)
        .where(Application.symbol.in_(symbols), Application.outcome == Outcome.WAITING)
        .with_for_update()
    )
    declined = rows.all()
    for row in declined:
        await _decline(services, session, row, actor)
    return list(map(application_number, declined))


async def _decline(services: Services, session: AsyncSession, row: Application, actor: str) -> None:
    contact, number = contact_in(services, row), application_number(row)
    row.outcome, row.sealed_answers = Outcome.DECLINED, None
    row.settled, row.settled_by = Settled.DECLINED, actor
    audit.note(services, session, actor, Action.APPLICATION_DECLINED, row.symbol, number=number)
    letter, cause, language = ApplicationDeclined(number), cause_of(row), row.language
    await post(services, session, letter, Chat(row.chat_id), language=language, cause=cause)
    if contact is not None:
        to = Mailbox(contact.email, told_in=row.chat_id)
        await post(services, session, letter, to, language=language, cause=cause)
    await tell_group(services, session, row)
