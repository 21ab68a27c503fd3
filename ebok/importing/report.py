"""What came in and what did not. A report never carries a PESEL, a NIP or another long number."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LONG_NUMBER = re.compile(r"\d(?:[\W_]{0,2}\d){8,}")
LONGEST_SHOWN = 40


class CannotImport(Exception):
    """The folder as a whole cannot be imported."""


class ProblemCode(StrEnum):
    """The value is the message's id in the catalogue."""

    UNKNOWN_ENCODING = "the file is not text: save it as CSV in UTF-8"
    STRAY_BYTE = "not UTF-8 as the rest of the file ({detail}): correct the line, save as UTF-8"
    GARBLED = "no Polish text has such letters ({detail}): save the file again as UTF-8"
    ENCODED_TWICE = "this was converted to UTF-8 twice ({detail}): export the file again"
    LOST_LETTER = "a letter was lost here ({detail}): export the file again as UTF-8"
    CONTROL_SIGN = "an invisible control sign ({detail}): delete it"
    FORMULA = "a formula instead of its value: {detail}"
    SPREADSHEET_ERROR = "a spreadsheet's error instead of a value: {detail}"
    SCIENTIFIC = "a spreadsheet shortened this number, make the column text there: {detail}"
    NO_HEADER = "the file is empty: its first line should name the columns"
    COLUMN_MISSING = "this column is missing: {detail}"
    COLUMN_TWICE = "two columns have this name"
    TOO_MANY_COLUMNS = "more than {detail} columns"
    TITLE_ABOVE = "no column names: they are in line {detail}, delete what is above them"
    CELL_COUNT = "the line does not have as many cells as the header: {detail}"
    COMMA_UNQUOTED = "more cells than columns ({detail}): a comma in a number or text needs quotes"
    NAMELESS_CELL = "something stands under no column name, in cell {detail}"
    DECIMAL_COMMA = "a decimal comma without quotes seems to part this number: {detail}"
    BAD_QUOTES = "a quotation mark is open or out of place"
    FIELD_TOO_LONG = "a cell is longer than {detail} characters"
    EMPTY = "this must not be empty"
    TOO_LONG = "longer than {detail} characters"
    BAD_SYMBOL = "a client symbol has 6 digits, leading zeros too: {detail}"
    LOST_ZEROS = "leading zeros are missing: make the column text where the file is made"
    BAD_PESEL = "not a valid PESEL: 11 digits with a check digit"
    BAD_NIP = "not a valid NIP: 10 digits with a check digit"
    BAD_CHOICE = "not one of the words allowed here: {detail}"
    BAD_ACCOUNT = "not a valid account number: 26 digits with check digits"
    BAD_AMOUNT = "not an amount such as 1 204,77: {detail}"
    BAD_AREA = "not an area such as 47,53: {detail}"
    BAD_NUMBER = "not a whole number: {detail}"
    DECIMALS = "more than 2 decimal places: {detail}"
    TOO_LARGE = "a number this large cannot be right: {detail}"
    NEGATIVE = "below zero; only a correction can be: {detail}"
    BAD_DATE = "not a date such as 2026-11-22 or 22.11.2026: {detail}"
    ABSURD_DATE = "a date this far away cannot be right: {detail}"
    DUE_MISSING = "a charge has a day on which it falls due"
    DUPLICATE = "the same as in line {detail}"
    CONTRADICTION = "says something else about these premises than line {detail}"
    UNKNOWN_SYMBOL = "no such client, neither here nor in members.csv: {detail}"
    NO_SUCH_FILE = "no such file in this folder: {detail}"
    FILE_NOT_TAKEN = "not a file that can be published, or not what its name says: {detail}"
    FILE_TOO_LARGE = "the file is larger than {detail} MB"
    UNKNOWN_CODE = "no such premises, neither here nor in premises.csv: {detail}"

    # These warn and keep nothing out.
    COLUMN_IGNORED = "this column is not known and was not read"
    COLUMN_KEPT = "this column is missing; what was known before stays"
    BAD_EMAIL = "not an e-mail address; left empty"
    BAD_PHONE = "not a telephone number; left empty"
    ODD_NAME = "nobody types a name like this, so this client must go to the office: {detail}"
    ODD_ADDRESS = "no street and house number can be read here: {detail}"
    DUE_IGNORED = "only a charge falls due; the date was not read"
    ACCOUNT_ENDS = "somebody else than before: the account of this client ends"
    SAME_IDENTIFIER = "the same PESEL or NIP as in line {detail}"
    SAME_ACCOUNT = "the same account number as other premises, in line {detail}"


@dataclass(frozen=True)
class Problem:
    """``line`` counts from 1, the header included; ``column`` is as the file spells it."""

    file: str
    line: int
    column: str | None
    code: ProblemCode
    detail: str = ""

    @property
    def reason(self) -> str:
        """In English; for another language translate ``code`` and format it with ``detail``."""
        return self.code.format(detail=self.detail)


@dataclass(frozen=True)
class FileReport:
    """Counts of lines. A refused file changed nothing, so all but ``rows`` are zero then."""

    name: str
    rows: int
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    encoding: str | None = None

    @property
    def refused(self) -> bool:
        return bool(self.problems)


@dataclass(frozen=True)
class ImportReport:
    files: tuple[FileReport, ...]
    not_read: tuple[str, ...]  # files that the importer does not know
    dry_run: bool

    @property
    def ok(self) -> bool:
        return not any(file.refused for file in self.files)


def shown(text: str) -> str:
    """A cell as a report may show it: a PESEL may stand in a wrong column, too."""
    masked = LONG_NUMBER.sub("•••", " ".join(text.split()))
    return masked if len(masked) <= LONGEST_SHOWN else masked[: LONGEST_SHOWN - 1] + "…"
