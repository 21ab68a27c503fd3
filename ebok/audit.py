"""Who did what and when. Details name things, never persons' data or secrets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.office import Office
from storage.tables import AuditEvent


@dataclass(frozen=True)
class Deed:
    at: datetime
    actor: str
    action: str
    details: dict[str, str | int]


def chat_actor(chat_id: int) -> str:
    return f"chat:{chat_id}"


def note(
    office: Office,
    session: AsyncSession,
    actor: str,
    action: str,
    symbol: str | None = None,
    **details: str | int,
) -> None:
    """Adds to the caller's transaction: what did not happen is not noted."""
    session.add(
        AuditEvent(at=office.now(), actor=actor, action=action, symbol=symbol, details=details)
    )


async def deeds(office: Office, symbol: str, limit: int = 20) -> Sequence[Deed]:
    """What was done about one client, newest first."""
    async with office.database.reading() as session:
        rows = await session.scalars(
            select(AuditEvent)
            .where(AuditEvent.symbol == symbol)
            .order_by(AuditEvent.id.desc())
            .limit(limit)
        )
        return [Deed(row.at, row.actor, row.action, row.details) for row in rows]
