"""Reads a person's written name in every order that Polish custom allows."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ebok.identity.folding import fold, words
from ebok.identity.given_names import GIVEN_NAMES

_HYPHEN = re.compile(r"\s*[-‐‑‒–—−]+\s*")
_TITLES = frozenset(
    {"pan", "pani", "p", "dr", "hab", "mgr", "inz", "prof", "lek", "med", "mec", "ks"}
)
_PARTICLES = frozenset({"de", "da", "di", "del", "den", "der", "van", "von", "la", "le"})

_Group = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One way to understand a written name. A double surname has its parts sorted."""

    surname: _Group
    first_name: str
    more_names: frozenset[str]

    def same_as(self, other: "Reading") -> bool:
        if (self.surname, self.first_name) != (other.surname, other.first_name):
            return False
        mine, theirs = self.more_names, other.more_names
        return (mine <= theirs or theirs <= mine) and (mine ^ theirs) <= GIVEN_NAMES


def readings(name: str) -> list[Reading]:
    """Every sensible reading of a name; none when it has fewer than two words."""
    groups = _groups(name)
    return [
        _reading(surname, given)
        for surname, given, surname_first in _splits(groups)
        if _sensible(surname, given, surname_first=surname_first)
    ]


def _groups(name: str) -> list[_Group]:
    """Words; those joined by a hyphen or led by a particle (van der Berg) stay together."""
    groups: list[_Group] = []
    particles: _Group = ()
    for chunk in _HYPHEN.sub("-", fold(name)).replace("-", "\u2060").split():
        for part in re.split(r"[^\w\u2060]+", chunk):
            group = tuple(word for piece in part.split("\u2060") for word in words(piece))
            if not group or (len(group) == 1 and group[0] in _TITLES):
                continue
            if len(group) == 1 and group[0] in _PARTICLES:
                particles += group
                continue
            groups.append(("".join((*particles, group[0])), *group[1:]))
            particles = ()
    return groups


def _splits(groups: list[_Group]) -> Iterator[tuple[_Group, _Group, bool]]:
    """(surname, given names, surname stands first); a surname may be two separate words."""
    for size in (1, 2):
        if len(groups) > size:
            yield sum(groups[-size:], ()), sum(groups[:-size], ()), False
            yield sum(groups[:size], ()), sum(groups[size:], ()), True


def _sensible(surname: _Group, given: _Group, *, surname_first: bool) -> bool:
    """Refuses readings that take a surname for a first name.

    Names after a surname are read as second names only when the words themselves show the order.
    """
    if set(surname) <= GIVEN_NAMES and given[0] not in GIVEN_NAMES:
        return False
    if surname_first and len(given) > 1:
        return set(given) <= GIVEN_NAMES and not set(surname) <= GIVEN_NAMES
    return True


def _reading(surname: _Group, given: _Group) -> Reading:
    return Reading(tuple(sorted(surname)), given[0], frozenset(given[1:]))
