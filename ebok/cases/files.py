"""Files that came by mail, kept until Telegram has them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.cases.case import content_of
from ebok.services import Services
from storage.tables import CaseFile, CaseMessage


async def kept_file(services: Services, message_id: int) -> bytes | None:
    async with services.database.reading() as session:
        row = await session.get(CaseFile, message_id)
    return None if row is None else services.vault.open_bytes(row.sealed)


async def note_in_telegram(
    services: Services, session: AsyncSession, message_id: int, file_id: str
) -> None:
    """From now on it is sent by Telegram's own id."""
    message = await session.get(CaseMessage, message_id, with_for_update=True)
    if message is not None:
        content = replace(content_of(services.vault, message), file_id=file_id)
        message.sealed = content.sealed(services.vault)
    row = await session.get(CaseFile, message_id)
    if row is not None:
        await session.delete(row)
