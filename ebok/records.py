"""The cooperative's records, counted: is there anything in the database at all."""

from __future__ import annotations

from sqlalchemy import func, select

from ebok.services import Services
from storage.tables import Member


async def clients(services: Services) -> int:
    async with services.database.reading() as session:
        return await session.scalar(select(func.count()).select_from(Member)) or 0
