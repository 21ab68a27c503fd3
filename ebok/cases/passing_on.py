"""A case passed on by mail to somebody outside the group."""

from __future__ import annotations

from ebok import audit
from ebok.audit import Action
from ebok.cases.answering import get_case
from ebok.outbox.letters import CasePassedOn
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Mailbox
from ebok.profile import POLISH
from ebok.services import Services


async def by_mail(services: Services, number: int, address: str, colleague: str) -> None:
    """All that was said so far, with its files. Raises NoSuchCase."""
    async with services.database.transaction() as session:
        await get_case(session, number)
        audit.note(services, session, colleague, Action.CASE_PASSED_ON, case=number)
        cause = f"case:{number}"
        await post(
            services,
            session,
            CasePassedOn(number, colleague),
            Mailbox(address),
            language=POLISH,
            cause=cause,
            lane=f"{cause}:passed on",
            due_at=None,
        )
