"""One cell at a time: text in, a checked value out, or a BadCell that says why not.

What people type too (symbols, PESEL, NIP, e-mail, telephone) is read by ``ebok.identity``, so that
the same number is the same however it was written. No float is made on the way: złoty become
integer grosze, square metres integer hundredths.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import TypeVar

from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from ebok.identity import contact, numbers
from ebok.identity.errors import NotReadable
from ebok.importing.report import ProblemCode, shown

T = TypeVar("T")

SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
# 1 204,77 or 1204.77: thousands in groups of three, or not grouped at all
DECIMAL = re.compile(r"([+-]?)(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?", re.ASCII)
WHOLE = re.compile(r"\d{1,3}", re.ASCII)
LOST_LETTER = re.compile(r"\?[^\W\d_]")
ACCOUNT = re.compile(r"(?:PL)?(\d{26})", re.ASCII)

# People born from 2000 on have zeros in front, which a spreadsheet drops.
PESEL_WITHOUT_ZEROS = (8, 10)

LONGEST_TYPED = 320

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


def proper_text(longest: int) -> Callable[[str], str]:
    """Names and addresses: a question mark before a letter stands where a Polish one was."""
    read_text = text(longest)

    def read(cell: str) -> str:
        if LOST_LETTER.search(cell):
            raise BadCell(ProblemCode.LOST_LETTER, shown(cell))
        return read_text(cell)

    return read


def choice(words: dict[str, T]) -> Callable[[str], T]:
    def read(cell: str) -> T:
        try:
            return words[cell.casefold()]
        except KeyError:
            raise BadCell(ProblemCode.BAD_CHOICE, ", ".join(words)) from None

    return read


def symbol(cell: str) -> str:
    return typed(numbers.client_symbol, cell, BadCell(ProblemCode.BAD_SYMBOL, shown(cell)))


def pesel(cell: str) -> str:
    digits = SPACES.sub("", cell)
    if digits.isdecimal() and PESEL_WITHOUT_ZEROS[0] <= len(digits) <= PESEL_WITHOUT_ZEROS[1]:
        with suppress(NotReadable):
            numbers.pesel(digits.zfill(11))
            raise BadCell(ProblemCode.LOST_ZEROS)
    return typed(numbers.pesel, cell, BadCell(ProblemCode.BAD_PESEL))


def nip(cell: str) -> str:
    return typed(numbers.nip, cell, BadCell(ProblemCode.BAD_NIP))


def email(cell: str) -> str:
    return text(254)(typed(contact.email_address, cell, BadCell(ProblemCode.BAD_EMAIL)))


def phone(cell: str) -> str:
    return typed(contact.phone_number, cell, BadCell(ProblemCode.BAD_PHONE))


def typed(read: Callable[[str], str], cell: str, bad: BadCell) -> str:
    """Read as what a resident types."""
    if len(cell) > LONGEST_TYPED:
        raise bad
    try:
        return read(cell)
    except NotReadable:
        raise bad from None


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
