"""A message as it comes into a case, with the place in Telegram where it was written."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.cases.case import Author, Content
from ebok.services import Services
from storage.tables import Case, CaseCopy, CaseMessage


async def keep(
    services: Services,
    session: AsyncSession,
    case: Case,
    author: Author,
    content: Content,
    *,
    written_at: tuple[int, int] | None,
    album: str | None = None,
    answers: int | None = None,
    sent_at: datetime | None = None,
) -> CaseMessage:
    """``written_at``: chat and message. Without ``sent_at`` it is still being written."""
    message = CaseMessage(
        case_id=case.id,
        author=author,
        sealed=content.sealed(services.vault),
        album=album,
        answers_id=answers,
        created_at=services.now(),
        sent_at=sent_at,
    )
    session.add(message)
    await session.flush()
    if written_at is not None:
        chat_id, message_id = written_at
        await session.merge(
            CaseCopy(
                chat_id=chat_id,
                message_id=message_id,
                case_id=case.id,
                case_message_id=message.id,
                original=True,
            )
        )
    return message
