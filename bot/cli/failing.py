"""Errors in one plain line; a traceback only when asked for."""

from __future__ import annotations

from typing import NoReturn

import typer
from rich.console import Console

FAILED, WRONG_USE = 1, 2

console = Console()
errors = Console(stderr=True)


class Failure(Exception):
    """The work failed, for a reason that one line can say."""

    def __init__(self, line: str, code: int = FAILED) -> None:
        super().__init__(line)
        self.line = line
        self.code = code


def stop(line: str, code: int) -> NoReturn:
    errors.print(line, style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(code)
