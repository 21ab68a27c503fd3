"""Where a message stands now, noted in the transaction that marks its letter delivered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from aiogram.types import ReactionTypeEmoji
from sqlalchemy.ext.asyncio import AsyncSession

from bot.outbox.contents import Place
from ebok.cases.placing import note_copies
from ebok.cases.reading import MessageOnRecord, place_of
from ebok.services import Services

DELIVERED = ReactionTypeEmoji(emoji="👌")  # below a colleague's message

Also = Callable[[AsyncSession], Awaitable[None]]


def noting(chat_id: int, number: int, sent: Sequence[tuple[int, int | None]]) -> Also:
    async def note(session: AsyncSession) -> None:
        await note_copies(session, chat_id, number, sent)

    return note


async def answering(services: Services, place: Place, piece: MessageOnRecord) -> Place:
    """Below the message that this one replies to."""
    return place if piece.answers_id is None else await below(services, place, piece.answers_id)


async def below(services: Services, place: Place, message_id: int) -> Place:
    stands_at = await place_of(services, message_id, place.chat_id)
    return Place(place.chat_id, place.thread_id, stands_at or place.reply_to)
