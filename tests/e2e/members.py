"""The invented cooperative's clients, as its files know them: whom the tests may play."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "examples" / "cooperative"


@dataclass(frozen=True)
class Member:
    """What a person types into the registration."""

    symbol: str
    name: str
    address: str
    identifier: str  # PESEL or NIP
    email: str
    phone: str = "601 234 567"

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    def but(self, **answers: str) -> Member:
        return replace(self, **answers)


MARIA = Member(
    "104217", "Maria Wiśniewska", "ul. Bulwar Ikara 12/5", "52031512346", "maria@example.com"
)
JAN = Member("118830", "Jan Żółkiewski", "Bulwar Dedala 7/31", "47110809172", "jan@example.com")
IGLA = Member(
    "120045",
    "Usługi Krawieckie Igła spółka z o.o.",
    "Rogowska 2",
    "8941234562",
    "biuro@igla.example.com",
    "71 345 67 89",
)
HALINA = Member(
    "131002", "Halina Brak", "ul. Bulwar Ikara 3/1", "44051401458", "halina@example.com"
)
KNOWN = {MARIA.symbol, JAN.symbol, IGLA.symbol, HALINA.symbol}


@cache
def other_members() -> tuple[Member, ...]:
    """People with a PESEL on record and one flat; an account may be opened for each."""
    premises = _rows("premises.csv")
    held = Counter(row["symbol"] for row in premises)
    addresses = {row["symbol"]: row["address"] for row in premises}
    return tuple(
        Member(symbol, row["name"], addresses[symbol], row["pesel"], f"osoba.{symbol}@example.com")
        for row in _rows("members.csv")
        if (symbol := row["symbol"]) not in KNOWN and row["pesel"] and held[symbol] == 1
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
