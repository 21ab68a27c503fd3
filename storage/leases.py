"""What one worker does at a time: whoever holds the lease does it, until it lets go or dies."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import or_, update
from sqlalchemy.exc import IntegrityError

from storage.database import Database
from storage.tables import Lease


async def take_lease(
    database: Database, name: str, holder: str, now: datetime, lasts: timedelta
) -> bool:
    """Also prolongs one's own: an earlier life of this worker is oneself."""
    free = or_(Lease.until <= now, Lease.holder == holder)
    try:
        async with database.upkeep() as session:
            taken = await session.execute(
                update(Lease)
                .where(Lease.name == name, free)
                .values(holder=holder, until=now + lasts)
                .returning(Lease.name)
            )
            if taken.first() is not None:
                return True
            if await session.get(Lease, name) is not None:
                return False
            session.add(Lease(name=name, holder=holder, until=now + lasts))
    except IntegrityError:  # another worker was first
        return False
    return True


async def end_lease(database: Database, name: str, holder: str, now: datetime) -> None:
    async with database.upkeep() as session:
        await session.execute(
            update(Lease).where(Lease.name == name, Lease.holder == holder).values(until=now)
        )
