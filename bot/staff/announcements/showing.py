"""Cards that need to be looked up first."""

from __future__ import annotations

from bot.staff.announcements import cards
from bot.staff.announcements.cards import Card
from ebok.announcements.announcement import Audience, Record
from ebok.announcements.recipients import reach
from ebok.buildings import buildings
from ebok.services import Services


async def preview_of(services: Services, announcement: Record) -> Card:
    names = []
    if announcement.audience is Audience.BUILDINGS:
        names = [b.name for b in await buildings(services) if b.key in announcement.chosen]
    reached = await reach(services, announcement)
    return cards.preview(announcement, reached, names, services.profile)
