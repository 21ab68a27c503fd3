"""What reaches the terminal: errors in one plain line, and nothing that commands the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NoReturn

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

FAILED, WRONG_USE = 1, 2

# Everything that is not shown but does something: escape sequences, and signs that turn the
# direction of what follows. Names and reasons come from files that others wrote.
COMMANDING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff]"  # halves of signs, which a file's name may hold and no terminal takes
)


def visible(text: str) -> str:
    """``\\x1b``, ``\\u202e`` and the like as they are written, not as what they do."""
    return COMMANDING.sub(lambda sign: sign[0].encode("unicode_escape").decode(), text)


def one_line(text: str) -> str:
    """Whatever line ends the name of a file or a column may have."""
    return visible(text).replace("\n", "\\n").replace("\t", "\\t")


class HarmlessConsole(Console):
    """Takes no text for markup, so that brackets are brackets."""

    def __init__(self, **options: Any) -> None:
        super().__init__(markup=False, highlight=False, emoji=False, **options)

    def render_str(self, text: str, **options: Any) -> Text:
        # Before anything is laid out: what is shown is longer than what was there.
        return super().render_str(visible(text), **options)

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterable[Segment]:
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else visible(text), style, control)


console = HarmlessConsole()
errors = HarmlessConsole(stderr=True)


class Failure(Exception):
    """The work failed, for a reason that one line can say."""

    def __init__(self, line: str, code: int = FAILED) -> None:
        super().__init__(line)
        self.line = line
        self.code = code


def stop(line: str, code: int) -> NoReturn:
    errors.print(line, style="red", soft_wrap=True)
    raise typer.Exit(code)
