"""What they hold: flats, garages and shops on the streets of the estate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from invented.numbers import account
from invented.people import HALINA, IGLA, JAN, MARIA, Client

PREMISES_COLUMNS = ("code", "symbol", "address", "kind", "area", "people", "account")

FLAT = "mieszkanie"
GARAGE = "garaż"
SHOP = "lokal użytkowy"

FLATS = 182
GARAGES = 54
SHOPS = 24

# code, street and number, postcode, flats
BUILDINGS = [
    ("IKA03", "ul. Bulwar Ikara 3", "54-130", 18),
    ("IKA12", "ul. Bulwar Ikara 12", "54-130", 24),
    ("DED07", "ul. Bulwar Dedala 7", "54-130", 40),
    ("DED15", "ul. Bulwar Dedala 15", "54-130", 20),
    ("ROG10", "ul. Rogowska 10", "54-440", 20),
    ("HOR21", "ul. Horbaczewskiego 21", "54-130", 22),
    ("SZY04", "ul. Szybowcowa 4", "54-130", 20),
    ("BEM18", "ul. gen. Józefa Bema 18", "50-265", 18),
]
LIFTS = {"DED07", "DED15", "HOR21"}
INTERCOMS = LIFTS | {"IKA03", "IKA12"}


@dataclass(frozen=True)
class Place:
    code: str
    holders: tuple[Client, ...]
    address: str
    kind: str
    area: int  # hundredths of a square metre
    people: int
    account: str

    @property
    def has_lift(self) -> bool:
        return self.kind == FLAT and self.code[:5] in LIFTS

    @property
    def has_intercom(self) -> bool:
        return self.kind == FLAT and self.code[:5] in INTERCOMS

    def rows(self) -> Iterator[tuple[str, ...]]:
        for holder in self.holders:
            yield (
                self.code,
                holder.symbol,
                self.address,
                self.kind,
                f"{self.area // 100},{self.area % 100:02}",
                str(self.people),
                self.account,
            )


def invent_premises(random: Random, clients: Sequence[Client]) -> list[Place]:
    """Ordered by code. Each household holds a flat, a few hold two; some hold a garage too."""
    together: defaultdict[int, list[Client]] = defaultdict(list)
    for client in clients:
        together[client.household].append(client)
    households = [tuple(together[key]) for key in sorted(together) if key > 0]
    companies = [tuple(together[key]) for key in sorted(together) if key < -10]

    places = [
        *flats(random, households),
        *garages(random, households),
        *shops(random, companies, households),
    ]
    return sorted(places, key=lambda place: place.code)


def flats(random: Random, households: Sequence[tuple[Client, ...]]) -> Iterator[Place]:
    fixed = {("IKA12", 5): (MARIA,), ("DED07", 31): (JAN,), ("IKA03", 1): (HALINA,)}
    more = FLATS - len(fixed) - len(households)
    owners = [*households, *random.sample(households, more)]
    random.shuffle(owners)
    for building, street, postcode, count in BUILDINGS:
        for number in range(1, count + 1):
            if (building, number) in fixed:
                holders = fixed[building, number]
                area, people = 3820, 1
            else:
                holders = owners.pop()
                area = random.randrange(2650, 7400, 5)
                people = len(holders) + random.choice((0, 0, 0, 1, 2))
            address = f"{street}/{number}, {postcode} Wrocław"
            code = f"{building}-{number:02}"
            yield Place(
                code, holders, address, FLAT, area, people, account(1000 + flat_number(code))
            )


def flat_number(code: str) -> int:
    building = [name for name, *_ in BUILDINGS].index(code[:5]) + 1
    return building * 1000 + int(code[6:])


def garages(random: Random, households: Sequence[tuple[Client, ...]]) -> Iterator[Place]:
    owners = [
        (JAN,),
        *((random.choice(household),) for household in random.sample(households, GARAGES - 1)),
    ]
    for number, holders in enumerate(owners, start=1):
        yield Place(
            f"GAR-{number:03}",
            holders,
            f"ul. Bulwar Dedala 9 garaż {number}, 54-130 Wrocław",
            GARAGE,
            random.choice((1500, 1625, 1780)),
            0,
            account(20_000 + number),
        )


def shops(
    random: Random,
    companies: Sequence[tuple[Client, ...]],
    households: Sequence[tuple[Client, ...]],
) -> Iterator[Place]:
    others = SHOPS - 1 - len(companies)
    tenants = [*companies, *random.sample(companies, 5)]
    tenants += [(random.choice(household),) for household in random.sample(households, others - 5)]
    yield shop(1, (IGLA,), "ul. Rogowska 2, 54-440 Wrocław", 4160)
    for number, holders in enumerate(tenants, start=2):
        _, street, postcode, _ = random.choice(BUILDINGS)
        yield shop(
            number,
            holders,
            f"{street} lok. U{number}, {postcode} Wrocław",
            random.randrange(1800, 9600, 10),
        )


def shop(number: int, holders: tuple[Client, ...], address: str, area: int) -> Place:
    return Place(f"UZY-{number:02}", holders, address, SHOP, area, 0, account(30_000 + number))
