"""Who deals with the cooperative: about two hundred persons and companies, four of them fixed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from invented.names import ASCII, COMPANIES, MEN, SURNAMES, WOMEN
from invented.numbers import nip, pesel

MEMBER_COLUMNS = ("symbol", "kind", "name", "pesel", "nip", "email", "phone", "member")

SINGLES = 126
COUPLES = 30


@dataclass(frozen=True)
class Client:
    symbol: str
    name: str
    pesel: str = ""
    nip: str = ""
    email: str = ""
    phone: str = ""
    is_company: bool = False
    is_member: bool = True
    household: int = 0  # those who share one hold a flat together

    def row(self) -> tuple[str, ...]:
        return (
            self.symbol,
            "company" if self.is_company else "person",
            self.name,
            self.pesel,
            self.nip,
            self.email,
            self.phone,
            "tak" if self.is_member else "nie",
        )


# The four of contracts/import.md; the demo prints them and the tests count on them.
MARIA = Client(
    "104217",
    "Maria Wiśniewska",
    pesel="52031512346",
    email="maria.wisniewska@example.com",
    phone="+48 600 000 217",
    household=-1,
)
JAN = Client(
    "118830",
    "Jan Żółkiewski",
    pesel="47110809172",
    email="jan.zolkiewski@example.com",
    phone="+48 71 300 00 83",
    household=-2,
)
IGLA = Client(
    "120045",
    "Usługi Krawieckie Igła sp. z o.o.",
    nip="8941234562",
    email="biuro.igla@example.com",
    phone="+48 600 000 045",
    is_company=True,
    is_member=False,
    household=-3,
)
HALINA = Client("131002", "Halina Brak", phone="+48 600 000 002", household=-4)
FIXED = (MARIA, JAN, IGLA, HALINA)


def invent_clients(random: Random) -> list[Client]:
    """Ordered by symbol, as an export is."""
    symbols = invent_symbols(random)
    names: set[str] = {client.name for client in FIXED}
    clients = list(FIXED)
    for household in range(1, SINGLES + COUPLES + 1):
        clients += household_of(household, random, symbols, names)
    for number, name in enumerate(COMPANIES, start=1):
        clients.append(
            Client(
                next(symbols),
                name,
                nip=nip(random),
                email=f"firma{number}@example.com",
                phone=phone(random),
                is_company=True,
                is_member=random.random() < 0.25,
                household=-10 - number,
            )
        )
    return sorted(clients, key=lambda client: client.symbol)


def household_of(
    household: int, random: Random, symbols: Iterator[str], names: set[str]
) -> Iterator[Client]:
    women_first = random.random() < 0.55
    sexes = (women_first, not women_first) if household <= COUPLES else (women_first,)
    surname = random.choice(SURNAMES)
    is_member = random.random() < 0.85
    for female in sexes:
        name = unused_name(female, surname, random, names)
        email = name.lower().translate(ASCII).replace(" ", ".") + "@example.com"
        yield Client(
            next(symbols),
            name,
            pesel=pesel(random, female=female) if random.random() < 0.96 else "",
            email=email if random.random() < 0.6 else "",
            phone=phone(random) if random.random() < 0.85 else "",
            is_member=is_member,
            household=household,
        )


def unused_name(female: bool, surname: tuple[str, ...], random: Random, names: set[str]) -> str:
    while True:
        first = random.choice(WOMEN if female else MEN)
        second = f" {random.choice(WOMEN if female else MEN)}" if random.random() < 0.06 else ""
        last = surname[1] if female else surname[0]
        if female and random.random() < 0.05:
            last = f"{last}-{random.choice(SURNAMES)[1]}"
        name = f"{first}{second} {last}"
        if name not in names:
            names.add(name)
            return name


def invent_symbols(random: Random) -> Iterator[str]:
    taken = {client.symbol for client in FIXED}
    while True:
        symbol = str(random.randint(100_000, 139_999))
        if symbol not in taken:
            taken.add(symbol)
            yield symbol


def phone(random: Random) -> str:
    return f"+48 {random.choice((600, 601, 602, 605, 607))} 000 {random.randrange(1000):03}"
