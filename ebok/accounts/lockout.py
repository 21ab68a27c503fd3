"""Counts failed tries and locks for a while.

Only failures are written, under a fingerprint of who was meant, so that a login nobody has
reads and costs the same as one somebody has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.office import Office
from storage.tables import FailedLogin


@dataclass(frozen=True)
class Limit:
    """So many tries within the window; the last of them locks for a whole window."""

    tries: int
    window: timedelta


LOGIN_LIMIT = Limit(5, timedelta(minutes=15))
# One chat that tries many different logins.
CHAT_LIMIT = Limit(20, timedelta(minutes=15))
# Temporary passwords asked for one account, and from one chat.
FORGOTTEN_LIMIT = Limit(3, timedelta(hours=1))
FORGOTTEN_CHAT_LIMIT = Limit(5, timedelta(hours=1))


class Locked(PermissionError):
    """Too many failures; says when it ends."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until)
        self.until = until


async def failures(office: Office, session: AsyncSession, subject: str, limit: Limit) -> int:
    """How many stand within the window. Raises Locked when no try is left."""
    newest_first = (
        await session.scalars(
            select(FailedLogin.at)
            .where(FailedLogin.subject == office.vault.fingerprint(subject))
            .order_by(FailedLogin.at.desc())
            .limit(limit.tries)
        )
    ).all()
    begin = office.now() - limit.window
    if len(newest_first) == limit.tries:
        last, first = newest_first[0], newest_first[-1]
        if last > begin and last - first < limit.window:
            raise Locked(last + limit.window)
    return sum(at > begin for at in newest_first)


async def lock_end(
    office: Office, session: AsyncSession, subject: str, limit: Limit
) -> datetime | None:
    """When a try is possible again; None when one is left."""
    try:
        await failures(office, session, subject, limit)
    except Locked as locked:
        return locked.until
    return None


def add_failure(office: Office, session: AsyncSession, subject: str) -> None:
    session.add(FailedLogin(subject=office.vault.fingerprint(subject), at=office.now()))


async def forgive(office: Office, session: AsyncSession, subject: str) -> None:
    fingerprints = office.vault.fingerprints(subject)
    await session.execute(delete(FailedLogin).where(FailedLogin.subject.in_(fingerprints)))
