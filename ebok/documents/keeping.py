"""The files themselves, sealed in the database: Telegram's ids are no place to keep anything."""

from __future__ import annotations

import asyncio
import hashlib

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.services import Services
from storage.tables import Document, DocumentFile
from storage.work import done


async def sealed(services: Services, content: bytes) -> DocumentFile:
    """A row that still lacks its document. Sealing megabytes takes a while: not in the loop, and
    before the transaction."""
    kept = await asyncio.to_thread(services.vault.seal_file, content)
    return DocumentFile(sealed=kept, sha256=fingerprint(content))


def fingerprint(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def content(services: Services, document_id: int) -> bytes | None:
    """None when it was never fetched."""
    async with services.database.reading() as session:
        kept = await session.scalar(
            select(DocumentFile.sealed).where(DocumentFile.document_id == document_id)
        )
    return None if kept is None else await asyncio.to_thread(services.vault.open_file, kept)


async def note_file_id(services: Services, document_id: int, file_id: str) -> None:
    """Telegram has the file now; it is sent again by this id. No effect of the update that sent
    it: a second delivery of the press sends the file again."""
    async with services.database.upkeep() as session:
        await session.execute(
            update(Document).where(Document.id == document_id).values(file_id=file_id)
        )


def ask_to_fetch(services: Services, session: AsyncSession, document_id: int) -> None:
    session.add(DocumentFile(document_id=document_id, due_at=services.now()))
    services.database.ring_at_commit(session)


async def to_fetch(services: Services, row_id: int) -> str | None:
    """Telegram's id of a file that is to be fetched; None when nothing is left to do."""
    async with services.database.reading() as session:
        found: str | None = await session.scalar(
            select(Document.file_id)
            .join(DocumentFile, DocumentFile.document_id == Document.id)
            .where(DocumentFile.id == row_id, DocumentFile.sealed.is_(None))
        )
    return found


async def keep(services: Services, row_id: int, fetched: bytes | None) -> None:
    """None: Telegram does not give it, so it stays with Telegram alone."""
    kept = None if fetched is None else await sealed(services, fetched)
    async with services.database.transaction() as session:
        row = await session.get(DocumentFile, row_id)
        if row is None:
            return
        if kept is not None:
            row.sealed, row.sha256 = kept.sealed, kept.sha256
        done(row)
