"""How to reach the office, in the words of whoever reads it."""

from __future__ import annotations

from dialogs.words import current_language
from ebok.identity.contact import readable_phone
from ebok.profile import OfficePlace, in_language


def ways_to_reach(place: OfficePlace) -> dict[str, str]:
    """Values for a message: address, room, hours, phone, email, emergency."""
    language = current_language()
    return {
        "address": place.address,
        "room": in_language(place.room, language),
        "hours": in_language(place.hours, language),
        "phone": readable_phone(place.phone),
        "email": place.email,
        "emergency": readable_phone(place.emergency_phone),
    }
