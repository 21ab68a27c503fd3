"""A text file as lines of named cells, whatever its separator and order of columns."""

from __future__ import annotations

import csv
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import TypeVar

from storage.importing.cells import BadCell
from storage.importing.mapping import Headers
from storage.importing.report import Problem, ProblemCode, shown

T = TypeVar("T")

SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True)
class Column:
    """``required`` says that the file cannot do without the column; its cells may be empty.
    One that another column can stand in for is required when that one is missing, too."""

    name: str
    required: bool = True
    stand_in: str | None = None


@dataclass
class Findings:
    """The problems and warnings of one file, as they come up."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, line: int, column: str | None, code: ProblemCode, detail: str = "") -> None:
        self.problems.append(Problem(self.file, line, column, code, detail))

    def warn(self, line: int, column: str | None, code: ProblemCode, detail: str = "") -> None:
        self.warnings.append(Problem(self.file, line, column, code, detail))


@dataclass(frozen=True)
class Line:
    number: int
    cells: Mapping[str, str]  # by our names, stripped
    sheet: Sheet

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def read(self, column: str, reader: Callable[[str], T]) -> T | None:
        """The value of a cell that must not be empty; None when it is reported as bad."""
        return self._read(column, reader, required=True)

    def read_optional(self, column: str, reader: Callable[[str], T]) -> T | None:
        return self._read(column, reader, required=False)

    def _read(self, column: str, reader: Callable[[str], T], *, required: bool) -> T | None:
        cell = self[column]
        if not cell:
            if required:
                self.refuse(column, ProblemCode.EMPTY)
            return None
        try:
            return reader(cell)
        except BadCell as bad:
            self.refuse(column, bad.code, bad.detail)
            return None

    def refuse(self, column: str, code: ProblemCode, detail: str = "") -> None:
        self.sheet.refuse(self.number, column, code, detail)

    def warn(self, column: str, code: ProblemCode, detail: str = "") -> None:
        self.sheet.findings.warn(self.number, self.sheet.header(column), code, detail)


class Sheet:
    """``findings`` gathers what is wrong; a sheet without its columns has no lines."""

    def __init__(
        self, text: str, columns: Sequence[Column], headers: Headers, findings: Findings
    ) -> None:
        self.findings = findings
        self.rows = 0
        self.length = text.count("\n")  # roughly; for a progress bar
        self._text = text
        self._header_line = 1
        self._headers: list[str] = []
        self._places: dict[str, int] = {}
        spellings = {
            column.name: [fold(headers.get(column.name, column.name)), fold(column.name)]
            for column in columns
        }
        known = {spelling for both in spellings.values() for spelling in both}
        self._separator = best_separator(text, known)
        header = next((record for record in self._records() if any(record[1])), None)
        if header is None:
            if not findings.problems:
                findings.refuse(1, None, ProblemCode.NO_HEADER)
            return
        self._header_line, self._headers = header
        self._find_columns(columns, spellings, headers)
        for name in self._headers:
            if name and fold(name) not in known:
                findings.warn(self._header_line, shown(name), ProblemCode.COLUMN_IGNORED)

    def _find_columns(
        self,
        columns: Sequence[Column],
        spellings: Mapping[str, Sequence[str]],
        headers: Headers,
    ) -> None:
        folded = [fold(header) for header in self._headers]
        missing: list[Column] = []
        for column in columns:
            spelling = next((word for word in spellings[column.name] if word in folded), None)
            if spelling is not None:
                self._places[column.name] = folded.index(spelling)
                if folded.count(spelling) > 1:
                    self.refuse_header(column.name, ProblemCode.COLUMN_TWICE)
            elif column.required:
                missing.append(column)
            else:
                self.findings.warn(self._header_line, column.name, ProblemCode.COLUMN_KEPT)
        for column in missing:
            if column.stand_in is None or not self.has(column.stand_in):
                expected = headers.get(column.name, column.name)
                self.refuse_header(column.name, ProblemCode.COLUMN_MISSING, expected)

    def refuse_header(self, column: str, code: ProblemCode, detail: str = "") -> None:
        self.refuse(self._header_line, column, code, detail)

    def refuse(self, line: int, column: str, code: ProblemCode, detail: str = "") -> None:
        self.findings.refuse(line, self.header(column), code, detail)

    def has(self, column: str) -> bool:
        return column in self._places

    def header(self, column: str) -> str:
        """The column's name as the file spells it."""
        return shown(self._headers[self._places[column]]) if self.has(column) else column

    def same_column(self, one: str, other: str) -> bool:
        return self.has(one) and self._places[one] == self._places.get(other)

    def lines(self) -> Iterator[Line]:
        """Those with as many cells as the header has; the others are reported."""
        if not self._headers:
            return
        readable = not self.findings.problems
        places = list(self._places.items())
        width = len(self._headers)
        for number, cells in self._records():
            if number <= self._header_line or not any(cells):
                continue
            self.rows += 1
            if not readable:
                continue
            if len(cells) < width or any(cells[width:]):
                detail = f"{len(cells)} ≠ {width}"
                self.findings.refuse(number, None, ProblemCode.CELL_COUNT, detail)
                continue
            yield Line(number, {name: cells[place] for name, place in places}, self)

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        """Each with the number of the line it begins in."""
        reader = csv.reader(
            StringIO(self._text, newline=""), delimiter=self._separator, strict=True
        )
        while True:
            number = reader.line_num + 1
            try:
                record = next(reader)
            except StopIteration:
                return
            except csv.Error:
                self.findings.refuse(number, None, ProblemCode.BAD_QUOTES)
                return
            yield number, [cell.strip() for cell in record]


def best_separator(text: str, known: Collection[str]) -> str:
    """The one that makes the most known columns of the first line."""
    header = next((line for line in text.splitlines() if line.strip()), "")

    def columns_known(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=separator), [])
        return sum(fold(cell) in known for cell in cells), len(cells)

    return max(SEPARATORS, key=columns_known)


def fold(header: str) -> str:
    return " ".join(header.casefold().split())
