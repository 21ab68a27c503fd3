"""Where the standing topics of the office's group are."""

from __future__ import annotations

from sqlalchemy import delete, select

from ebok.outbox.recipients import Standing
from ebok.services import Services
from storage.insert_missing import insert_missing
from storage.tables import StandingTopic


async def thread_of_standing(services: Services, group_id: int, standing: Standing) -> int | None:
    async with services.database.reading() as session:
        found = await session.get(StandingTopic, (group_id, standing))
        return None if found is None else found.thread_id


async def standing_in(services: Services, group_id: int, thread_id: int) -> Standing | None:
    """Which of them this thread is."""
    async with services.database.reading() as session:
        name = await session.scalar(
            select(StandingTopic.name).where(
                StandingTopic.group_id == group_id, StandingTopic.thread_id == thread_id
            )
        )
        return None if name is None else Standing(name)


async def note_standing(
    services: Services, group_id: int, standing: Standing, thread_id: int
) -> int:
    """The first to note it is right. Returns the thread that is noted now."""
    row = {"group_id": group_id, "name": str(standing), "thread_id": thread_id}
    async with services.database.transaction() as session:
        connection = await session.connection()
        await connection.run_sync(lambda sync: insert_missing(sync, StandingTopic, [row]))
        noted = await session.get_one(StandingTopic, (group_id, standing))
        return noted.thread_id


async def forget_standing(services: Services, group_id: int, standing: Standing) -> None:
    """It was deleted in the group."""
    async with services.database.transaction() as session:
        await session.execute(
            delete(StandingTopic).where(
                StandingTopic.group_id == group_id, StandingTopic.name == standing
            )
        )
