"""``ebok import``: a progress bar, then what came in and what did not."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from bot.cli.failing import WRONG_USE, Failure, console
from bot.opening import open_office
from bot.settings import Settings, load_settings
from storage.importing import CannotImport, ImportReport, Problem, import_folder

PROBLEMS_SHOWN = 50


def run_import(folder: Path, *, dry_run: bool) -> None:
    report = asyncio.run(import_into(load_settings(), folder, dry_run=dry_run))
    print_report(report, dry_run=dry_run)
    if not report.ok:
        raise Failure("Some lines were refused, so their files were left out. See above.")


async def import_into(settings: Settings, folder: Path, *, dry_run: bool = False) -> ImportReport:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    async with open_office(settings) as office:
        with Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        ) as bar:
            tasks: dict[str, TaskID] = {}

            def progress(file: str, done: int, total: int) -> None:
                if file not in tasks:
                    tasks[file] = bar.add_task(file, total=total)
                bar.update(tasks[file], completed=done)

            try:
                return await import_folder(
                    office.database,
                    office.vault,
                    folder,
                    today=office.today(),
                    dry_run=dry_run,
                    progress=progress,
                )
            except CannotImport as error:
                raise Failure(str(error), WRONG_USE) from error


def print_report(report: ImportReport, *, dry_run: bool) -> None:
    table = Table(title="Dry run: nothing was changed" if dry_run else None)
    for heading in ("file", "rows", "new", "changed", "unchanged", "refused lines"):
        table.add_column(heading, justify="left" if heading == "file" else "right")
    for file in report.files:
        numbers = (file.rows, file.new, file.changed, file.unchanged, len(file.problems))
        table.add_row(file.name, *(str(number) for number in numbers))
    console.print(table)
    for file in report.files:
        _print_lines("note", file.warnings)
        _print_lines("refused", file.problems)
    for name in report.not_read:
        console.print(f"{name}: not read, this file is not known", markup=False, highlight=False)


def _print_lines(word: str, problems: Sequence[Problem]) -> None:
    for problem in problems[:PROBLEMS_SHOWN]:
        where = f"{problem.file}, line {problem.line}"
        column = f", column {problem.column}" if problem.column else ""
        line = f"{word}: {where}{column}: {problem.reason}"
        console.print(line, markup=False, highlight=False, soft_wrap=True)
    if len(problems) > PROBLEMS_SHOWN:
        console.print(f"{word}: … and {len(problems) - PROBLEMS_SHOWN} more")
