"""An announcement with the outage that it is about."""

from __future__ import annotations

from bot.outbox.texts.announcements import Told, ToldOutage
from ebok.announcements.announcement import Record
from ebok.buildings import buildings
from ebok.outages import describing
from ebok.outages.outage import Record as Outage
from ebok.services import Services


async def told(services: Services, announcement: Record) -> Told:
    """Raises NoSuchOutage."""
    if announcement.outage_id is None:
        return Told(announcement)
    outage = await describing.record(services, announcement.outage_id)
    return Told(announcement, await with_names(services, outage))


async def with_names(services: Services, outage: Outage) -> ToldOutage:
    known = await buildings(services)
    return ToldOutage(outage, [each.name for each in known if each.key in outage.buildings])
