"""Where somebody stopped in the guide through the tutorial."""

from __future__ import annotations

from ebok.services import Services
from storage.tables import GuideStop


async def stop_of(services: Services, chat_id: int) -> str | None:
    """None: never begun, or read to its end."""
    async with services.database.reading() as session:
        found = await session.get(GuideStop, chat_id)
        return None if found is None else found.stop


async def note_stop(services: Services, chat_id: int, stop: str) -> None:
    async with services.database.transaction() as session:
        await session.merge(GuideStop(chat_id=chat_id, stop=stop))


async def forget_stop(services: Services, chat_id: int) -> None:
    async with services.database.transaction() as session:
        found = await session.get(GuideStop, chat_id)
        if found is not None:
            await session.delete(found)
