"""One cell at a time: text in, a checked value out, or a BadCell that says why not.

No float is made on the way: złoty become integer grosze, square metres integer hundredths.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from email_validator import EmailNotValidError, validate_email
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum.pl import nip as stdnum_nip
from stdnum.pl import pesel as stdnum_pesel

from storage.importing.report import ProblemCode, shown

T = TypeVar("T")

SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
# 1 204,77 or 1204.77: thousands in groups of three, or not grouped at all
DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?", re.ASCII)
WHOLE = re.compile(r"\d{1,3}", re.ASCII)
SYMBOL = re.compile(r"\d{6}", re.ASCII)
ACCOUNT = re.compile(r"(?:PL)?(\d{26})", re.ASCII)

LARGEST = 2**31 - 1  # hundredths, as the columns hold them


class BadCell(ValueError):
    def __init__(self, code: ProblemCode, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def text(longest: int) -> Callable[[str], str]:
    def read(cell: str) -> str:
        if len(cell) > longest:
            raise BadCell(ProblemCode.TOO_LONG, str(longest))
        return cell

    return read


def choice(words: dict[str, T]) -> Callable[[str], T]:
    def read(cell: str) -> T:
        try:
            return words[cell.casefold()]
        except KeyError:
            raise BadCell(ProblemCode.BAD_CHOICE, ", ".join(words)) from None

    return read


def symbol(cell: str) -> str:
    if not SYMBOL.fullmatch(cell):
        raise BadCell(ProblemCode.BAD_SYMBOL, shown(cell))
    return cell


def pesel(cell: str) -> str:
    digits = cell.replace(" ", "")
    if not digits.isascii() or not stdnum_pesel.is_valid(digits):
        raise BadCell(ProblemCode.BAD_PESEL)
    return digits


def nip(cell: str) -> str:
    digits = re.sub(r"[\s-]", "", cell).upper().removeprefix("PL")
    if not digits.isascii() or not stdnum_nip.is_valid(digits):
        raise BadCell(ProblemCode.BAD_NIP)
    return digits


def account(cell: str) -> str:
    """26 digits. The check digits of the whole and of the bank's number are both right."""
    match = ACCOUNT.fullmatch(SPACES.sub("", cell).upper())
    if match is None:
        raise BadCell(ProblemCode.BAD_ACCOUNT)
    try:
        IBAN(f"PL{match[1]}", validate_bban=True)
    except SchwiftyException:
        raise BadCell(ProblemCode.BAD_ACCOUNT) from None
    return match[1]


def email(cell: str) -> str:
    try:
        validate_email(cell, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        raise BadCell(ProblemCode.BAD_EMAIL) from None
    return text(254)(cell)


def people(cell: str) -> int:
    if not WHOLE.fullmatch(cell):
        raise BadCell(ProblemCode.BAD_NUMBER, shown(cell))
    return int(cell)


@lru_cache(maxsize=4096)
def amount(cell: str) -> int:
    """Grosze, signed."""
    return hundredths(cell, ProblemCode.BAD_AMOUNT)


def area(cell: str) -> int:
    """Hundredths of a square metre."""
    value = hundredths(cell, ProblemCode.BAD_AREA)
    if value < 0:
        raise BadCell(ProblemCode.BAD_AREA, shown(cell))
    return value


def hundredths(cell: str, code: ProblemCode) -> int:
    match = DECIMAL.fullmatch(SPACES.sub(" ", cell).replace("−", "-").replace("- ", "-"))
    if match is None:
        raise BadCell(code, shown(cell))
    sign, whole, decimals = match.groups(default="")
    if len(decimals) > 2:
        raise BadCell(ProblemCode.DECIMALS, shown(cell))
    value = int(whole.replace(" ", "") + decimals.ljust(2, "0"))
    if value > LARGEST:
        raise BadCell(ProblemCode.TOO_LARGE, shown(cell))
    return -value if sign == "-" else value
