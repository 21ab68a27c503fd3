"""A document's file into the chat: by Telegram's id when it has the file, else the file itself."""

from __future__ import annotations

import structlog
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, Message
from aiogram_dialog import DialogManager

from dialogs.access import bot_of, chat_of, services_of
from dialogs.documents.words import day_and_size
from ebok.documents import keeping
from ebok.documents.document import Readable
from locales.speech import escaped

log = structlog.get_logger(__name__)


class FileLost(LookupError):
    """Telegram does not know the file any more, and it was never fetched."""


async def send_file(manager: DialogManager, document: Readable) -> None:
    """It counts as private like all that is sent to the person: logging out removes it.

    Raises:
        FileLost
    """
    if document.file_id is not None:
        try:
            await _send(manager, document, document.file_id)
        except TelegramBadRequest as error:
            log.info("a file id is refused", document=document.id, reason=error.message[:80])
        else:
            return
    services = services_of(manager)
    content = await keeping.content(services, document.id)
    if content is None:
        raise FileLost(document.id)
    sent = await _send(manager, document, BufferedInputFile(content, document.file_name))
    if sent.document is not None:
        await keeping.note_file_id(services, document.id, sent.document.file_id)


async def _send(
    manager: DialogManager, document: Readable, file: str | BufferedInputFile
) -> Message:
    title = escaped({"title": document.title})["title"]
    caption = f"📄 <b>{title}</b>\n{day_and_size(document)}"
    return await bot_of(manager).send_document(chat_of(manager), file, caption=caption)
