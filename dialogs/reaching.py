"""How to reach the office, in the words of whoever reads it."""

from __future__ import annotations

from datetime import date

from dialogs.amounts import day, hour
from ebok.identity.contact import readable_phone
from ebok.profile import OfficePlace, in_language
from ebok.services import WARSAW, Services
from locales.speech import N_, _, current_language

ON_WEEKDAYS = (
    N_("on Monday"),
    N_("on Tuesday"),
    N_("on Wednesday"),
    N_("on Thursday"),
    N_("on Friday"),
    N_("on Saturday"),
    N_("on Sunday"),
)


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


def hours_and_now(services: Services) -> str:
    """``poniedziałek–piątek, 8.00–15.00 (teraz zamknięte, czynne jutro od 8.00)``. For what is
    read at once: a mail may be read tomorrow."""
    hours = in_language(services.profile.office.hours, current_language())
    now = open_now(services)
    return hours if now is None else f"{hours} ({now})"


def open_now(services: Services) -> str | None:
    """Whether somebody is there, else when next; None when the profile does not tell."""
    hours, now = services.opening_hours, services.now()
    if hours is None:
        return None
    closes = hours.closes_at(now)
    if closes is not None:
        return _(N_("open now until {hour}"), hour=hour(closes))
    opens = hours.next_opening(now)
    return _(
        N_("closed now, open {day} from {hour}"),
        day=_said((opens.date() - now.astimezone(WARSAW).date()).days, opens.date()),
        hour=hour(opens),
    )


def _said(days_ahead: int, opening: date) -> str:
    if days_ahead < 2:
        return _(N_("today") if days_ahead == 0 else N_("tomorrow"))
    return _(ON_WEEKDAYS[opening.weekday()]) if days_ahead < 7 else day(opening)
