"""The claim on the update being handled.

Telegram delivers an update again for up to 24 hours when it was not acknowledged. The first
transaction of an update writes its id; a second delivery finds it there and changes nothing.
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables import HandledUpdate


class AlreadyHandled(Exception):
    """Another delivery of this update has made its changes."""


@dataclass
class Claim:
    update_id: int
    written: bool = False
    abandoned: bool = False  # nothing is to be saved: another delivery did it

    async def write(self, session: AsyncSession) -> None:
        """In the caller's transaction, before its other changes. Raises AlreadyHandled."""
        if self.written:
            return
        session.add(HandledUpdate(update_id=self.update_id, at=datetime.now(UTC), finished=False))
        try:
            await session.flush()
        except IntegrityError as error:
            raise AlreadyHandled(self.update_id) from error

    async def finish(self, session: AsyncSession) -> None:
        """With the last write of the update: the person has seen the answer. Raises
        AlreadyHandled when the row that stands there is another delivery's."""
        await self.write(session)
        (await session.get_one(HandledUpdate, self.update_id)).finished = True


current_claim: ContextVar[Claim | None] = ContextVar("current_claim", default=None)
