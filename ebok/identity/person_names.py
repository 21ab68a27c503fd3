"""Reads one person's written name in every order that custom allows."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import permutations

from ebok.identity.folding import fold, words
from ebok.identity.given_names import GIVEN_NAMES
from ebok.identity.name_words import (
    DECEASED,
    DOTTED_TITLES,
    GENERATIONS,
    INTRODUCTION,
    MAIDEN_NAME,
    PARTICLES,
    PATRONYMIC,
    TITLES,
)
from ebok.identity.transliteration import is_foreign, is_ukrainian, sounds, sounds_of_first_name

_HYPHEN = re.compile(r"\s*[-‐‑‒–—−]+\s*")

_Group = tuple[str, ...]


@dataclass(frozen=True)
class Reading:
    """One way to understand a written name. A double surname has its parts sorted."""

    surname: _Group
    first_name: str
    more_names: _Group
    generation: str = ""
    maiden_name: str = ""

    def same_as(self, other: "Reading") -> bool:
        return (
            _compatible(self.generation, other.generation)
            and _compatible(self.maiden_name, other.maiden_name)
            and (self._spelled_as(other) or self._sounds_as(other))
        )

    def _spelled_as(self, other: "Reading") -> bool:
        return (
            self.surname == other.surname
            and self.first_name == other.first_name
            and _agree(self.more_names, other.more_names, str.__eq__)
        )

    def _sounds_as(self, other: "Reading") -> bool:
        """Only where one of the two shows that it is a transliterated name."""
        if not (self._any(is_foreign) or other._any(is_foreign)):
            return False
        mine, theirs = self._any(is_ukrainian), other._any(is_ukrainian)

        def same_surname(one: str, another: str) -> bool:
            return not sounds(one, ukrainian=mine).isdisjoint(sounds(another, ukrainian=theirs))

        def same_name(one: str, another: str) -> bool:
            return not sounds_of_first_name(one, ukrainian=mine).isdisjoint(
                sounds_of_first_name(another, ukrainian=theirs)
            )

        return (
            len(self.surname) == len(other.surname)
            and same_name(self.first_name, other.first_name)
            and any(
                all(map(same_surname, self.surname, order)) for order in permutations(other.surname)
            )
            and _agree(self.more_names, other.more_names, same_name)
        )

    def _any(self, kind: Callable[[str], bool]) -> bool:
        return any(map(kind, (*self.surname, self.first_name, *self.more_names)))


def _compatible(one: str, other: str) -> bool:
    return not one or not other or one == other


def _agree(mine: _Group, theirs: _Group, same: Callable[[str, str], bool]) -> bool:
    """Further first names: some may be left out or stand as an initial, none be another one."""
    if len(mine) > len(theirs):
        return _agree(theirs, mine, lambda one, another: same(another, one))
    left = list(theirs)
    for name in mine:
        found = next((other for other in left if same(name, other)), None) or next(
            (other for other in left if _initial_of(name, other)), None
        )
        if found is None:
            return False
        left.remove(found)
    return all(map(_optional, left))


def _initial_of(one: str, other: str) -> bool:
    return 1 in {len(one), len(other)} and one[0] == other[0]


def _optional(name: str) -> bool:
    """What one may leave out behind the first name."""
    return len(name) == 1 or name in GIVEN_NAMES or PATRONYMIC.fullmatch(name) is not None


def readings(name: str) -> list[Reading]:
    """Every sensible reading of a name; none when it has fewer than two words."""
    text, maiden_name = _without_maiden_name(fold(name))
    found = (
        Reading(tuple(sorted(surname)), given[0], given[1:], generation, maiden_name)
        for groups, generation in _wordings(text)
        for surname, given, surname_first in _splits(groups)
        if _sensible(surname, given, surname_first=surname_first)
    )
    return list(dict.fromkeys(found))


def is_deceased(name: str) -> bool:
    """Whether a name is marked as that of somebody who has died: `śp. Jan Nowak`."""
    folded = fold(name)
    return DECEASED.search(folded) is not None and len(words(DECEASED.sub(" ", folded))) > 1


def _without_maiden_name(text: str) -> tuple[str, str]:
    found = MAIDEN_NAME.search(text)
    if found is None:
        return text, ""
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return (rest, "".join(words(found[1]))) if len(words(rest)) > 1 else (text, "")


def _wordings(text: str) -> Iterator[tuple[list[_Group], str]]:
    """The words of a name and the generation: with everything, then without what may be no name."""
    as_written = _groups(text)
    yield as_written, ""
    yield _with_particles(as_written), ""
    living = _groups(DOTTED_TITLES.sub(" dr ", DECEASED.sub(" ", INTRODUCTION.sub(" ", text))))
    named = [group for group in living if len(group) > 1 or group[0] not in TITLES]
    if len(named) > 1 and named[0] == ("pan",) and _is_whole_name(named[1:]):
        named = named[1:]
    if len(named) < 2:
        return
    yield named, ""
    yield _with_particles(named), ""
    for place in (len(named) - 1, 1):
        generation = GENERATIONS.get(named[place][0], "")
        rest = named[:place] + named[place + 1 :]
        if generation and _is_whole_name(rest):
            yield _with_particles(rest), generation


def _is_whole_name(groups: list[_Group]) -> bool:
    """Whether a known first name stands beside a surname: so what else there is, is neither."""
    every_word = [word for group in groups for word in group]
    known = [word in GIVEN_NAMES for word in every_word]
    return any(known) and not all(known)


def _groups(text: str) -> list[_Group]:
    """Words; those joined by a hyphen stay together."""
    chunks = re.split(r"[^\w\u2060]+", _HYPHEN.sub("\u2060", text))
    groups = [tuple(words(chunk.replace("\u2060", " "))) for chunk in chunks]
    return [group for group in groups if group]


def _with_particles(groups: list[_Group]) -> list[_Group]:
    """A particle joined to the word it leads: van der Berg."""
    joined: list[_Group] = []
    led: _Group = ()
    for group in groups:
        if len(group) == 1 and group[0] in PARTICLES:
            led += group
        else:
            joined.append(("".join((*led, group[0])), *group[1:]))
            led = ()
    return joined if not led else groups


def _splits(groups: list[_Group]) -> Iterator[tuple[_Group, _Group, bool]]:
    """(surname, given names, surname stands first); a surname may be several separate words."""
    for size in (1, 2, 3):
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
        return all(map(_optional, given)) and not set(surname) <= GIVEN_NAMES
    return True
