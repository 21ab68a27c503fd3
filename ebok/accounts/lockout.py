"""Counts failed tries and locks for a while.

Only failures are written, under a fingerprint of who was meant, so that a login nobody has
reads and costs the same as one somebody has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.services import Services
from storage.tables import FailedLogin


@dataclass(frozen=True)
class Limit:
    """So many tries within the window; the last of them locks for a whole window."""

    tries: int
    window: timedelta


HOUR, DAY = timedelta(hours=1), timedelta(hours=24)

# Of one login in one chat; nobody's failures count against anybody else.
LOGIN_LIMIT = Limit(5, timedelta(minutes=15))
# One chat that tries many different logins, or goes on although it must wait.
CHAT_LIMIT = Limit(20, timedelta(minutes=15))
# One login that strangers try from many chats: each has one try then, and the office is told.
SIEGE = Limit(20, DAY)
SIEGE_LIMIT = Limit(1, timedelta(minutes=15))
# Temporary passwords asked for: by one chat, for one account from a chat that it knows, and from
# all others together.
FORGOTTEN_CHAT_LIMIT = Limit(5, HOUR)
FORGOTTEN_LIMIT = Limit(3, HOUR)
FORGOTTEN_BY_STRANGERS = Limit(5, DAY)
# Mails that strangers can cause: of one kind, to one account.
WARNINGS = Limit(2, DAY)


class Locked(PermissionError):
    """Too many failures; says when it ends."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


async def failures(services: Services, session: AsyncSession, subject: str, limit: Limit) -> int:
    """How many stand within the window. Raises Locked when no try is left."""
    newest_first = (
        await session.scalars(
            select(FailedLogin.at)
            .where(FailedLogin.subject == services.vault.fingerprint(subject))
            .order_by(FailedLogin.at.desc())
            .limit(limit.tries)
        )
    ).all()
    begin = services.now() - limit.window
    if len(newest_first) == limit.tries:
        last, first = newest_first[0], newest_first[-1]
        if last > begin and last - first < limit.window:
            raise Locked(last + limit.window)
    return sum(at > begin for at in newest_first)


async def lock_end(
    services: Services, session: AsyncSession, subject: str, limit: Limit
) -> datetime | None:
    """When a try is possible again; None when one is left."""
    try:
        await failures(services, session, subject, limit)
    except Locked as locked:
        return locked.until
    return None


def add_failure(
    services: Services, session: AsyncSession, subject: str, account_id: int | None = None
) -> None:
    fingerprint = services.vault.fingerprint(subject)
    session.add(FailedLogin(subject=fingerprint, account_id=account_id, at=services.now()))


async def within(
    services: Services, session: AsyncSession, subject: str, limit: Limit, account_id: int | None
) -> bool:
    """Whether one more is allowed; then it is counted."""
    if await lock_end(services, session, subject, limit) is not None:
        return False
    add_failure(services, session, subject, account_id)
    return True


async def forgive(services: Services, session: AsyncSession, subject: str) -> None:
    """Of this subject alone."""
    fingerprints = services.vault.fingerprints(subject)
    await session.execute(delete(FailedLogin).where(FailedLogin.subject.in_(fingerprints)))


async def forgive_account(session: AsyncSession, account_id: int) -> None:
    """All failures that were meant for the account, in whatever chat."""
    await session.execute(delete(FailedLogin).where(FailedLogin.account_id == account_id))
