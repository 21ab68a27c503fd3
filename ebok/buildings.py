"""The cooperative's buildings, as its premises name them and as people do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.identity.addresses import address
from ebok.identity.folding import fold
from ebok.identity.streets import Streets
from ebok.services import Services
from storage.tables import Premises

_STREET = re.compile(r"^\s*ul(\.|ica\b)\s*", re.IGNORECASE)
_FIGURES = re.compile(r"(\d+)")
LONGEST_KEY = 80


@dataclass(frozen=True)
class Building:
    key: str  # bulwar ikara 12
    name: str  # Bulwar Ikara 12


def building_of(place: str) -> str:
    """The key of the building that an address of the records stands in: street and house without
    the flat, folded."""
    return " ".join(fold(_name(place)).split())[:LONGEST_KEY]


async def buildings(services: Services) -> Sequence[Building]:
    """As people count: number 2 before number 10."""
    async with services.database.reading() as session:
        return await buildings_in(session)


async def buildings_in(session: AsyncSession) -> Sequence[Building]:
    addresses = await session.scalars(select(Premises.address).distinct())
    found = {building_of(each): _name(each) for each in addresses}
    return sorted(
        (Building(key, name) for key, name in found.items()), key=lambda each: _as_counted(each.key)
    )


async def building_meant(services: Services, text: str) -> Building | None:
    """The only one of the cooperative's buildings that these words can mean, whatever nobody says
    of its street, and whatever stands before it: ``winda, Ikara 12``. None when there is none, or
    more than one."""
    known = [(each, address(each.name)) for each in await buildings(services)]
    streets = Streets(each.name for each, _place in known)
    words = text.split()
    for begin in range(len(words)):
        said = address(" ".join(words[begin:]))
        meant = [
            each
            for each, place in known
            if said.numbers[:1] == place.numbers[:1] != () and streets.mean(said, place)
        ]
        if meant:
            return meant[0] if len(meant) == 1 else None
    return None


def _name(place: str) -> str:
    street = place.split(",", maxsplit=1)[0].split("/", maxsplit=1)[0]
    return " ".join(_STREET.sub("", street).split())


def _as_counted(key: str) -> list[tuple[int, str]]:
    parts = [part for part in _FIGURES.split(key) if part.strip()]
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
