"""What an outage is, and what can be wrong with one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from storage.tables import Outage

LONGEST_UNTIL = 60


class Kind(StrEnum):
    LIFT = "lift"
    WATER = "water"
    POWER = "power"
    HEATING = "heating"
    GAS = "gas"
    OTHER = "other"


class State(StrEnum):
    DRAFT = "draft"
    RUNNING = "running"
    ENDED = "ended"
    DROPPED = "dropped"


class Question(StrEnum):
    """What a message in the group asks for."""

    UNTIL = "until"
    NEWS = "news"


class NoSuchOutage(LookupError):
    pass


class NotNow(ValueError):
    """It has begun or ended meanwhile."""


class NotDescribed(ValueError):
    """Its kind or its buildings are not chosen yet."""


@dataclass(frozen=True)
class Record:
    id: int
    state: State
    kind: Kind | None
    buildings: tuple[str, ...]  # keys
    until: str  # empty: not known
    words: str  # what the office says besides, in HTML
    group_id: int
    card_id: int | None


def record_of(row: Outage) -> Record:
    return Record(
        row.id,
        State(row.state),
        None if row.kind is None else Kind(row.kind),
        tuple(row.buildings),
        row.until,
        row.words,
        row.group_id,
        row.card_id,
    )
