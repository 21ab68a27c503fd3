"""The way of a folder into the database: file by file, each in a transaction of its own.

Nobody waits while a file is read and compared: only what differs is written, in one short
transaction (``storage.staging``). A dry run stops before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from sqlalchemy.exc import IntegrityError

from ebok.importing.dates import DateReader
from ebok.importing.documents import DocumentsFile
from ebok.importing.encodings import UnknownEncoding, decode
from ebok.importing.files import Comparison, Promised, TableFile
from ebok.importing.ledger import LedgerFile
from ebok.importing.mapping import MAPPING_FILE, Headers, load_mapping
from ebok.importing.members import MembersFile
from ebok.importing.premises import PremisesFile
from ebok.importing.report import CannotImport, FileReport, ImportReport, ProblemCode
from ebok.importing.rows import Change, Counts
from ebok.importing.sheet import Findings, Sheet
from ebok.services import Services
from storage.database import Database

Progress = Callable[[str, int, int], None]  # file, steps done, steps in all

STEPS_BETWEEN_REPORTS = 500

# Tables of contracts to come, which a mapping may name already.
LATER = ("settlements", "readings")


class NoSuchFolder(CannotImport):
    def __init__(self, folder: Path) -> None:
        super().__init__(f"there is no folder {folder}")
        self.folder = folder


class NothingToImport(CannotImport):
    def __init__(self, folder: Path, expected: tuple[str, ...]) -> None:
        super().__init__(f"{folder} has none of {', '.join(expected)}")
        self.folder = folder
        self.expected = expected


class ChangedMeanwhile(CannotImport):
    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file}: another import changed the same rows meanwhile. Nothing of this file was "
            "kept; import the folder again."
        )
        self.file = file


def no_progress(_file: str, _done: int, _total: int) -> None:
    return


async def import_folder(
    services: Services,
    folder: Path,
    *,
    dry_run: bool = False,
    progress: Progress = no_progress,
) -> ImportReport:
    """Imports the files of ``contracts/import.md`` that are in the folder.

    Relative dates (``ebok.importing.dates``) count from today. A dry run does everything but
    keep it.

    Raises:
        NoSuchFolder, NothingToImport, BadMapping: before anything is read.
    """
    promised, dates = Promised(), DateReader(services.today())
    documents = DocumentsFile(services, folder, dates)
    kinds: list[TableFile[Any]] = [
        MembersFile(services, promised),
        PremisesFile(promised),
        LedgerFile(dates, promised),
        documents,
    ]
    files, not_read = files_of(folder, kinds)
    mapping = load_mapping(
        folder / MAPPING_FILE,
        {kind.table: frozenset(column.name for column in kind.columns) for kind in kinds}
        | dict.fromkeys(LATER),
    )

    reports = []
    for kind, path in files:
        headers = mapping.get(kind.table, {})
        reports.append(
            await import_file(kind, path, headers, services.database, progress, dry_run=dry_run)
        )
    unknown = tuple(name for name in not_read if name.casefold() not in documents.named)
    return ImportReport(tuple(reports), unknown, dry_run)


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
    database: Database,
    progress: Progress,
    *,
    dry_run: bool,
) -> FileReport:
    findings = Findings(path.name)
    try:
        decoded = decode(await asyncio.to_thread(path.read_bytes))
    except UnknownEncoding:
        findings.refuse(1, None, ProblemCode.UNKNOWN_ENCODING)
        return report(findings, 0, Counts(), None)
    for fault in decoded.faults:
        findings.refuse(fault.line, None, fault.code, fault.detail)
    sheet = Sheet(decoded.text, kind.columns, headers, findings)
    total = 2 * sheet.length  # reading and comparing take about as long as each other
    compared = 0

    def read_so_far(line: int) -> None:
        if line % STEPS_BETWEEN_REPORTS == 0:
            progress(path.name, line, total)

    def compared_more(lines: int) -> None:
        nonlocal compared
        compared += lines
        progress(path.name, sheet.length + compared, total)

    rows = kind.read(sheet, read_so_far)
    comparison = Comparison(Counts(), ())
    async with database.reading() as session:
        await kind.check(session, sheet)
        if not findings.problems:
            comparison = await kind.compare(session, rows, sheet, compared_more)
            kind.promise(rows)
    if comparison.counts.differ and not dry_run:
        await move(database, comparison.changes, path.name)
    progress(path.name, total, total)
    return report(findings, sheet.rows, comparison.counts, decoded.encoding)


async def move(database: Database, changes: Sequence[Change], file: str) -> None:
    """All of them or none."""
    async with database.staging() as staging:
        moves = [await change.stage(staging) for change in changes]
        try:
            async with staging.transaction() as session:
                for change_now in moves:
                    await change_now(session)
        except IntegrityError as error:
            raise ChangedMeanwhile(file) from error


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
