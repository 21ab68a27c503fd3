"""Where a case stands in Telegram, noted as it is passed on: for ever, so that an answer to
anything finds its case."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.services import Services
from storage.tables import Case, CaseCopy, Installation

MAIL = 0  # stands for the mailbox: what went there is noted as if it were a chat


async def note_copies(
    session: AsyncSession,
    chat_id: int,
    number: int,
    copies: Sequence[tuple[int, int | None]],
) -> None:
    """``copies``: message in the chat, message of the case (None: about the case as a whole)."""
    for message_id, case_message_id in copies:
        await session.merge(
            CaseCopy(
                chat_id=chat_id,
                message_id=message_id,
                case_id=number,
                case_message_id=case_message_id,
                original=False,
            )
        )


async def note_topic_begun(services: Services, number: int, group_id: int, thread_id: int) -> None:
    """Its card and its history are still due."""
    async with services.database.transaction() as session:
        case = await session.get_one(Case, number)
        case.group_id, case.thread_id = group_id, thread_id


async def note_card(services: Services, number: int, group_id: int, card_id: int) -> None:
    async with services.database.transaction() as session:
        await note_copies(session, group_id, number, [(card_id, None)])


async def note_topic(
    services: Services, number: int, group_id: int, thread_id: int | None, card_id: int
) -> None:
    async with services.database.transaction() as session:
        case = await session.get_one(Case, number)
        case.group_id, case.thread_id, case.card_id = group_id, thread_id, card_id


async def forget_topic(services: Services, number: int) -> None:
    """It was deleted in the group; the case itself stays."""
    async with services.database.transaction() as session:
        case = await session.get_one(Case, number)
        case.thread_id = case.card_id = None


async def present_group(services: Services, group_id: int) -> int:
    """The id of the office's group now: Telegram gives it another one when it is upgraded."""
    async with services.database.reading() as session:
        row = await session.scalar(
            select(Installation.value).where(Installation.name == _name(group_id))
        )
    return group_id if row is None else int(row)


async def note_upgrade(services: Services, old: int, new: int) -> None:
    """An upgraded group is another chat: topics begin anew in it."""
    async with services.database.transaction() as session:
        await session.merge(Installation(name=_name(old), value=str(new)))
        await session.execute(
            update(Case)
            .where(Case.group_id != new)
            .values(group_id=None, thread_id=None, card_id=None)
        )


def _name(group_id: int) -> str:
    return f"group {group_id}"
