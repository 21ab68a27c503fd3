"""Messages that must go from a chat: asked for with the change that makes them private."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.services import Services
from storage.tables import Deletion
from storage.work import done


@dataclass(frozen=True)
class WantedDeletion:
    chat_id: int
    message_ids: Sequence[int]
    asked_at: datetime


def ask_to_delete(
    services: Services,
    session: AsyncSession,
    chat_id: int,
    message_ids: Sequence[int],
    cause: str,
) -> None:
    """In the caller's transaction."""
    if not message_ids:
        return
    now = services.now()
    session.add(
        Deletion(
            chat_id=chat_id, message_ids=list(message_ids), cause=cause, created_at=now, due_at=now
        )
    )
    services.database.ring_at_commit(session)


async def delete_later(services: Services, chat_id: int, message_id: int) -> None:
    """A message that Telegram would not delete just now."""
    async with services.database.upkeep() as session:
        ask_to_delete(services, session, chat_id, [message_id], f"chat:{chat_id}")


async def wanted(services: Services, number: int) -> WantedDeletion | None:
    async with services.database.reading() as session:
        row = await session.get(Deletion, number)
    if row is None or row.due_at is None:
        return None
    return WantedDeletion(row.chat_id, row.message_ids, row.created_at)


async def mark_deleted(services: Services, number: int) -> None:
    """Or too old to be deleted by a bot: nothing is left to do."""
    async with services.database.transaction() as session:
        row = await session.get(Deletion, number)
        if row is not None:
            done(row)
