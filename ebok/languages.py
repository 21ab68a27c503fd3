"""The language a chat is spoken to in: chosen once, else guessed from the phone's."""

from __future__ import annotations

from ebok.office import Office
from ebok.profile import POLISH
from storage.tables import ChatPreference

# Phones in Poland are often set to English by people who speak Polish, so English is only
# spoken to who asks for it.
GUESSED = {"uk": "uk"}


async def language_of(office: Office, chat_id: int, phone_language: str | None) -> str:
    async with office.database.reading() as session:
        preference = await session.get(ChatPreference, chat_id)
    if preference is not None:
        return preference.language
    return GUESSED.get(phone_language or "", POLISH)


async def choose_language(office: Office, chat_id: int, language: str) -> None:
    async with office.database.transaction() as session:
        await session.merge(ChatPreference(chat_id=chat_id, language=language))
