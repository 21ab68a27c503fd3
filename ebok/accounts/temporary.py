"""Temporary passwords: made for a new account or a forgotten password, good for 72 hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from ebok.office import Office
from ebok.passwords import temporary_password

GOOD_FOR_HOURS = 72


@dataclass(frozen=True)
class TemporaryPassword:
    text: str = field(repr=False)
    hash: str
    until: datetime


async def temporary_password_for(office: Office) -> TemporaryPassword:
    """Hashing is slow on purpose, so it is done before a transaction begins."""
    text = temporary_password()
    until = office.now() + timedelta(hours=GOOD_FOR_HOURS)
    return TemporaryPassword(text, await office.passwords.hash(text), until)
