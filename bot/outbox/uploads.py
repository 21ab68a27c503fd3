"""Files that came by mail go to Telegram with the first message that shows them; later ones use the
id that Telegram gave."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from aiogram.types import BufferedInputFile, InputFile, Message
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.cases.files import kept_file, note_in_telegram
from ebok.cases.reading import MessageOnRecord, message_on_record
from ebok.services import Services

Also = Callable[[AsyncSession], Awaitable[None]]


@dataclass
class Uploads:
    files: Mapping[int, InputFile] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)  # that Telegram gave meanwhile, or now

    def file_of(self, piece: MessageOnRecord) -> str | InputFile:
        known = piece.content.file_id or self.ids.get(piece.id)
        return known or self.files.get(piece.id) or ""

    def note(self, piece: MessageOnRecord, sent: Message) -> None:
        if piece.id in self.files and sent.document is not None:
            self.ids[piece.id] = sent.document.file_id

    def noted_with(self, services: Services, also: Also) -> Also:
        async def note(session: AsyncSession) -> None:
            await also(session)
            for message_id in self.files:
                if message_id in self.ids:
                    await note_in_telegram(services, session, message_id, self.ids[message_id])

        return note


async def uploads_for(services: Services, pieces: Sequence[MessageOnRecord]) -> Uploads:
    files, ids = {}, {}
    for piece in pieces:
        if not piece.content.is_file or piece.content.file_id is not None:
            continue
        kept = await kept_file(services, piece.id)
        if kept is not None:
            files[piece.id] = BufferedInputFile(kept, piece.content.file_name or "plik")
            continue
        now = await message_on_record(services, piece.id)  # another chat has just got it
        if now is not None and now.content.file_id is not None:
            ids[piece.id] = now.content.file_id
    return Uploads(files, ids)
