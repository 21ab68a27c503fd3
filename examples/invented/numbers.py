"""Invented numbers with right check digits, from the libraries that also check them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from schwifty import IBAN
from stdnum.pl import nip as stdnum_nip
from stdnum.pl import pesel as stdnum_pesel

# No bank has this number, so no transfer made from the example can reach anybody.
NO_BANK = "99900009"

OLDEST = date(1934, 1, 1)
YOUNGEST = date(2003, 12, 31)


def pesel(random: Random, *, female: bool) -> str:
    born = OLDEST + timedelta(days=random.randrange((YOUNGEST - OLDEST).days))
    month = born.month + (20 if born.year >= 2000 else 0)
    sex = random.choice("02468" if female else "13579")
    digits = f"{born.year % 100:02}{month:02}{born.day:02}{random.randrange(1000):03}{sex}"
    return stdnum_pesel.validate(digits + stdnum_pesel.calc_check_digit(digits))


def nip(random: Random) -> str:
    while True:  # one number in eleven has no check digit
        digits = f"89{random.randint(1, 9)}{random.randrange(10**6):06}"
        for check in "0123456789":
            if stdnum_nip.is_valid(digits + check):
                return digits + check


def account(number: int) -> str:
    """26 digits in groups of four, as bills print them."""
    iban = IBAN.generate("PL", bank_code=NO_BANK, account_code=f"{20_170_000_000_000 + number:016}")
    iban.validate(validate_bban=True)
    digits = str(iban)[2:]
    return " ".join([digits[:2], *(digits[at : at + 4] for at in range(2, 26, 4))])
