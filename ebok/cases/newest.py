"""The newest message of the office in a resident's chat: what is written below it belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from ebok.cases.case import CaseState
from ebok.services import Services
from storage.tables import Case, CaseCopy


@dataclass(frozen=True)
class FromOffice:
    message_id: int
    number: int
    asks: bool  # whether the case is settled


async def newest_from_office(services: Services, chat_id: int) -> FromOffice | None:
    async with services.database.reading() as session:
        found = await session.execute(
            select(CaseCopy, Case.state)
            .join(Case, Case.id == CaseCopy.case_id)
            .where(
                CaseCopy.chat_id == chat_id,
                Case.chat_id == chat_id,
                CaseCopy.original.is_(False),
            )
            .order_by(CaseCopy.message_id.desc())
            .limit(1)
        )
        for copy, state in found:
            asks = copy.case_message_id is None and state == CaseState.CLOSED
            return FromOffice(copy.message_id, copy.case_id, asks)
    return None
