"""Updates that were acknowledged to Telegram before they were handled, because they take long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from storage.database import Database
from storage.insert_missing import insert_missing
from storage.tables import InboxUpdate
from storage.vault import Vault
from storage.work import LEASE, let_go, take

RawUpdate = dict[str, Any]  # as Telegram wrote it
LARGEST = 2**63 - 1  # number of an update, a chat or a person that a row can hold


def is_update(raw: object) -> bool:
    """Whether it is told apart from others: without a number nothing can be done about it."""
    return isinstance(raw, dict) and type(raw.get("update_id")) is int  # nor a bool


@dataclass(frozen=True)
class Kept:
    chat_id: int
    update: RawUpdate


class InboxRows:
    """Sealed: an update may hold a PESEL or a password."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def keep(self, updates: Sequence[Kept], worker: str, now: datetime) -> None:
        """This worker's until its lease ends; ``renew`` makes it longer."""
        rows = [
            {
                "id": kept.update["update_id"],
                "chat_id": kept.chat_id,
                "sealed": self._vault.seal_json(kept.update),
                "received_at": now,
                "due_at": now + LEASE,
                "worker": worker,
            }
            for kept in updates
        ]
        await self._database.write_at_once(
            lambda connection: insert_missing(connection, InboxUpdate, rows)
        )

    async def renew(self, worker: str, now: datetime) -> None:
        """A worker that lives keeps what it has."""
        async with self._database.upkeep() as session:
            await session.execute(
                update(InboxUpdate).where(InboxUpdate.worker == worker).values(due_at=now + LEASE)
            )

    async def take_over(self, worker: str, now: datetime) -> Sequence[Kept]:
        """What a worker that died has left, oldest first."""
        async with self._database.reading() as session:
            if (
                await session.scalar(select(InboxUpdate.id).where(InboxUpdate.due_at <= now))
                is None
            ):
                return []
        async with self._database.upkeep() as session:
            ids = await take(session, InboxUpdate, worker, now, limit=1000)
            rows = await session.scalars(
                select(InboxUpdate).where(InboxUpdate.id.in_(ids)).order_by(InboxUpdate.id)
            )
            return [Kept(row.chat_id, self._vault.open_json(row.sealed)) for row in rows]

    async def let_go(self, worker: str, now: datetime) -> None:
        """What an earlier life of this worker had not finished is to be taken over at once."""
        async with self._database.upkeep() as session:
            await let_go(session, InboxUpdate, worker, now)

    async def remove(self, update_id: int) -> None:
        async with self._database.upkeep() as session:
            await session.execute(delete(InboxUpdate).where(InboxUpdate.id == update_id))
