"""What every rule needs at hand, handed over in one piece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ebok.passwords import PasswordHasher
from ebok.profile import Profile
from storage.database import Database
from storage.jobs import JobQueue
from storage.vault import Vault

WARSAW = ZoneInfo("Europe/Warsaw")


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class SessionRules:
    idle: timedelta = timedelta(minutes=15)
    remembered: timedelta = timedelta(days=30)


@dataclass(frozen=True)
class Office:
    database: Database
    jobs: JobQueue
    vault: Vault
    profile: Profile
    passwords: PasswordHasher
    sessions: SessionRules = SessionRules()
    now: Callable[[], datetime] = utc_now

    def today(self) -> date:
        return self.now().astimezone(WARSAW).date()
