"""Takes a written Polish address apart: street, house and flat number, town."""

import re
from dataclasses import dataclass
from itertools import takewhile

from ebok.identity.door_words import plain_address
from ebok.identity.folding import fold
from ebok.identity.street_words import (
    ABBREVIATIONS,
    BEFORE_HOUSE,
    COUNTRIES,
    KINDS,
    ORDINAL_ENDINGS,
    PLACES,
    STAIRCASES,
    TITLES,
    UNITS,
)

_POSTCODE = re.compile(
    r"\b(?:pl\s*-?\s*)?\d{2}\s*[-‐‑‒–—−]\s*\d{3}(?![\w-])|(?<![\w/-])\d{5}(?![\w/-])"
)
_SEGMENTS = re.compile(r"[,;\n]+")
_TOKENS = re.compile(r"\d+|[^\W\d_]+|/|[^\w/]+")


@dataclass(frozen=True)
class Address:
    """`numbers` holds the house number, then the flat: (`12a`, `5`); a garage reads `g3`."""

    kind: str
    street: tuple[str, ...]
    titles: frozenset[str]
    numbers: tuple[str, ...]
    town: tuple[str, ...]

    def same_as(self, other: "Address") -> bool:
        return (
            self.same_house_and_flat(other)
            and self._street_beside(other) == other._street_beside(self) != ""
            and (not self.titles or not other.titles or self.titles == other.titles)
            and _compatible_kinds(self.kind, other.kind)
        )

    def same_house_and_flat(self, other: "Address") -> bool:
        """The same numbers, and not in another town."""
        return self.numbers == other.numbers != () and all(
            mine == theirs for mine, theirs in zip(self.town, other.town, strict=False)
        )

    def _street_beside(self, other: "Address") -> str:
        """The street without a town before it, which only the other address can tell apart."""
        for town in (self.town, other.town):
            rest = self.street[len(town) :]
            if town and rest and self.street[: len(town)] == town:
                return "".join(rest)
        return "".join(self.street)


def _compatible_kinds(one: str, other: str) -> bool:
    """People write `ul.` before an alley or a square too; an estate is another place."""
    kinds = {one, other} - {""}
    return len(kinds) < 2 or ("ul" in kinds and "os" not in kinds)


def address(text: str) -> Address:
    plain = plain_address(_POSTCODE.sub(" , ", fold(text)))
    segments = [part.strip() for part in _SEGMENTS.split(plain)]
    segments = [part for part in segments if part and part not in COUNTRIES]
    if len(segments) > 1 and not any(char.isdigit() for char in segments[0]):
        below = _address(" ".join(segments[1:]))
        if below.numbers and below.street:
            town = below.town or tuple(_words(_tokens(segments[0])))
            return Address(below.kind, below.street, below.titles, below.numbers, town)
    return _address(" ".join(segments))


def _address(text: str) -> Address:
    tokens = _tokens(text)
    start, end, numbers = _last_run(tokens)
    before, after = _words(tokens[:start]), list(takewhile(_no_kind, _words(tokens[end:])))
    while before and before[-1] in BEFORE_HOUSE:
        before.pop()
    marks = [place for place, word in enumerate(before) if word in KINDS]
    kind = KINDS[before[marks[-1]]] if marks else ""
    town = after or ([word for word in before[: marks[0]] if word not in PLACES] if marks else [])
    street = before[marks[-1] + 1 :] if marks else before
    untitled = [word for word in street if word not in TITLES]
    titles = frozenset(TITLES[word] for word in street if word in TITLES) if untitled else ()
    return Address(
        kind=kind,
        street=tuple(ABBREVIATIONS.get(word, word) for word in untitled or street),
        titles=frozenset(titles),
        numbers=numbers,
        town=tuple(word for word in town if word not in COUNTRIES),
    )


def _no_kind(word: str) -> bool:
    """What stands behind the door may be its town, but not the name of its estate."""
    return word not in KINDS


def _tokens(text: str) -> list[str]:
    """Numbers, words, slashes; a space stands for any other sign between them."""
    parts = [part if part.isalnum() or part == "/" else " " for part in _TOKENS.findall(text)]
    return [part.lstrip("0") or "0" if part.isdigit() else part for part in parts]


def _words(tokens: list[str]) -> list[str]:
    words: list[str] = []
    for token in tokens:
        ordinal = token in ORDINAL_ENDINGS and words and words[-1].isdigit()
        if token.isalnum() and not ordinal:
            words.append(token)
    return words


def _last_run(tokens: list[str]) -> tuple[int, int, tuple[str, ...]]:
    """Where the house and flat numbers stand: the last numbers with a word before them."""
    found: tuple[int, int, tuple[str, ...]] = (len(tokens), len(tokens), ())
    place = 0
    while place < len(tokens):
        if tokens[place].isdigit():
            end, numbers = _run(tokens, place)
            if any(token.isalpha() for token in tokens[:place]):
                found = (place, end, numbers)
            place = end
        else:
            place += 1
    return found


def _run(tokens: list[str], place: int) -> tuple[int, tuple[str, ...]]:
    """Reads `12 a / 5`, `12 m. 5`, `7 garaż 3`, `12 kl. B m. 5` from `place` on."""
    numbers: list[str] = []
    end, unit = place, ""
    while True:
        letter = _house_letter(tokens, place + 1)
        numbers.append(unit + tokens[place] + (tokens[letter] if letter else ""))
        end = (letter or place) + 1
        place, unit = _next_number(tokens, end)
        if place < 0:
            break
        if tokens[place].isalpha():
            return place + 1, (*numbers, tokens[place])
    return end, tuple(numbers)


def _house_letter(tokens: list[str], place: int) -> int:
    """The place of a letter that belongs to the number before it, or 0."""
    glued = place < len(tokens) and tokens[place] != " "
    place += not glued
    if place >= len(tokens) or len(tokens[place]) > 1 or not tokens[place].isalpha():
        return 0
    following = tokens[place + 1 : place + 3]
    leads_to_number = bool(following) and (
        following[0].isdigit() or (following[0] == " " and following[-1].isdigit())
    )
    is_marker = tokens[place] in UNITS and leads_to_number and (tokens[place] == "m" or not glued)
    return 0 if is_marker else place


def _next_number(tokens: list[str], place: int) -> tuple[int, str]:
    """The next number (or a flat that is one letter after a slash) and its kind of unit."""
    unit, slash = "", False
    while place < len(tokens):
        word = tokens[place]
        if word.isdigit():
            return place, unit
        if word in STAIRCASES:
            place = next((i + 1 for i in range(place + 1, len(tokens)) if tokens[i].isalnum()), -1)
            if place < 0:
                break
            continue
        if word in UNITS:
            unit = UNITS[word] or unit
        elif slash and len(word) == 1 and word.isalpha():
            return place, unit
        elif word not in {" ", "/"}:
            break
        slash = slash or word == "/"
        place += 1
    return -1, ""
