"""Who in the group may write to many residents at once."""

from __future__ import annotations

from bot.staff.rights import Right
from ebok.services import Services
from locales.speech import N_

NOT_ALLOWED = N_(
    "Only administrators of this group write to all residents. Please ask one of them to do it."
)


def may_announce(services: Services, right: Right, user_id: int | None) -> bool:
    rule = services.profile.announcements
    return (
        right is Right.ADMINISTRATOR
        or (rule.by == "colleagues" and right is Right.STAFF)
        or user_id in rule.also
    )
