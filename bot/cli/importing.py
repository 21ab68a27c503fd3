"""``ebok import``: a progress bar, then what came in and what did not."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.table import Table

from bot.cli.failing import WRONG_USE, Failure, console, one_line
from bot.services import open_services
from bot.settings import Settings, load_settings
from ebok.importing import CannotImport, ImportReport, Problem, import_folder

PROBLEMS_SHOWN = 50


def run_import(folder: Path, *, dry_run: bool) -> None:
    report = asyncio.run(import_into(load_settings(), folder, dry_run=dry_run))
    print_report(report, dry_run=dry_run)
    if not report.ok:
        raise Failure("Some lines were refused, so their files were left out. See above.")


async def import_into(settings: Settings, folder: Path, *, dry_run: bool = False) -> ImportReport:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    async with open_services(settings) as services:
        with Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        ) as bar:
            tasks: dict[str, TaskID] = {}

            def progress(file: str, done: int, total: int) -> None:
                if file not in tasks:
                    tasks[file] = bar.add_task(one_line(file), total=total)
                bar.update(tasks[file], completed=done)

            try:
                return await import_folder(
                    services,
                    folder,
                    dry_run=dry_run,
                    progress=progress,
                )
            except CannotImport as error:
                raise Failure(one_line(str(error)), WRONG_USE) from error


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
        _print(f"{name}: not read, this file is not known")


def _print_lines(word: str, problems: Sequence[Problem]) -> None:
    for problem in problems[:PROBLEMS_SHOWN]:
        where = f"{problem.file}, line {problem.line}"
        column = f", column {problem.column}" if problem.column else ""
        _print(f"{word}: {where}{column}: {problem.reason}")
    if len(problems) > PROBLEMS_SHOWN:
        _print(f"{word}: … and {len(problems) - PROBLEMS_SHOWN} more")


def _print(line: str) -> None:
    console.print(one_line(line), soft_wrap=True)
