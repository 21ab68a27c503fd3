"""An answer that the resident's chat does not take goes another way, and the office is told why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.cases.answering import get_case
from ebok.cases.telling import tell_office
from ebok.outbox.letters import CaseAnswered, CaseAnswerEdited, CaseUndelivered
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import Account, CaseMessage


class Reason(StrEnum):
    """Stored with letters that wait."""

    BLOCKED = "blocked"  # by the resident
    GONE = "gone"  # the resident's account in Telegram
    NO_RECORDINGS = "no recordings"  # are taken by the resident
    BAD_FILE = "bad file"  # Telegram has lost it, so mail could not carry it either
    REFUSED = "refused"  # for another reason of Telegram's
    UNCHANGED = "unchanged"  # the answer arrived, its change did not


@dataclass(frozen=True)
class Refusal:
    reason: Reason
    words: str  # Telegram's own


async def another_way(
    services: Services, session: AsyncSession, letter: CaseAnswered, refusal: Refusal
) -> None:
    """By mail, when the resident has an account. In the caller's transaction, which gives the
    letter to the chat up."""
    case = await get_case(session, letter.case)
    address: str | None = None
    if refusal.reason is not Reason.BAD_FILE:
        address = await session.scalar(
            select(Account.email).where(Account.member_id == case.member_id)
        )
    cause = f"case:{case.id}"
    if address is not None:
        await post(
            services,
            session,
            letter,
            Mailbox(address),
            language=case.language,
            cause=cause,
            lane=f"{cause}:answers",
            due_at=None,
        )
    if await _is_first_of_album(session, letter.message):
        told = CaseUndelivered(
            case.id,
            letter.message,
            by_mail=address is not None,
            reason=refusal.reason,
            words=refusal.words,
        )
        await tell_office(services, session, told, case.id)


async def tell_unchanged(
    services: Services, session: AsyncSession, letter: CaseAnswerEdited
) -> None:
    """In the caller's transaction."""
    told = CaseUndelivered(letter.case, letter.message, by_mail=False, reason=Reason.UNCHANGED)
    await tell_office(services, session, told, letter.case)


async def _is_first_of_album(session: AsyncSession, message_id: int) -> bool:
    """The office hears once of an album; a message alone is its own first."""
    message = await session.get(CaseMessage, message_id)
    if message is None or message.album is None:
        return True
    earlier = select(CaseMessage.id).where(
        CaseMessage.case_id == message.case_id,
        CaseMessage.album == message.album,
        CaseMessage.id < message.id,
    )
    return await session.scalar(earlier.limit(1)) is None
