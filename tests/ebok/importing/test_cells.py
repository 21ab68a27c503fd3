"""Single cells: amounts become integers without a float, numbers have right check digits."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ebok.importing import cells
from ebok.importing.cells import BadCell
from ebok.importing.report import ProblemCode, shown

SPACES = ("", " ", "\u00a0", "\u202f")


@pytest.mark.parametrize(
    ("cell", "grosze"),
    [
        ("312,40", 31240),
        ("312.40", 31240),
        ("312,4", 31240),
        ("312", 31200),
        ("0,00", 0),
        ("-58,00", -5800),
        ("−58,00", -5800),
        ("+58,00", 5800),
        ("1 204,77", 120477),
        ("1\u00a0204,77", 120477),
        ("1\u202f204,77", 120477),
        ("1204,77", 120477),
        ("12 345 678,90", 1234567890),
    ],
)
def test_an_amount_becomes_grosze(cell: str, grosze: int) -> None:
    assert cells.amount(cell) == grosze


@given(
    grosze=st.integers(-(2**31) + 1, 2**31 - 1),
    space=st.sampled_from(SPACES),
    point=st.sampled_from(",."),
)
def test_any_amount_comes_back_however_it_is_written(grosze: int, space: str, point: str) -> None:
    written = f"{Decimal(grosze) / 100:,.2f}".translate({ord(","): space, ord("."): point})

    assert cells.amount(written) == grosze


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12,345", ProblemCode.DECIMALS),
        ("12,000", ProblemCode.DECIMALS),
        ("1.204,77", ProblemCode.BAD_AMOUNT),
        ("12 04,77", ProblemCode.BAD_AMOUNT),
        ("1 2345", ProblemCode.BAD_AMOUNT),
        ("12,", ProblemCode.BAD_AMOUNT),
        (",50", ProblemCode.BAD_AMOUNT),
        ("12 zł", ProblemCode.BAD_AMOUNT),
        ("1e3", ProblemCode.BAD_AMOUNT),
        ("NaN", ProblemCode.BAD_AMOUNT),
        ("21474836,48", ProblemCode.TOO_LARGE),
    ],
)
def test_what_is_no_amount_is_refused(cell: str, code: ProblemCode) -> None:
    with pytest.raises(BadCell) as refused:
        cells.amount(cell)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("read", "cell", "value"),
    [
        (cells.symbol, "000217", "000217"),
        (cells.symbol, "104-217", "104217"),
        (cells.pesel, "52031512346", "52031512346"),
        (cells.pesel, "5203-15-12346", "52031512346"),
        (cells.pesel, "520315 12346", "52031512346"),
        (cells.nip, "894-123-45-62", "8941234562"),
        (cells.nip, "PL 894 123 45 62", "8941234562"),
        (cells.account, "37 9990 0009 0020 1700 0000 3005", "37999000090020170000003005"),
        (cells.account, "PL37999000090020170000003005", "37999000090020170000003005"),
        (cells.area, "38,20", 3820),
        (cells.area, "38", 3800),
        (cells.people, "4", 4),
        (cells.email, "Maria@Example.com ", "maria@example.com"),
        (cells.phone, "601 234 567", "+48601234567"),
        (cells.phone, "71 353-00-00", "+48713530000"),
    ],
)
def test_a_good_cell_is_read(read: Callable[[str], Any], cell: str, value: Any) -> None:
    assert read(cell) == value


@pytest.mark.parametrize(
    ("read", "cell", "code"),
    [
        (cells.symbol, "10421", ProblemCode.BAD_SYMBOL),
        (cells.symbol, "1042170", ProblemCode.BAD_SYMBOL),
        (cells.symbol, "10421a", ProblemCode.BAD_SYMBOL),
        (cells.pesel, "52031512347", ProblemCode.BAD_PESEL),
        (cells.pesel, "52231512340", ProblemCode.BAD_PESEL),
        (cells.pesel, "5203151234", ProblemCode.BAD_PESEL),
        (cells.nip, "8941234563", ProblemCode.BAD_NIP),
        (cells.nip, "52031512346", ProblemCode.BAD_NIP),
        (cells.account, "38 9990 0009 0020 1700 0000 3005", ProblemCode.BAD_ACCOUNT),
        (cells.account, "9990 0009 0020 1700 0000 3005", ProblemCode.BAD_ACCOUNT),
        (cells.area, "-1", ProblemCode.BAD_AREA),
        (cells.area, "38,205", ProblemCode.DECIMALS),
        (cells.people, "2,5", ProblemCode.BAD_NUMBER),
        (cells.email, "maria@", ProblemCode.BAD_EMAIL),
        (cells.phone, "601 234", ProblemCode.BAD_PHONE),
    ],
)
def test_a_bad_cell_is_refused(read: Callable[[str], Any], cell: str, code: ProblemCode) -> None:
    with pytest.raises(BadCell) as refused:
        read(cell)

    assert refused.value.code == code


def test_the_check_digit_of_the_banks_number_counts_too() -> None:
    # the whole number is right modulo 97, but no bank is called 9990 0008
    with pytest.raises(BadCell):
        cells.account(with_right_check_digits("99900008" + "0020170000003005"))


def with_right_check_digits(bban: str) -> str:
    return f"{98 - int(bban + '252100') % 97:02}{bban}"


@pytest.mark.parametrize(
    "cell", ["52031512346", "520315 12346", "894-123-45-62", "8941234562", "520.315.12346"]
)
def test_a_number_that_could_be_personal_is_never_shown(cell: str) -> None:
    assert shown(f"x {cell} y") == "x ••• y"
