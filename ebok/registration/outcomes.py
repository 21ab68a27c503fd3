"""What came of an application."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """Stored; ``received`` stands there until one of them does."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    INCOMPLETE = "incomplete"  # for the office: no PESEL or NIP on record, or the holder has died
    WAITING = "waiting"  # recognised, but the profile leaves the last word to the office
    DECLINED = "declined"  # by the office, after it had waited
    EXISTING = "existing"  # recognised, and has an account already
    CLOSED = "closed"  # led to an account that has ended: the symbol is somebody else's now


FOR_THE_OFFICE = (Outcome.REFUSED, Outcome.INCOMPLETE, Outcome.WAITING)
