"""Who in the group may write to many residents: its administrators, and whom the profile names."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot.staff.announcements.may import may_announce
from bot.staff.rights import Right
from ebok.profile import Announcements
from ebok.services import Services

NAMED, SOMEBODY = 7, 8


@pytest.mark.parametrize(
    ("rule", "right", "who", "allowed"),
    [
        ({}, Right.ADMINISTRATOR, SOMEBODY, True),
        ({}, Right.STAFF, SOMEBODY, False),
        ({}, Right.STAFF, None, False),
        ({"by": "colleagues"}, Right.STAFF, SOMEBODY, True),
        ({"also": [NAMED]}, Right.STAFF, NAMED, True),
        ({"also": [NAMED]}, Right.STAFF, SOMEBODY, False),
    ],
)
async def test_the_profile_says_who_may_announce(
    services: Services, rule: dict[str, Any], right: Right, who: int | None, allowed: bool
) -> None:
    announcements = Announcements.model_validate(rule)
    profile = services.profile.model_copy(update={"announcements": announcements})
    assert may_announce(replace(services, profile=profile), right, who) is allowed
