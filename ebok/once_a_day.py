"""Work of a day, done once: the day is noted with the work, so that of several workers one does it,
and a restart neither loses nor repeats it."""

from __future__ import annotations

from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.services import Services
from storage.tables import Installation


async def was_done(services: Services, work: str, day: date) -> bool:
    """A quick look, before anything is written."""
    async with services.database.reading() as session:
        noted = await session.get(Installation, work)
    return noted is not None and _day(noted) >= day


async def claim(session: AsyncSession, work: str, day: date) -> date | None:
    """In the transaction of the work. Returns the day it was claimed for before, which is this day
    when somebody was faster; None: never. Two who claim for the first time at once: one of them
    gets IntegrityError."""
    noted = await session.get(Installation, work, with_for_update=True)
    if noted is None:
        session.add(Installation(name=work, value=day.isoformat()))
        await session.flush()
        return None
    before = _day(noted)
    if before < day:
        noted.value = day.isoformat()
    return before


def _day(noted: Installation) -> date:
    return date.fromisoformat(noted.value)
