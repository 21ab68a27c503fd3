"""A cooperative in small, and what it announces."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import update

from ebok.announcements import composing
from ebok.announcements.announcement import Audience, Record
from ebok.announcements.composing import Posted
from ebok.outbox.letters import Announced
from ebok.outbox.recipients import Chat, Mailbox
from ebok.services import Services
from storage.tables import KnownChat, Member
from tests.fixtures.people import IGLA, JAN, MARIA, letters, with_account

GROUP = -1001
MARIAS, OLD, JANS = 501, 502, 503


async def three_accounts(services: Services) -> dict[str, int]:
    """Maria uses two phones, the second one lately; Jan one; the company none. Jan is no member."""
    accounts = {
        person.symbol: await with_account(services, person, chat)
        for person, chat in ((MARIA, 1), (JAN, 2), (IGLA, 3))
    }
    earlier = services.now() - timedelta(days=90)
    async with services.database.transaction() as session:
        maria, jan = accounts[MARIA.symbol], accounts[JAN.symbol]
        session.add_all(
            [
                KnownChat(account_id=maria, chat_id=OLD, seen_at=earlier),
                KnownChat(account_id=maria, chat_id=MARIAS, seen_at=services.now()),
                KnownChat(account_id=jan, chat_id=JANS, seen_at=earlier),
            ]
        )
        await session.execute(
            update(Member).where(Member.symbol == JAN.symbol).values(is_member=False)
        )
    return accounts


async def draft(
    services: Services, audience: Audience, *chosen: str, message_id: int = 7
) -> Record:
    posted = await composing.begin(services, Posted(GROUP, message_id, "Jutro myjemy okna."))
    return await composing.address_to(services, posted.id, audience, chosen)


async def on_their_way(services: Services) -> list[Chat | Mailbox]:
    return [sent.to for sent in await letters(services, Announced)]  # type: ignore[misc]
