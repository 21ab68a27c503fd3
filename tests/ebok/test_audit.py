"""Who did what and when: with the change itself, newest first, of one client."""

from __future__ import annotations

import pytest

from ebok import audit
from ebok.audit import Action
from ebok.services import Services
from storage.tables import AuditEvent
from tests.fixtures.people import CHAT, Clock, all_rows


class Changed(Exception):
    """The change fell through."""


async def test_what_did_not_happen_is_not_noted(services: Services) -> None:
    async def fall_through() -> None:
        async with services.database.transaction() as session:
            audit.note(services, session, audit.chat_actor(CHAT), Action.LOGGED_IN, "104217")
            raise Changed

    with pytest.raises(Changed):
        await fall_through()

    assert await all_rows(services, AuditEvent) == []


async def test_deeds_come_newest_first_and_of_one_client_only(
    services: Services, clock: Clock
) -> None:
    deeds = (
        (Action.LOGGED_IN, "104217"),
        (Action.LOGGED_IN, "118830"),
        (Action.LOGGED_OUT, "104217"),
    )
    async with services.database.transaction() as session:
        for action, symbol in deeds:
            audit.note(services, session, audit.SYSTEM, action, symbol, tries=2)

    found = await audit.deeds(services, "104217")

    assert [deed.action for deed in found] == ["logged out", "logged in"]
    assert [deed.action for deed in await audit.deeds(services, "104217", limit=1)] == [
        "logged out"
    ]
    assert (found[0].at, found[0].actor, found[0].details) == (clock(), "system", {"tries": 2})


async def test_a_deed_of_an_earlier_version_stays_readable(
    services: Services, clock: Clock
) -> None:
    async with services.database.transaction() as session:
        session.add(
            AuditEvent(at=clock(), actor="office", action="forgotten", symbol="104217", details={})
        )

    (deed,) = await audit.deeds(services, "104217")

    assert deed.action == "forgotten"


async def test_the_longest_name_that_a_colleague_may_have_fits(services: Services) -> None:
    name = "Ż" * 128
    async with services.database.transaction() as session:
        audit.note(services, session, name, Action.ACCOUNT_UNLOCKED, "104217")

    assert [deed.actor for deed in await audit.deeds(services, "104217")] == [name]
