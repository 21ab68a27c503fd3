"""A text file as lines of named cells, whatever its separator and order of columns.

A cell that came under a neighbour's name is a wrong amount, so every line has as many cells as the
header, and what stands under no name refuses the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from ebok.importing.cells import BadCell
from ebok.importing.mapping import Headers
from ebok.importing.records import LONGEST_CELL, Record, Records, fold
from ebok.importing.report import Problem, ProblemCode, shown
from ebok.importing.spreadsheets import written

T = TypeVar("T")

MOST_COLUMNS = 500
WHOLE, HUNDREDTHS = re.compile(r"[+-]?\d[\d\s]*"), re.compile(r"\d\d")


@dataclass(frozen=True)
class Column:
    """``required`` says that the file cannot do without the column; its cells may be empty.
    One that another column can stand in for is required when that one is missing, too.
    ``decimal`` ones have a comma, which an export with commas may have left without quotes."""

    name: str
    required: bool = True
    stand_in: str | None = None
    decimal: bool = False


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
    cells: Mapping[str, str]  # by our names
    refused: frozenset[str]  # columns whose cells are already reported
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
            if required and column not in self.refused:
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
        self.sheet.warn(self.number, column, code, detail)


class Sheet:
    """``findings`` gathers what is wrong; a sheet without its columns has no lines."""

    def __init__(
        self, text: str, columns: Sequence[Column], headers: Headers, findings: Findings
    ) -> None:
        self.findings = findings
        self.rows = 0
        self._readable = False
        self._headers: list[str] = []
        self._nameless: list[int] = []
        self._places: dict[str, int] = {}
        self._decimals = [column.name for column in columns if column.decimal]
        spellings = {
            column.name: [fold(headers.get(column.name, column.name)), fold(column.name)]
            for column in columns
        }
        known = {spelling for both in spellings.values() for spelling in both}
        records = Records(text, known)
        self.length = records.length  # for a progress bar
        self._commas = records.separator == ","
        self._header_line = records.header_line
        self._records = iter(records)
        header = next((found for found in self._records if any(found.cells) or found.problem), None)
        if header is None:
            findings.refuse(self._header_line, None, ProblemCode.NO_HEADER)
            return
        self._header_line = header.line
        if records.title is not None:
            findings.refuse(records.title, None, ProblemCode.TITLE_ABOVE, str(header.line))
        if header.problem is not None:
            self._refuse_record(header)
        elif len(header.cells) > MOST_COLUMNS:
            findings.refuse(header.line, None, ProblemCode.TOO_MANY_COLUMNS, str(MOST_COLUMNS))
        else:
            self._headers = header.cells
            self._nameless = [place for place, name in enumerate(header.cells) if not fold(name)]
            self._readable = self._find_columns(columns, spellings, headers)

    def _find_columns(
        self,
        columns: Sequence[Column],
        spellings: Mapping[str, Sequence[str]],
        headers: Headers,
    ) -> bool:
        """Whether the lines can be read."""
        before = len(self.findings.problems)
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
        for place, name in enumerate(self._headers):
            if name and place not in self._places.values():
                self.findings.warn(self._header_line, shown(name), ProblemCode.COLUMN_IGNORED)
        return len(self.findings.problems) == before

    def refuse_header(self, column: str, code: ProblemCode, detail: str = "") -> None:
        self.refuse(self._header_line, column, code, detail)

    def refuse(self, line: int, column: str, code: ProblemCode, detail: str = "") -> None:
        self.findings.refuse(line, self.header(column), code, detail)

    def warn(self, line: int, column: str, code: ProblemCode, detail: str = "") -> None:
        self.findings.warn(line, self.header(column), code, detail)

    def has(self, column: str) -> bool:
        return column in self._places

    def header(self, column: str) -> str:
        """The column's name as the file spells it."""
        return shown(self._headers[self._places[column]]) if self.has(column) else column

    def same_column(self, one: str, other: str) -> bool:
        return self.has(one) and self._places[one] == self._places.get(other)

    def lines(self) -> Iterator[Line]:
        """Those whose cells stand under their names; the others are reported."""
        surplus: list[tuple[int, int]] = []  # lines with empty cells behind the last column
        lengths: set[int] = set()
        for record in self._records:
            if record.problem is None and not any(record.cells):
                continue
            self.rows += 1
            if record.problem is not None:
                self._refuse_record(record)
            elif self._readable and self._is_whole(record):
                lengths.add(len(record.cells))
                if len(record.cells) > len(self._headers):
                    surplus.append((record.line, len(record.cells)))
                yield self._line(record)
        # A separator at the end of every line is a habit; at the end of some it is a cell too many.
        if len(lengths) > 1:
            for number, cells in surplus:
                self._refuse_count(number, cells)

    def _is_whole(self, record: Record) -> bool:
        width, cells = len(self._headers), record.cells
        if len(cells) < width or any(cells[width:]) or (len(cells) > width and self._commas):
            self._refuse_count(record.line, len(cells))
            return False
        for place in self._nameless:
            if cells[place]:
                self.findings.refuse(record.line, None, ProblemCode.NAMELESS_CELL, str(place + 1))
                return False
        return not (self._nameless and self._commas) or self._decimals_are_whole(record)

    def _decimals_are_whole(self, record: Record) -> bool:
        """A nameless column has room for the hundredths that a comma without quotes parted."""
        for column in self._decimals:
            place = self._places.get(column)
            if place is None:
                continue
            amount, *following = record.cells[place : place + 2]
            if following and WHOLE.fullmatch(amount) and HUNDREDTHS.fullmatch(following[0]):
                parted = shown(f"{amount},{following[0]}")
                self.refuse(record.line, column, ProblemCode.DECIMAL_COMMA, parted)
                return False
        return True

    def _line(self, record: Record) -> Line:
        cells: dict[str, str] = {}
        refused: dict[str, int] = {}
        for name, place in self._places.items():
            try:
                cells[name] = written(record.cells[place])
            except BadCell as bad:
                if place not in refused.values():  # two of our columns may be one of theirs
                    self.refuse(record.line, name, bad.code, bad.detail)
                refused[name] = place
        return Line(record.line, cells, frozenset(refused), self)

    def _refuse_record(self, record: Record) -> None:
        assert record.problem is not None  # noqa: S101
        longest = str(LONGEST_CELL) if record.problem is ProblemCode.FIELD_TOO_LONG else ""
        self.findings.refuse(record.line, None, record.problem, longest)

    def _refuse_count(self, line: int, cells: int) -> None:
        width = len(self._headers)
        code = ProblemCode.CELL_COUNT
        if self._commas and cells > width:
            code = ProblemCode.COMMA_UNQUOTED
        self.findings.refuse(line, None, code, f"{cells} ≠ {width}")
