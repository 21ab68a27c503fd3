"""A text as records of cells, whatever its separator; goes on after a line that cannot be read."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from io import StringIO

from ebok.identity.cleaning import clean_text
from ebok.importing.report import ProblemCode

SEPARATORS = (";", ",", "\t")
# Excel's own first line: sep=; and what it adds when the file is saved again.
DECLARED = re.compile(r'\s*"?sep=([^\s"]|\t)\1*"?\s*', re.IGNORECASE)
TITLE_LINES = 20  # so deep the line with the names of the columns is looked for
# A quoted cell may go over lines, but one that was left open must not swallow the file.
LONGEST_RECORD = 30
LONGEST_CELL = csv.field_size_limit()


@dataclass(frozen=True)
class Record:
    line: int  # where it begins
    cells: list[str]  # stripped
    problem: ProblemCode | None = None


class Records:
    """``title`` is the first line when it names no columns, but ``header_line`` does."""

    def __init__(self, text: str, known: AbstractSet[str]) -> None:
        self._lines = StringIO(text, newline="").readlines()
        self.separator, self.header_line = ";", 1
        self.title: int | None = None
        self.length = len(self._lines)
        self._find_header(known)

    def _find_header(self, known: AbstractSet[str]) -> None:
        first = 0
        separators: tuple[str, ...] = SEPARATORS
        if self._lines and (declared := DECLARED.fullmatch(self._lines[0])):
            first, separators = 1, (declared[1],)
        filled = [
            number
            for number, line in enumerate(self._lines[: first + TITLE_LINES])
            if number >= first and line.strip()
        ]
        if not filled:
            self.header_line = first + 1
            return

        def columns_known(place: tuple[int, str]) -> tuple[int, int]:
            number, separator = place
            cells = split(self._lines[number], separator)
            return len(known & set(cells)), len(cells) if number == filled[0] else 0

        places = [(number, separator) for number in filled for separator in separators]
        number, self.separator = max(places, key=columns_known)
        self.header_line = number + 1
        if number != filled[0]:
            self.title = filled[0] + 1

    def __iter__(self) -> Iterator[Record]:
        """From the header on."""
        at = self.header_line - 1
        width = 0

        def lines() -> Iterator[str]:
            for number in range(at, self.length):
                if number - at > LONGEST_RECORD:
                    raise csv.Error
                yield self._lines[number]

        while at < self.length:
            begun = at
            reader = csv.reader(lines(), delimiter=self.separator, strict=True)
            try:
                for cells in reader:
                    width = width or len(cells)
                    self._refuse_swallowed_lines(cells, width)
                    yield Record(at + 1, [cell.strip() for cell in cells])
                    at = begun + reader.line_num
                return
            except csv.Error:
                too_long = len(self._lines[at]) > LONGEST_CELL
                code = ProblemCode.FIELD_TOO_LONG if too_long else ProblemCode.BAD_QUOTES
                yield Record(at + 1, [], code)
                at += 1

    def _refuse_swallowed_lines(self, cells: list[str], width: int) -> None:
        """Two open quotation marks make one long cell of all that stands between them."""
        parting = max(width - 1, 2)
        for cell in cells:
            if "\n" in cell and cell.count(self.separator) >= parting:
                raise csv.Error


def split(line: str, separator: str) -> list[str]:
    """Names of columns, folded; none where the line cannot be read so."""
    try:
        return [fold(cell) for cell in next(csv.reader([line], delimiter=separator), [])]
    except csv.Error:
        return []


def fold(header: str) -> str:
    return " ".join(clean_text(header).casefold().split())
