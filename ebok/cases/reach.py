"""The office's group out of reach: the office is told by mail, once until it is in reach again."""

from __future__ import annotations

from contextlib import suppress

from sqlalchemy.exc import IntegrityError

from ebok.outbox.letters import GroupUnreachable
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Mailbox
from ebok.profile import POLISH
from ebok.services import Services
from storage.tables import Installation

NAME = "group out of reach"


async def note_out_of_reach(services: Services) -> None:
    with suppress(IntegrityError):  # another worker has just noted it
        async with services.database.transaction() as session:
            if await session.get(Installation, NAME) is not None:
                return
            session.add(Installation(name=NAME, value=services.now().isoformat()))
            await session.flush()
            if services.office.mail is not None:
                to = Mailbox(services.office.mail)
                await post(
                    services, session, GroupUnreachable(), to, language=POLISH, cause="group"
                )


async def note_in_reach(services: Services) -> None:
    async with services.database.reading() as session:
        if await session.get(Installation, NAME) is None:
            return
    async with services.database.transaction() as session:
        noted = await session.get(Installation, NAME)
        if noted is not None:
            await session.delete(noted)
