"""Client symbols, PESEL and NIP as people type them. Check digits come from python-stdnum."""

import re
from dataclasses import dataclass, field
from typing import Literal

from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError
from stdnum.pl import nip as stdnum_nip
from stdnum.pl import pesel as stdnum_pesel

from ebok.identity.cleaning import clean_identifier
from ebok.identity.errors import (
    NeitherPeselNorNip,
    NotANip,
    NotAPesel,
    NotASymbol,
    NumberFault,
)

# Words that people copy from the bill, or from the mail with the login, together with the number.
_LABEL = re.compile(
    r"^\s*(((symbol|numer|nr)(\s+klienta)?|pesel|nip|login|логін)\b[\s.:=-]*)+", re.I
)
_COUNTRY = re.compile(r"^PL", re.I)
_SEPARATORS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"[0-9]+")
# The Ministry of Finance's own pattern (type TNrNIP): no tax office has a number such as 000.
_NIP_PREFIX = re.compile(r"[1-9](\d[1-9]|[1-9]\d)")


@dataclass(frozen=True)
class TaxOrPersonId:
    kind: Literal["pesel", "nip"]
    digits: str = field(repr=False)


def _compact(text: str) -> str:
    text = _LABEL.sub("", clean_identifier(text))
    return _SEPARATORS.sub("", text)


def _count_digits(text: str) -> int:
    return sum(char in "0123456789" for char in text)


def _fault(error: ValidationError) -> NumberFault:
    if isinstance(error, InvalidLength):
        return "length"
    if isinstance(error, InvalidChecksum):
        return "check_digit"
    if isinstance(error, InvalidComponent):
        return "birth_date"
    return "characters"


def client_symbol(text: str) -> str:
    """The six digits of a client symbol. Spaces, hyphens and dots do not matter.

    Raises NotASymbol.
    """
    digits = _compact(text)
    if len(digits) != 6 or not _DIGITS.fullmatch(digits):
        raise NotASymbol(_count_digits(digits))
    return digits


def pesel(text: str) -> str:
    """The eleven digits of a PESEL with the right check digit and a real date of birth.

    Raises NotAPesel.
    """
    digits = _compact(text)
    try:
        stdnum_pesel.validate(digits)
    except ValidationError as error:
        raise NotAPesel(_fault(error)) from None
    return digits


def nip(text: str) -> str:
    """The ten digits of a NIP with the right check digit; the prefix PL may stand before them.

    Raises NotANip.
    """
    digits = _COUNTRY.sub("", _compact(text))
    try:
        stdnum_nip.validate(digits)
    except ValidationError as error:
        raise NotANip(_fault(error)) from None
    if not _NIP_PREFIX.match(digits):
        raise NotANip("check_digit")
    return digits


def pesel_or_nip(text: str) -> TaxOrPersonId:
    """Tells a PESEL from a NIP by the number of digits.

    Raises NotAPesel (11 digits, but a wrong one), NotANip (10 digits, but a wrong one) or
    NeitherPeselNorNip (anything else).
    """
    compact = _compact(text)
    digits = _COUNTRY.sub("", compact)
    if not _DIGITS.fullmatch(digits):
        raise NeitherPeselNorNip(_count_digits(digits))
    if len(digits) == 11 and digits == compact:
        return TaxOrPersonId("pesel", pesel(digits))
    if len(digits) == 10:
        return TaxOrPersonId("nip", nip(digits))
    raise NeitherPeselNorNip(len(digits))
