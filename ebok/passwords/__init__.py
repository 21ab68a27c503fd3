"""Passwords: the cooperative's eight rules, temporary passwords, and hashing that costs time."""

from ebok.passwords.hashing import PasswordHasher
from ebok.passwords.rules import (
    EXAMPLE,
    MAX_LENGTH,
    MIN_LENGTH,
    ExamplePassword,
    PasswordRule,
    PasswordTooLong,
    RuleReport,
    check_password,
    is_example,
    is_no_password,
    normalised,
)
from ebok.passwords.temporary import temporary_password

__all__ = [
    "EXAMPLE",
    "MAX_LENGTH",
    "MIN_LENGTH",
    "ExamplePassword",
    "PasswordHasher",
    "PasswordRule",
    "PasswordTooLong",
    "RuleReport",
    "check_password",
    "is_example",
    "is_no_password",
    "normalised",
    "temporary_password",
]
