"""Temporary passwords: made for a new account or a forgotten password, good for 72 hours, once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.passwords import temporary_password
from ebok.services import Services
from storage.tables import TemporaryPassword

GOOD_FOR_HOURS = 72


@dataclass(frozen=True)
class Issued:
    """The text goes into one mail and is kept nowhere."""

    text: str = field(repr=False)
    hours: int = GOOD_FOR_HOURS


async def issue(services: Services, session: AsyncSession, account_id: int) -> Issued:
    """Beside those that were issued before: each has its own end."""
    text = temporary_password()
    now = services.now()
    session.add(
        TemporaryPassword(
            account_id=account_id,
            fingerprint=services.vault.fingerprint(_named(account_id, text)),
            created_at=now,
            until=now + timedelta(hours=GOOD_FOR_HOURS),
        )
    )
    return Issued(text)


async def find(
    services: Services, session: AsyncSession, account_id: int, text: str
) -> TemporaryPassword | None:
    """The one with this text, also when it is used or over."""
    wanted = services.vault.fingerprints(_named(account_id, text))
    found: Any = await session.scalar(
        select(TemporaryPassword).where(
            TemporaryPassword.account_id == account_id,
            TemporaryPassword.fingerprint.in_(wanted),
        )
    )
    return found if isinstance(found, TemporaryPassword) else None


async def forget_all(session: AsyncSession, account_id: int) -> None:
    await session.execute(
        delete(TemporaryPassword).where(TemporaryPassword.account_id == account_id)
    )


def _named(account_id: int, text: str) -> str:
    return f"temporary:{account_id}:{text}"
