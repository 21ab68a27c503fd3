"""documents.csv and the files it names: what the cooperative publishes for reading.

The files go in one by one before the lines count: a file of megabytes must not hold the writer's
lock, nor all of them the memory. Until then they are drafts that nobody sees; what an import that
was cut short left behind is used by the next one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.documents import keeping
from ebok.documents.document import (
    LONGEST_TITLE,
    MOST_BYTES,
    POLISH_KINDS,
    Access,
    Empty,
    Kind,
    NotTaken,
    State,
    TooLarge,
    check_content,
    clean_file_name,
    clean_title,
    search_text,
    title_from,
    year_in,
)
from ebok.importing.cells import choice, proper_text, text
from ebok.importing.dates import DateReader
from ebok.importing.files import Comparison, Step, TableFile
from ebok.importing.report import ProblemCode, shown
from ebok.importing.rows import Counts, FirstLines, Move, chunks
from ebok.importing.sheet import Column, Line, Sheet
from ebok.services import Services
from storage.staging import Staging
from storage.tables import Document, DocumentFile

LONGEST_NAME = 255
BY = "import"
ACCESS = {access.value: access for access in Access}


@dataclass(frozen=True)
class DocumentLine:
    path: Path
    source: str  # the file's name, as the line has it
    sha256: str
    size: int
    kind: Kind
    title: str
    dated_on: date | None
    access: Access
    year: int

    @property
    def columns(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "title": self.title,
            "dated_on": self.dated_on,
            "access": self.access.value,
            "year": self.year,
            "size": self.size,
        }


@dataclass(frozen=True)
class Stored:
    id: int
    state: State
    columns: Mapping[str, Any]
    sha256: str | None


class DocumentsFile(TableFile[DocumentLine]):
    table = "documents"
    columns = (
        Column("file"),
        Column("kind"),
        Column("title", required=False),
        Column("date", required=False),
        Column("access"),
    )

    def __init__(self, services: Services, folder: Path, dates: DateReader) -> None:
        self._services = services
        self._folder = folder
        self._dates = dates
        self.named: set[str] = set()  # of the folder's files, in small letters

    def read(self, sheet: Sheet, step: Step) -> list[DocumentLine]:
        names = FirstLines()
        rows = []
        for line in sheet.lines():
            step(line.number)
            row = self._row(line)
            if row is None:
                continue
            if (first := names.seen(row.source, line.number)) is not None:
                line.refuse("file", ProblemCode.DUPLICATE, str(first))
            rows.append(row)
        return rows

    def _row(self, line: Line) -> DocumentLine | None:
        name = line.read("file", text(LONGEST_NAME))
        kind = line.read("kind", choice(POLISH_KINDS))
        title = line.read_optional("title", proper_text(LONGEST_TITLE))
        dated_on = line.read_optional("date", self._dates)
        access = line.read("access", choice(ACCESS))
        content = None if name is None else self._content(line, name)
        if name is None or kind is None or access is None or content is None:
            return None
        source, path = self._place(name)
        title = clean_title(title or "") or title_from("", path.name)
        this_year = self._services.today().year
        year = dated_on.year if dated_on else year_in(f"{source} {title}", this_year) or this_year
        return DocumentLine(
            path, source, keeping.fingerprint(content), len(content), kind, title, dated_on,
            access, year,
        )  # fmt: skip

    def _place(self, name: str) -> tuple[str, Path]:
        source = name.replace("\\", "/")
        return source, self._folder / source

    def _content(self, line: Line, name: str) -> bytes | None:
        source, path = self._place(name)
        self.named.add(source.casefold())
        inside = path.resolve().is_relative_to(self._folder.resolve())
        try:
            if not inside or path.stat().st_size > MOST_BYTES:
                raise TooLarge if inside else FileNotFoundError
            content = path.read_bytes()
            check_content(path.name, content)
        except (OSError, ValueError) as error:
            self._refuse(line, name, error)
            return None
        return content

    def _refuse(self, line: Line, name: str, error: Exception) -> None:
        match error:
            case TooLarge():
                line.refuse("file", ProblemCode.FILE_TOO_LARGE, str(MOST_BYTES // 1024**2))
            case NotTaken() | Empty():
                line.refuse("file", ProblemCode.FILE_NOT_TAKEN, shown(name))
            case _:
                line.refuse("file", ProblemCode.NO_SUCH_FILE, shown(name))

    async def compare(
        self, session: AsyncSession, rows: Sequence[DocumentLine], sheet: Sheet, step: Step
    ) -> Comparison:
        stored = await _stored(session, [row.source for row in rows])
        new = [row for row in rows if not _is_in(stored.get(row.source))]
        changed = [
            (stored[row.source], row)
            for row in rows
            if _is_in(stored.get(row.source)) and _differs(stored[row.source], row)
        ]
        step(len(rows))
        counts = Counts(len(new), len(changed), len(rows) - len(new) - len(changed))
        return Comparison(counts, [DocumentsChange(self._services, new, changed)])


@dataclass(frozen=True)
class DocumentsChange:
    services: Services
    new: Sequence[DocumentLine]
    changed: Sequence[tuple[Stored, DocumentLine]]

    async def stage(self, _staging: Staging) -> Move:
        ids = [await self._draft(row) for row in self.new]
        files = [
            (stored.id, await self._sealed(row))
            for stored, row in self.changed
            if stored.sha256 != row.sha256
        ]
        now = self.services.now()

        async def move(session: AsyncSession) -> None:
            for document_id, row in zip(ids, self.new, strict=True):
                await _write(session, document_id, row, _published(now))
            for stored, row in self.changed:
                await _write(session, stored.id, row, {})
            for document_id, file in files:
                await _replace(session, document_id, file)

        return move

    async def _sealed(self, row: DocumentLine) -> DocumentFile:
        return await keeping.sealed(self.services, await asyncio.to_thread(row.path.read_bytes))

    async def _draft(self, row: DocumentLine) -> int:
        """The file is in and nobody sees it. Returns the document's id."""
        file = await self._sealed(row)
        async with self.services.database.upkeep() as session:
            document = await session.scalar(select(Document).where(Document.source == row.source))
            if document is None:
                document = Document(
                    state=State.DRAFT.value,
                    source=row.source,
                    file_name=clean_file_name(row.path.name),
                    search_text="",
                    **row.columns,
                )
                session.add(document)
                await session.flush()
            await _replace(session, document.id, file)
            return document.id


def _published(now: datetime) -> dict[str, Any]:
    return {"state": State.PUBLISHED.value, "published_at": now, "published_by": BY}


async def _write(
    session: AsyncSession, document_id: int, row: DocumentLine, more: Mapping[str, Any]
) -> None:
    words = search_text(row.title, row.kind, row.year)
    await session.execute(
        update(Document)
        .where(Document.id == document_id)
        .values(search_text=words, **row.columns, **more)
    )


async def _replace(session: AsyncSession, document_id: int, file: DocumentFile) -> None:
    """Telegram's id is that of the file before."""
    kept = await session.scalar(select(DocumentFile).where(DocumentFile.document_id == document_id))
    if kept is None:
        kept = DocumentFile(document_id=document_id)
        session.add(kept)
    kept.sealed, kept.sha256 = file.sealed, file.sha256
    await session.execute(update(Document).where(Document.id == document_id).values(file_id=None))


async def _stored(session: AsyncSession, sources: Sequence[str]) -> dict[str, Stored]:
    found: dict[str, Stored] = {}
    for some in chunks(sources):
        rows = await session.execute(
            select(Document, DocumentFile.sha256)
            .outerjoin(DocumentFile, DocumentFile.document_id == Document.id)
            .where(Document.source.in_(some))
        )
        for row, sha256 in rows:
            columns = {
                name: getattr(row, name)
                for name in ("kind", "title", "dated_on", "access", "year", "size")
            }
            found[str(row.source)] = Stored(row.id, State(row.state), columns, sha256)
    return found


def _is_in(stored: Stored | None) -> bool:
    return stored is not None and stored.state is not State.DRAFT


def _differs(stored: Stored, row: DocumentLine) -> bool:
    return stored.sha256 != row.sha256 or stored.columns != row.columns
