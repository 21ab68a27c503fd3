"""What every rule needs at hand, handed over in one piece."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ebok.opening_hours import OpeningHours
from ebok.passwords import PasswordHasher
from ebok.profile import Profile
from storage.database import Database
from storage.vault import Vault

WARSAW = ZoneInfo("Europe/Warsaw")


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class SessionRules:
    idle: timedelta = timedelta(minutes=15)
    remembered: timedelta = timedelta(days=30)


@dataclass(frozen=True)
class OfficeReach:
    """Where the office's people read what the program tells them."""

    mail: str | None = None
    chat_id: int | None = None
    answers_mail: str | None = None  # the mailbox where their answers come in
    writers: frozenset[str] = frozenset()  # who else answers by mail: addresses, and @domains


@dataclass(frozen=True)
class Services:
    """Handed to every rule. While an update is handled its own copy is handed on, whose database
    carries the update's claim (``bot.intake.scope``)."""

    database: Database
    vault: Vault
    profile: Profile
    passwords: PasswordHasher
    sessions: SessionRules = SessionRules()
    now: Callable[[], datetime] = utc_now
    office: OfficeReach = OfficeReach()

    @property
    def opening_hours(self) -> OpeningHours | None:
        """None when the profile does not tell them for reckoning."""
        place = self.profile.office
        return OpeningHours(place.week(), place.closed_days, WARSAW) if place.open else None

    def today(self) -> date:
        return self.now().astimezone(WARSAW).date()
