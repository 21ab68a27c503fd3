"""Secrets written where nobody asked for them: found, so that the message can be deleted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

from stdnum.exceptions import ValidationError
from stdnum.pl import pesel as stdnum_pesel

from ebok.identity.cleaning import clean_identifier, clean_text, pasted_password
from ebok.identity.errors import NotReadable
from ebok.identity.folding import fold
from ebok.identity.numbers import TaxOrPersonId, pesel_or_nip

Secret = Literal["identifier", "password"]

_DIGITS_OF_ACCOUNT = 26
_NUMBER = re.compile(r"\+?\d(?:[ .-]?\d)*")
# Within a longer row of digits, written as on identity cards and on companies' stamps.
_WITHIN = re.compile(
    r"(?<!\d)(?:\d{10,11}|\d{6}[ .-]\d{5}|\d{3}[ -]\d{3}[ -]\d{2}[ -]\d{2}"
    r"|\d{3}[ -]\d{2}[ -]\d{2}[ -]\d{3})(?!\d)"
)
_SAYS_PESEL = re.compile(r"\bpes[ey]l")
_SAYS_PASSWORD = re.compile(r"\b(hasl(o|a|em|u)|pass(word)?|парол\w*)\b")
_SHORTEST_PASSWORD = 6
# Words with letters and digits that are something else.
_NO_PASSWORD = re.compile(
    r"\S*@\S*|https?:\S*|www\.\S*|\S+[.,](pl|com|eu|net|org|ua|me)"  # mail, page
    r"|r/\d+/\d+|\d[\d.,:/-]*(z[łl]|pln|r|m2|m3|m|h|kwh)?(/\w+)?"  # application, amount, date
    r"|\d{1,3}[.-]?[a-z]{1,12}",  # 3-pokojowe
    re.I,
)
# Streets and flats without a space: Ikara12/5, 3Maja5/8, ul.Bema18m5, L-12-5.
_NO_PASSWORD_ALONE = re.compile(
    r"(\d{1,2}[.-]?)?[^\W\d_]+(\.[^\W\d_]+)*[.-]?\d+[a-z]?((/|-|\.?(m|lok)\.?)\d+[a-z]?)*", re.I
)


def identifier_in(text: str) -> TaxOrPersonId | None:
    """A valid PESEL or NIP with any words around it."""
    for number in _numbers(text):
        try:
            return pesel_or_nip(number)
        except NotReadable:
            continue
    return None


def secret_in(text: str) -> Secret | None:
    """What may be a PESEL, a NIP or a password. A PESEL with a wrong digit is personal too."""
    if identifier_in(text) is not None or _nearly_pesel(text):
        return "identifier"
    return "password" if _holds_password(text) else None


def _numbers(text: str) -> Iterator[str]:
    """Rows of digits that may be a PESEL or a NIP; no telephones with a +, no accounts."""
    for found in _NUMBER.finditer(clean_identifier(text)):
        digits = sum(map(str.isdigit, found[0]))
        if found[0].startswith("+") or digits == _DIGITS_OF_ACCOUNT:
            continue
        if digits in {10, 11}:
            yield found[0]
        else:
            yield from _WITHIN.findall(found[0])


def _nearly_pesel(text: str) -> bool:
    """Eleven digits that begin with the birth date of somebody living. Where nobody says PESEL,
    48 in front is a telephone's."""
    said = _SAYS_PESEL.search(fold(text)) is not None
    for number in _numbers(text):
        digits = "".join(filter(str.isdigit, number))
        if len(digits) != 11 or (digits.startswith("48") and not said):
            continue
        try:
            born = stdnum_pesel.get_birth_date(digits)
        except ValidationError:
            continue
        if said or 1900 < born.year <= datetime.now(UTC).year:
            return True
    return False


def _holds_password(text: str) -> bool:
    words = [word.strip(',;:()„”"') for word in clean_text(text).split()]
    if pasted_password(text) != text.strip() or _SAYS_PASSWORD.search(fold(text)):
        return any(_mixed(word) for word in words)
    return any(
        _mixed(word) and _kinds_of_signs(word) >= 3 and not _NO_PASSWORD_ALONE.fullmatch(word)
        for word in (word.rstrip(".?") for word in words)
    )


def _mixed(word: str) -> bool:
    return (
        len(word) >= _SHORTEST_PASSWORD
        and any(map(str.isalpha, word))
        and any(map(str.isdigit, word))
        and not _NO_PASSWORD.fullmatch(word)
    )


def _kinds_of_signs(word: str) -> int:
    kinds = (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    return sum(any(map(kind, word)) for kind in kinds)
