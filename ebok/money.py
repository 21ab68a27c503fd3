"""Money is an integer number of grosze; here it becomes Decimal złoty for people."""

from __future__ import annotations

from decimal import Decimal


def zloty(grosze: int) -> Decimal:
    return Decimal(grosze).scaleb(-2)
