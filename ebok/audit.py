"""Who did what and when. Details name things, never persons' data or secrets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.services import Services
from storage.tables import AuditEvent

SYSTEM = "system"  # the actor of what happens by the clock or by the rules


class Action(StrEnum):
    """Stored as it reads; an old name stays readable when one is renamed here."""

    APPLICATION_SENT = "application sent"
    APPLICATION_ACCEPTED = "application accepted"
    APPLICATION_REFUSED = "application refused"
    APPLICATION_INCOMPLETE = "application incomplete"
    APPLICATION_WAITING = "application waiting"
    APPLICATION_DECLINED = "application declined"
    APPLICATION_EXISTING = "application existing"
    LOGGED_IN = "logged in"
    LOGGED_OUT = "logged out"
    LOGIN_LOCKED = "login locked"
    SESSION_ENDED = "session ended"
    PASSWORD_CHANGED = "password changed"  # noqa: S105 - names a deed
    PASSWORD_RESET = "password reset"  # noqa: S105 - names a deed
    TEMPORARY_PASSWORD_SENT = "temporary password sent"  # noqa: S105 - names a deed
    ACCOUNT_UNLOCKED = "account unlocked"
    EMAIL_CHANGED = "e-mail changed"
    CASE_TAKEN = "case taken"
    CASE_CLOSED = "case closed"
    CASES_JOINED = "cases joined"
    CASES_PARTED = "cases parted"
    CASE_PASSED_ON = "case passed on"
    CHAT_BLOCKED = "chat blocked"
    CHAT_UNBLOCKED = "chat unblocked"
    BALANCE_SHOWN = "balance shown"
    DOCUMENT_PUBLISHED = "document published"
    DOCUMENT_WITHDRAWN = "document withdrawn"
    DOCUMENT_ACCESS_CHANGED = "document access changed"
    ANNOUNCEMENT_SENT = "announcement sent"
    OUTAGE_BEGUN = "outage begun"
    OUTAGE_ENDED = "outage ended"
    ACCOUNT_CLOSED = "account closed"
    ACCOUNT_ACTIVATED = "account activated"
    PAPER_CODE_MADE = "letter with a code made"
    PAPER_CODE_ENDED = "code from a letter ended"


@dataclass(frozen=True)
class Deed:
    at: datetime
    actor: str
    action: str
    details: dict[str, str | int]


def chat_actor(chat_id: int) -> str:
    return f"chat:{chat_id}"


def note(
    services: Services,
    session: AsyncSession,
    actor: str,
    action: Action,
    symbol: str | None = None,
    **details: str | int,
) -> None:
    """Adds to the caller's transaction: what did not happen is not noted."""
    session.add(
        AuditEvent(at=services.now(), actor=actor, action=action, symbol=symbol, details=details)
    )


async def deeds(services: Services, symbol: str, limit: int = 20) -> Sequence[Deed]:
    """What was done about one client, newest first."""
    async with services.database.reading() as session:
        rows = await session.scalars(
            select(AuditEvent)
            .where(AuditEvent.symbol == symbol)
            .order_by(AuditEvent.id.desc())
            .limit(limit)
        )
        return [Deed(row.at, row.actor, row.action, row.details) for row in rows]
