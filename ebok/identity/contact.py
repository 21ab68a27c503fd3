"""E-mail addresses and telephone numbers as people type them. Nothing here asks the network."""

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import NumberParseException, PhoneNumberFormat

from ebok.identity.cleaning import clean_identifier
from ebok.identity.errors import NotAnEmail, NotAPhone
from ebok.identity.folding import fold
from ebok.identity.look_alikes import as_latin

_AROUND_SIGNS = re.compile(r"\s*([@.])\s*")
_EMAIL_LABEL = re.compile(
    r"^\s*((m[óo]j\s+)?(adres\s+)?(e-?mail|mail|poczta)|login|логін)\s*[:=]\s*", re.I
)
_PHONE_LABEL = re.compile(r"^\s*(tel(efon)?|kom(órka)?|nr|numer)\b[\s.:]*", re.I)


def email_address(text: str) -> str:
    """The address in lower case, as mail servers in practice treat it; a domain in ASCII.

    Forgives what telephones add: spaces at the ends and around signs, invisible signs, `mailto:`,
    `E-mail:`, `<…>`, a full stop at the end, a dash for a hyphen. Raises NotAnEmail.
    """
    address = _EMAIL_LABEL.sub("", clean_identifier(text)).strip("<>,; ").removeprefix("mailto:")
    address = _AROUND_SIGNS.sub(r"\1", address).strip().rstrip(".")
    if "@" not in address:
        raise NotAnEmail("no_at_sign")
    if (latin := as_latin(address)) != address and latin.isascii():
        raise NotAnEmail("look_alike", _valid(latin))
    local_part, _, domain = address.rpartition("@")
    if not local_part.isascii():
        raise NotAnEmail("foreign_letter", _valid(f"{fold(as_latin(local_part))}@{domain}"))
    valid = _valid(address)
    if valid is None:
        raise NotAnEmail("other")
    return valid


def _valid(address: str) -> str | None:
    try:
        checked = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError:
        return None
    return (checked.ascii_email or checked.normalized).lower()


def masked_email(address: str) -> str:
    """Enough to see a slip in the provider, and no more: `m•••@wp.pl`."""
    local_part, _, domain = address.rpartition("@")
    return f"{local_part[:1]}•••@{domain}"


def _attempts(text: str) -> list[str]:
    """The number as typed, then without the old trunk zero, then with its forgotten plus."""
    digits = re.sub(r"\D", "", text)
    attempts = [text]
    if digits.startswith("0") and len(digits) == 10:
        attempts.append(digits[1:])
    if digits.startswith("480") and len(digits) == 12:
        attempts.append("+48" + digits[3:])
    if len(digits) >= 11 and "+" not in text:
        attempts.append("+" + digits)
    return attempts


def phone_number(text: str, default_region: str = "PL") -> str:
    """The number in E.164 (`+48601234567`), Polish or foreign. Raises NotAPhone.

    A number without a country code belongs to `default_region`. Telegram shares a contact's
    number without the plus: such a number is recognised too.
    """
    typed = _PHONE_LABEL.sub("", clean_identifier(text)).strip()
    if not any(char.isalpha() for char in typed):
        for attempt in _attempts(typed):
            try:
                number = phonenumbers.parse(attempt, default_region)
            except NumberParseException:
                continue
            if phonenumbers.is_valid_number(number):
                return phonenumbers.format_number(number, PhoneNumberFormat.E164)
    raise NotAPhone


def readable_phone(e164: str) -> str:
    """The number in groups; a foreign one with its country code: `601 234 567`, `+380 67 …`."""
    number = phonenumbers.parse(e164)
    at_home = phonenumbers.region_code_for_number(number) == "PL"
    style = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(number, style)
