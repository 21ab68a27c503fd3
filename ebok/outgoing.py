"""Letters and notices to people, written in the transaction of the change they tell about.

The row is sealed and emptied when it has gone; only its number travels through the job queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.office import Office
from storage.jobs import CHAT_QUEUE, MAIL_QUEUE
from storage.tables import Outgoing

Channel = Literal["mail", "chat"]
QUEUES: dict[Channel, str] = {"mail": MAIL_QUEUE, "chat": CHAT_QUEUE}
DELIVER = "deliver"
SWEEP = "sweep"  # a chat letter without words: it only takes messages away


@dataclass(frozen=True)
class Letter:
    """``to`` is a mail address or a chat id; ``data`` fills the template. ``chat`` is where the
    person hears that a mail was refused."""

    channel: Channel
    template: str
    language: str
    to: str
    data: dict[str, Any]
    chat: int | None = None
    written_at: datetime | None = None


async def send(office: Office, session: AsyncSession, letter: Letter) -> None:
    row = Outgoing(
        channel=letter.channel,
        template=letter.template,
        language=letter.language,
        sealed=office.vault.seal_json({"to": letter.to, "data": letter.data, "chat": letter.chat}),
        created_at=office.now(),
    )
    session.add(row)
    await session.flush()
    await office.jobs.enqueue(session, queue=QUEUES[letter.channel], job=DELIVER, row_id=row.id)


async def unsent(office: Office, outgoing_id: int) -> Letter | None:
    """The letter, or None when it has gone already or was given up."""
    async with office.database.reading() as session:
        row = await session.get(Outgoing, outgoing_id)
        if row is None or row.sealed is None:
            return None
        opened = office.vault.open_json(row.sealed)
        channel: Channel = "mail" if row.channel == "mail" else "chat"
        return Letter(
            channel,
            row.template,
            row.language,
            opened["to"],
            opened["data"],
            opened["chat"],
            row.created_at,
        )


async def mark_delivered(office: Office, outgoing_id: int) -> None:
    async with office.database.transaction() as session:
        row = await session.get(Outgoing, outgoing_id)
        if row is not None:
            row.sealed, row.delivered_at = None, office.now()


async def give_up(office: Office, outgoing_id: int, letter: Letter, reason: str) -> None:
    """A mail that no server takes is told to the chat it belongs to."""
    async with office.database.transaction() as session:
        row = await session.get(Outgoing, outgoing_id)
        if row is None or row.sealed is None:
            return
        row.sealed, row.failure = None, reason[:200]
        if letter.channel == "mail" and letter.chat is not None:
            notice = Letter("chat", "mail_refused", letter.language, str(letter.chat), {})
            await send(office, session, notice)
