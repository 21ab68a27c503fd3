"""The way of a folder into the database: file by file, each in a transaction of its own.

A dry run goes the same way in one transaction, which it then takes back.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.importing.dates import DateReader
from storage.importing.encodings import UnknownEncoding, decode
from storage.importing.files import TableFile
from storage.importing.ledger import LedgerFile
from storage.importing.mapping import MAPPING_FILE, Headers, load_mapping
from storage.importing.members import MembersFile
from storage.importing.premises import PremisesFile
from storage.importing.report import CannotImport, FileReport, ImportReport, ProblemCode
from storage.importing.rows import Counts
from storage.importing.sheet import Findings, Sheet
from storage.vault import Vault

Progress = Callable[[str, int, int], None]  # file, steps done, steps in all

STEPS_BETWEEN_REPORTS = 500

# Tables of contracts to come, which a mapping may name already.
LATER = ("settlements", "readings", "documents")

Transaction = Callable[[], AbstractAsyncContextManager[AsyncSession]]


class NoSuchFolder(CannotImport):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"there is no folder {folder}")
        self.folder = folder


class NothingToImport(CannotImport):
    def __init__(self, folder: Path, expected: tuple[str, ...]) -> None:
        super().__init__(f"{folder} has none of {', '.join(expected)}")
        self.folder = folder
        self.expected = expected


class _TakenBack(Exception):
    pass


def no_progress(_file: str, _done: int, _total: int) -> None:
    return


async def import_folder(
    database: Database,
    vault: Vault,
    folder: Path,
    *,
    today: date,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Imports the files of ``contracts/import.md`` that are in the folder.

    Args:
        today: what relative dates (``storage.importing.dates``) are counted from.
        dry_run: does everything but keep it.

    Raises:
        NoSuchFolder, NothingToImport, BadMapping: before anything is read.
    """
    kinds: list[TableFile[Any]] = [
        MembersFile(vault),
        PremisesFile(),
        LedgerFile(DateReader(today)),
    ]
    files, not_read = files_of(folder, kinds)
    mapping = load_mapping(
        folder / MAPPING_FILE,
        {kind.table: frozenset(column.name for column in kind.columns) for kind in kinds}
        | dict.fromkeys(LATER),
    )

    async def import_all(transaction: Transaction) -> tuple[FileReport, ...]:
        return tuple(
            [
                await import_file(kind, path, mapping.get(kind.table, {}), transaction, progress)
                for kind, path in files
            ]
        )

    if dry_run:
        async with taken_back(database) as session:
            reports = await import_all(lambda: borrowed(session))
    else:
        reports = await import_all(database.transaction)
    return ImportReport(reports, not_read, dry_run)


def files_of(
    folder: Path, kinds: Sequence[TableFile[Any]]
) -> tuple[list[tuple[TableFile[Any], Path]], tuple[str, ...]]:
    """The files to import, in the order of ``kinds``, and the names of those nobody reads."""
    if not folder.is_dir():
        raise NoSuchFolder(folder)
    present = {path.name.lower(): path for path in sorted(folder.iterdir()) if path.is_file()}
    present.pop(MAPPING_FILE, None)
    found = [(kind, present.pop(kind.file_name, None)) for kind in kinds]
    files = [(kind, path) for kind, path in found if path is not None]
    if not files:
        raise NothingToImport(folder, tuple(kind.file_name for kind in kinds))
    return files, tuple(path.name for path in present.values())


async def import_file(
    kind: TableFile[Any],
    path: Path,
    headers: Headers,
    transaction: Transaction,
    progress: Progress,
) -> FileReport:
    findings = Findings(path.name)
    try:
        text, encoding = decode(await asyncio.to_thread(path.read_bytes))
    except UnknownEncoding:
        findings.refuse(1, None, ProblemCode.UNKNOWN_ENCODING)
        return report(findings, 0, Counts(), None)
    sheet = Sheet(text, kind.columns, headers, findings)
    total = 2 * sheet.length  # reading and storing take about as long as each other
    stored = 0

    def read_so_far(line: int) -> None:
        if line % STEPS_BETWEEN_REPORTS == 0:
            progress(path.name, line, total)

    def stored_more(lines: int) -> None:
        nonlocal stored
        stored += lines
        progress(path.name, sheet.length + stored, total)

    rows = kind.read(sheet, read_so_far)
    counts = Counts()
    async with transaction() as session:
        await kind.check(session, sheet)
        if not findings.problems:
            counts = await kind.store(session, rows, sheet, stored_more)
    progress(path.name, total, total)
    return report(findings, sheet.rows, counts, encoding)


def report(findings: Findings, rows: int, counts: Counts, encoding: str | None) -> FileReport:
    return FileReport(
        findings.file,
        rows,
        counts.new,
        counts.changed,
        counts.unchanged,
        tuple(sorted(findings.problems, key=lambda problem: problem.line)),
        tuple(sorted(findings.warnings, key=lambda warning: warning.line)),
        encoding,
    )


@asynccontextmanager
async def taken_back(database: Database) -> AsyncIterator[AsyncSession]:
    try:
        async with database.transaction() as session:
            yield session
            raise _TakenBack
    except _TakenBack:
        pass


@asynccontextmanager
async def borrowed(session: AsyncSession) -> AsyncIterator[AsyncSession]:
    yield session
