"""The language a chat is spoken to in: chosen once, else guessed from the phone's."""

from __future__ import annotations

from ebok.profile import POLISH
from ebok.services import Services
from storage.tables import ChatPreference

# Phones in Poland are often set to English by people who speak Polish, so English is only
# spoken to who asks for it.
GUESSED = {"uk": "uk"}


def spoken(chosen: str | None, phone_language: str | None) -> str:
    """``chosen`` in the chat, or guessed from the phone's."""
    return chosen or GUESSED.get(phone_language or "", POLISH)


async def choose_language(services: Services, chat_id: int, language: str) -> None:
    async with services.database.transaction() as session:
        await session.merge(ChatPreference(chat_id=chat_id, language=language))
