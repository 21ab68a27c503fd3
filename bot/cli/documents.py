"""``ebok document …``: publishing without the office's group."""

from __future__ import annotations

import asyncio
import getpass
from collections.abc import Awaitable, Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.table import Table

from bot.cli.failing import WRONG_USE, Failure, console, one_line
from bot.services import open_services
from bot.settings import load_settings
from ebok.documents import publishing
from ebok.documents.document import (
    MOST_BYTES,
    POLISH_KINDS,
    TAKEN_FILES,
    Access,
    Empty,
    NoSuchDocument,
    NotTaken,
)
from ebok.services import Services

app = typer.Typer(help="Publish a document, list what is published, withdraw one.")

T = TypeVar("T")
KINDS = ", ".join(POLISH_KINDS)


@app.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="A PDF, or an office file or a picture.")],
    kind: Annotated[str, typer.Option(help=f"One of: {KINDS}.")],
    access: Annotated[Access, typer.Option(help="Who may read it.")],
    title: Annotated[str, typer.Option(help="Else the file's name.")] = "",
    dated: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="The document's day.")
    ] = None,
) -> None:
    """Example: ebok document add uchwala.pdf --kind uchwała --access members --date 2026-03-12"""
    chosen = POLISH_KINDS.get(kind.lower())
    if chosen is None:
        raise Failure(f"--kind: {one_line(kind)} is none of {KINDS}", WRONG_USE)
    day: date | None = None if dated is None else dated.date()
    new = publishing.New(chosen, title, access, file.name, _content(file), day)
    try:
        done = _with_services(lambda services: publishing.add(services, new, _operator()))
    except NotTaken as error:
        known = ", ".join(TAKEN_FILES)
        raise Failure(f"{one_line(str(file))}: no file of these kinds: {known}") from error
    except Empty as error:
        raise Failure(f"{one_line(str(file))}: the file is empty.") from error
    _say(f"{done.id}: “{done.title}” is published, for {access.value}.")


def _content(file: Path) -> bytes:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Failure(f"{one_line(str(file))}: larger than {MOST_BYTES // 1024**2} MB.")
        return file.read_bytes()
    except OSError as error:
        raise Failure(f"{one_line(str(file))}: {error.strerror}", WRONG_USE) from error


@app.command("list")
def list_() -> None:
    """Example: ebok document list"""
    table = Table()
    for heading in ("number", "state", "kind", "year", "access", "title"):
        table.add_column(heading)
    for one in _with_services(publishing.all_records):
        kind = next((polish for polish, kind in POLISH_KINDS.items() if kind is one.kind), "")
        table.add_row(str(one.id), one.state, kind, str(one.year), one.access or "", one.title)
    console.print(table)


@app.command("withdraw")
def withdraw(
    number: Annotated[int, typer.Argument(help="As in: ebok document list")],
) -> None:
    """Example: ebok document withdraw 12"""
    try:
        gone = _with_services(lambda services: publishing.withdraw(services, number, _operator()))
    except NoSuchDocument as error:
        raise Failure(f"{number}: there is no document with this number.") from error
    _say(f"{number}: withdrawn." if gone else f"{number}: it is not published.")


def _with_services(work: Callable[[Services], Awaitable[T]]) -> T:
    async def do() -> T:
        async with open_services(load_settings()) as services:
            return await work(services)

    return asyncio.run(do())


def _operator() -> str:
    return f"terminal:{getpass.getuser()}"


def _say(line: str) -> None:
    console.print(one_line(line), soft_wrap=True)
