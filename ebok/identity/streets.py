"""Which of the cooperative's streets somebody means who leaves out what nobody says."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ebok.identity.addresses import Address, address
from ebok.identity.given_names import GIVEN_NAMES
from ebok.identity.street_words import INNER_KINDS, NAME_ABBREVIATIONS, NUMERALS, PLACES

_UP_TO_HOUSE = re.compile(r".*[^\W\d_]{3,}\D*?(?=\d)", re.S)
_INFLECTED = re.compile(r"(?<=\w{3})i?ej$")


def _genitives(name: str) -> set[str]:
    """How a first name stands in the name of a street: Tadeusza, Marii, Jerzego, Pawła."""
    forms = {name + "a"}
    if name.endswith("a"):
        forms = {name[:-1] + "y", name[:-1] + "i"}
    elif name.endswith("y"):
        forms = {name[:-1] + "ego"}
    elif name.endswith("i"):
        forms = {name + "ego"}
    elif name.endswith("o"):
        forms = {name + "na", name[:-1] + "a"}
    elif name.endswith(("ek", "el", "er")):
        forms |= {name[:-2] + name[-1] + "a"}
    return forms


_FIRST_NAMES = frozenset(form for name in GIVEN_NAMES for form in _genitives(name))


@dataclass(frozen=True)
class Street:
    """`name` is what nobody leaves out; kind, ranks and first names of the patron one may."""

    name: tuple[str, ...]
    kinds: frozenset[str]
    ranks: frozenset[str]
    first_names: frozenset[str]

    def may_mean(self, other: "Street") -> bool:
        """Nothing that both say is different."""
        return (
            self.name == other.name
            and _one_kind(self.kinds, other.kinds)
            and (self.ranks <= other.ranks or other.ranks <= self.ranks)
            and _one_patron(self.first_names, other.first_names)
        )

    def says_all_of(self, other: "Street") -> bool:
        return (
            self.may_mean(other)
            and self.kinds - {"ul"} == other.kinds - {"ul"}
            and self.ranks == other.ranks
            and len(self.first_names) == len(other.first_names)
        )

    def spelled_otherwise(self, other: "Street") -> bool:
        """The same street in another line of the records: `gen. Bema` and `Józefa Bema`."""
        return self.may_mean(other) and self.kinds - {"ul"} == other.kinds - {"ul"}


def _one_kind(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    if ("os" in mine) != ("os" in theirs) and mine and theirs:
        return False
    mine, theirs = mine - {"ul"}, theirs - {"ul"}
    return not mine or not theirs or mine == theirs


def _one_patron(mine: frozenset[str], theirs: frozenset[str]) -> bool:
    """Tadeusza, T. and Tad. are one first name; a side without any may mean either."""
    fewer, more = sorted((mine, theirs), key=len)
    return all(
        any(name.startswith(other) or other.startswith(name) for other in more) for name in fewer
    )


def street(place: Address, town: tuple[str, ...] = ()) -> Street:
    """The street of an address. `town` is what may stand before it without a comma."""
    said = place.street
    if town and len(said) > len(town) and said[: len(town)] == town:
        said = said[len(town) :]
    while len(said) > 1 and said[0] in PLACES:
        said = said[1:]
    kinds = {INNER_KINDS[word] for word in said if word in INNER_KINDS} | {place.kind}
    named = [word for word in said if word not in INNER_KINDS]
    first_names = frozenset(word for word in named if _is_first_name(word))
    name = [word for word in named if word not in first_names]
    if not set(name) - {"sw"}:  # Jana Pawła II, św. Jana: there is nothing else
        name, first_names = named, frozenset()
    if not named:  # Deptak
        name, kinds = list(said), {place.kind}
    return Street(
        tuple(sorted(_INFLECTED.sub("a", word) for word in name)),
        frozenset(kinds - {""}),
        place.titles,
        first_names,
    )


def _is_first_name(word: str) -> bool:
    initial = len(word) == 1 and word.isalpha()
    return initial or word in _FIRST_NAMES or word in NAME_ABBREVIATIONS or word in NUMERALS


class Streets:
    """The streets of all the addresses in the records; made once for a decision."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self._doors: defaultdict[str, list[str]] = defaultdict(list)
        for each in addresses:
            up_to_house = _UP_TO_HOUSE.match(each)
            self._doors[up_to_house[0] if up_to_house else each].append(each)

    def mean(self, typed: Address, recorded: Address) -> bool:
        """Whether of all streets only that of `recorded` can be meant. House and flat are not
        looked at."""
        meant, found = street(typed, recorded.town), street(recorded, typed.town)
        if not meant.may_mean(found):
            return typed.same_as(recorded)
        rivals = self._rivals(meant, found, recorded)
        return not rivals or (meant.says_all_of(found) and not any(map(meant.says_all_of, rivals)))

    def _rivals(self, meant: Street, found: Street, recorded: Address) -> list[Street]:
        """Other streets that may be meant, and other spellings of this one that have this door."""
        rivals = []
        for doors in self._doors.values():
            place = address(doors[0])
            other = street(place, recorded.town)
            if other == found or not meant.may_mean(other):
                continue
            if not other.spelled_otherwise(found) or any(
                address(door).numbers == recorded.numbers for door in doors
            ):
                rivals.append(other)
        return rivals
