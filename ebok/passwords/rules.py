"""The eight rules for a password of one's own, in the order and the sense of the tutorial."""

import unicodedata
from dataclasses import dataclass
from enum import Enum

MIN_LENGTH = 6
EXAMPLE = "Brzoza-7-Okno"  # shown with the rules, so it is nobody's secret
# Argon2 reads the whole password: without a bound a megabyte of it would keep a core busy.
MAX_LENGTH = 128


class PasswordRule(Enum):
    MIN_LENGTH = "min_length"
    DIFFERS_FROM_PREVIOUS = "differs_from_previous"
    SPECIAL_CHARACTER = "special_character"
    DIGIT = "digit"
    CAPITAL_LETTER = "capital_letter"
    LETTER = "letter"
    SMALL_LETTER = "small_letter"
    NO_LOGIN = "no_login"


class ExamplePassword(ValueError):
    """The example that is shown with the rules."""


class PasswordTooLong(ValueError):
    """Longer than `max_length` characters; it was neither checked nor hashed."""

    def __init__(self, max_length: int = MAX_LENGTH) -> None:
        super().__init__(f"more than {max_length} characters")
        self.max_length = max_length


@dataclass(frozen=True)
class RuleReport:
    """Every rule, in the tutorial's order, with whether the password keeps it."""

    results: tuple[tuple[PasswordRule, bool], ...]

    @property
    def accepted(self) -> bool:
        return all(kept for _, kept in self.results)

    @property
    def broken(self) -> tuple[PasswordRule, ...]:
        return tuple(rule for rule, kept in self.results if not kept)


def normalised(password: str) -> str:
    """The password as it is checked and hashed: NFC, because telephones type ó as two characters.

    Spaces and line breaks at both ends are taken off, because they come with copying from a mail;
    spaces inside count. Raises PasswordTooLong.
    """
    if len(password) > 4 * MAX_LENGTH:
        raise PasswordTooLong
    password = unicodedata.normalize("NFC", password).strip()
    if len(password) > MAX_LENGTH:
        raise PasswordTooLong
    return password


def is_no_password(text: str) -> bool:
    """Every password, own or temporary, has a digit in it."""
    return not any(map(str.isdecimal, text))


def is_example(password: str) -> bool:
    """Raises PasswordTooLong."""
    return _caseless(normalised(password)) == _caseless(EXAMPLE)


def check_password(new: str, *, login: str, previous_matches: bool) -> RuleReport:
    """Checks a new password against the eight rules.

    `previous_matches` says whether the new password verifies against the hash of the old one.
    Letters are those of any alphabet, Polish ones too. A special character is any punctuation
    mark or symbol. A person with two logins (symbol and e-mail) is checked once with each.
    Raises PasswordTooLong.
    """
    password = normalised(new)
    kept = {
        PasswordRule.MIN_LENGTH: len(password) >= MIN_LENGTH,
        PasswordRule.DIFFERS_FROM_PREVIOUS: not previous_matches,
        PasswordRule.SPECIAL_CHARACTER: any(map(_is_special, password)),
        PasswordRule.DIGIT: any(map(str.isdecimal, password)),
        PasswordRule.CAPITAL_LETTER: any(map(str.isupper, password)),
        PasswordRule.LETTER: any(map(str.isalpha, password)),
        PasswordRule.SMALL_LETTER: any(map(str.islower, password)),
        PasswordRule.NO_LOGIN: not login.strip() or _caseless(login) not in _caseless(password),
    }
    return RuleReport(tuple((rule, kept[rule]) for rule in PasswordRule))


def _is_special(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _caseless(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip().casefold())
