"""Passwords: the cooperative's eight rules, temporary passwords, and hashing that costs time."""

from ebok.passwords.hashing import PasswordHasher
from ebok.passwords.rules import (
    MAX_LENGTH,
    MIN_LENGTH,
    PasswordRule,
    PasswordTooLong,
    RuleReport,
    check_password,
    normalised,
)
from ebok.passwords.temporary import temporary_password

__all__ = [
    "MAX_LENGTH",
    "MIN_LENGTH",
    "PasswordHasher",
    "PasswordRule",
    "PasswordTooLong",
    "RuleReport",
    "check_password",
    "normalised",
    "temporary_password",
]
