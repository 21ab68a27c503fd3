"""Proof of being human, as the cooperative's form has it: six digits, asked for two of them."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

DIGITS_SHOWN = 6


@dataclass(frozen=True)
class Challenge:
    digits: str  # six of them
    positions: tuple[int, int]  # two different ones, counted from 1, in reading order

    def expected(self, answered: int) -> str:
        """The digit to press after ``answered`` right ones."""
        return self.digits[self.positions[answered] - 1]


def new_challenge() -> Challenge:
    pick = secrets.SystemRandom()
    # All different: equal neighbours are hard to count for old eyes.
    digits = "".join(str(digit) for digit in pick.sample(range(10), DIGITS_SHOWN))
    first, second = sorted(pick.sample(range(1, DIGITS_SHOWN + 1), 2))
    return Challenge(digits, (first, second))
