"""What a person wrote and has not sent: found again, so that nothing is lost silently."""

from __future__ import annotations

from sqlalchemy import Select, select

from ebok.cases.case import CaseState
from ebok.services import Services
from storage.tables import Case, CaseMessage


async def unfinished_draft(services: Services, chat_id: int) -> int | None:
    """A new case with something written in it; of an older one only an addition may be unsent."""
    return await _first(services, _unsent(chat_id).where(Case.state == CaseState.DRAFT))


async def has_unsent(services: Services, chat_id: int) -> bool:
    return await _first(services, _unsent(chat_id)) is not None


def _unsent(chat_id: int) -> Select[int]:
    return (
        select(Case.id)
        .join(CaseMessage, CaseMessage.case_id == Case.id)
        .where(Case.chat_id == chat_id, CaseMessage.sent_at.is_(None))
        .order_by(Case.id.desc())
        .limit(1)
    )


async def _first(services: Services, asked: Select[int]) -> int | None:
    async with services.database.reading() as session:
        number: int | None = await session.scalar(asked)
        return number
