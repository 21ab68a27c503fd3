"""How a case's news travel: to the office's group and mailbox, each in the order it happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.outbox.letters import CaseLetterToOffice, CaseLetterToResident
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Chat, Mailbox, Topic
from ebok.profile import POLISH
from ebok.services import Services
from storage.tables import Case, CaseMessage

# Telegram delivers an album piece by piece: it goes on when the pieces have had time to arrive.
ALBUM_GATHERS_FOR = timedelta(seconds=1.5)


def lanes_to_office(number: int) -> tuple[str, str]:
    """Letters of one lane go out in their order: the group's, and the mailbox's."""
    return f"case:{number}:group", f"case:{number}:mail"


async def tell_office(
    services: Services,
    session: AsyncSession,
    letter: CaseLetterToOffice,
    number: int,
    *,
    by_mail: bool = True,
    due_at: datetime | None = None,
) -> None:
    """To the group and the mailbox, as far as they are set; with neither of them, to the address
    that the profile gives everybody: a resident's message is never for nobody."""
    office, cause = services.office, f"case:{number}"
    to_group, to_mail = lanes_to_office(number)
    mail = office.mail
    if mail is None and office.chat_id is None:
        mail = services.profile.office.email
    if office.chat_id is not None:
        await post(
            services,
            session,
            letter,
            Topic(office.chat_id),
            language=POLISH,
            cause=cause,
            lane=to_group,
            due_at=due_at,
        )
    if by_mail and mail is not None:
        await post(
            services,
            session,
            letter,
            Mailbox(mail),
            language=POLISH,
            cause=cause,
            lane=to_mail,
            due_at=due_at,
        )


async def tell_resident(
    services: Services,
    session: AsyncSession,
    letter: CaseLetterToResident,
    case: Case,
    *,
    due_at: datetime | None = None,
) -> None:
    """Nobody is told of a case without a chat any more."""
    if case.chat_id is None:
        return
    cause = f"case:{case.id}"
    await post(
        services,
        session,
        letter,
        Chat(case.chat_id),
        language=case.language,
        cause=cause,
        lane=f"{cause}:chat",
        due_at=due_at,
    )


def when_to_pass_on(services: Services, message: CaseMessage) -> datetime | None:
    """None: at once. Each piece of an album has a letter of its own; the first to go takes along
    what has arrived, and those of the others then find nothing to do."""
    return None if message.album is None else services.now() + ALBUM_GATHERS_FOR
