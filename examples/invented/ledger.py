"""Three years of bookings per premises. Amounts are integer grosze until they are written.

A month's charges are booked on its 1st and fall due on its 15th. Those of the newest month lie in
days from the day of import instead, so that they are never due yet, whatever day that is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from invented.people import HALINA, IGLA, JAN, MARIA
from invented.places import FLAT, GARAGE, Place

LEDGER_COLUMNS = ("id", "code", "date", "due", "kind", "title", "component", "amount")

MONTHS = 36
NEWEST_BOOKED = "today-9"
NEWEST_DUE = "today+5"

TITLES = {
    "eksploatacja": "Eksploatacja",
    "fundusz remontowy": "Fundusz remontowy",
    "zaliczka CO": "Zaliczka na ogrzewanie",
    "podgrzanie wody": "Zaliczka na ciepłą wodę",
    "zimna woda i ścieki": "Zaliczka na wodę i ścieki",
    "odpady": "Wywóz odpadów",
    "winda": "Winda",
    "domofon": "Domofon",
    "garaż": "Opłata za garaż",
    "podatek od nieruchomości": "Podatek od nieruchomości",
    "czynsz najmu": "Czynsz najmu",
}


# What the fixed people pay each month; what they owe follows from it (see ``book``).
MARIA_MONTHLY = {
    "eksploatacja": 112_20,
    "fundusz remontowy": 62_00,
    "zaliczka CO": 58_40,
    "podgrzanie wody": 24_50,
    "zimna woda i ścieki": 31_30,
    "odpady": 19_00,
    "domofon": 5_00,
}  # 312,40
IGLA_MONTHLY = {
    "czynsz najmu": 371_14,
    "zaliczka CO": 98_00,
    "zimna woda i ścieki": 47_00,
    "odpady": 52_00,
    "podatek od nieruchomości": 30_00,
}  # 598,14
IGLA_INTEREST = 8_49
JAN_OVERPAID = 58_00


@dataclass
class Ledger:
    rows: list[tuple[str, ...]] = field(default_factory=list)

    def add(
        self,
        place: Place,
        booked: str,
        kind: str,
        title: str,
        amount: int,
        *,
        due: str = "",
        component: str = "",
    ) -> None:
        number = f"K{len(self.rows) + 1:06}"
        self.rows.append((number, place.code, booked, due, kind, title, component, zloty(amount)))

    def charge(self, place: Place, charges: Mapping[str, int], booked: str, due: str) -> int:
        for component, amount in charges.items():
            self.add(
                place, booked, "charge", TITLES[component], amount, due=due, component=component
            )
        return sum(charges.values())

    def pay(self, place: Place, booked: str, amount: int) -> None:
        if amount > 0:
            self.add(place, booked, "payment", "Wpłata", amount)


def book(place: Place, ledger: Ledger, random: Random) -> None:
    monthly = monthly_charges(place, random)
    holder = place.holders[0]
    if holder is MARIA:
        book_history(place, ledger, random, MARIA_MONTHLY)
        ledger.charge(place, MARIA_MONTHLY, NEWEST_BOOKED, NEWEST_DUE)
    elif holder is JAN:
        # Nothing of his is still to fall due, so he is overpaid however one counts.
        book_history(place, ledger, random, monthly)
        if place.kind == FLAT:
            ledger.pay(place, "today-4", JAN_OVERPAID)
    elif holder is IGLA:
        book_history(place, ledger, random, IGLA_MONTHLY, unpaid=2)
        ledger.add(
            place, "today-7", "interest", "Odsetki za zwłokę", IGLA_INTEREST, component="odsetki"
        )
    else:
        book_somebody(place, ledger, random, monthly)


def book_somebody(place: Place, ledger: Ledger, random: Random, monthly: Mapping[str, int]) -> None:
    fate = random.random()
    unpaid = 0
    if fate < 0.10 and place.holders[0] is not HALINA:
        unpaid = random.choice((1, 1, 1, 2, 3, 5))
    overdue = book_history(place, ledger, random, monthly, unpaid=unpaid)
    if overdue:
        interest = overdue * unpaid * random.randint(8, 11) // 2400
        ledger.add(place, "today-6", "interest", "Odsetki za zwłokę", interest, component="odsetki")
    newest = ledger.charge(place, monthly, NEWEST_BOOKED, NEWEST_DUE)
    if fate > 0.92:
        ledger.pay(place, "today-3", newest + random.randrange(5_00, 150_00, 50))
    elif fate > 0.5:
        ledger.pay(place, "today-2", newest)


def book_history(
    place: Place,
    ledger: Ledger,
    random: Random,
    monthly: Mapping[str, int],
    *,
    unpaid: int = 0,
) -> int:
    """The months before the newest one, the last ``unpaid`` of them not paid. Gives the debt."""
    debt = 0
    usual_day = random.randint(3, 14)
    for ago in range(MONTHS - 1, 0, -1):
        charges = {name: cheaper(amount, ago) for name, amount in monthly.items()}
        debt += ledger.charge(place, charges, f"month-{ago}/1", f"month-{ago}/15")
        if ago > unpaid and "zaliczka CO" in charges and random.random() < 0.01:
            correction = random.choice((-1, 1)) * random.randrange(5_00, 60_00, 10)
            ledger.add(
                place,
                f"month-{ago}/2",
                "correction",
                "Korekta zaliczki na ogrzewanie",
                correction,
                component="zaliczka CO",
            )
            debt += correction
        if ago <= unpaid:
            continue
        if ago > unpaid + 1 and random.random() < 0.02:
            continue  # forgotten; the next payment covers both months
        late = random.random() < 0.06
        day = random.randint(17, 28) if late else min(max(usual_day + random.randint(-1, 1), 2), 14)
        ledger.pay(place, f"month-{ago}/{day}", debt)
        debt = 0
    return debt


def monthly_charges(place: Place, random: Random) -> dict[str, int]:
    area, people = place.area, place.people
    if place.kind == GARAGE:
        return {"garaż": area * 340 // 100}
    if place.kind != FLAT:
        return {
            "czynsz najmu": area * random.randint(14_00, 24_00) // 100,
            "zaliczka CO": area * 240 // 100,
            "zimna woda i ścieki": random.randrange(30_00, 120_00, 50),
            "odpady": 52_00,
            "podatek od nieruchomości": area * 72 // 100,
        }
    charges = {
        "eksploatacja": area * 312 // 100,
        "fundusz remontowy": area * 185 // 100,
        "zaliczka CO": area * random.choice((190, 230, 270)) // 100,
        "podgrzanie wody": people * 48_60,
        "zimna woda i ścieki": people * 45_30,
        "odpady": people * 33_00,
    }
    if place.has_lift:
        charges["winda"] = people * 9_50
    if place.has_intercom:
        charges["domofon"] = 3_00
    return charges


def cheaper(amount: int, ago: int) -> int:
    """Rates rose by some percent a year."""
    return amount * (100 - 4 * (ago // 12)) // 100


def zloty(grosze: int) -> str:
    sign = "-" if grosze < 0 else ""
    return f"{sign}{abs(grosze) // 100},{abs(grosze) % 100:02}"
