"""Danger in what a person writes: it brings the emergency numbers before anything else.

Better once too often than once too little; but a street (Gazowa), a surname (Jan Gaz) and a
question about money ("opłata za gaz") are no danger. Its words stand in ``danger_words``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ebok.identity.folding import fold
from ebok.identity.given_names import GIVEN_NAMES
from ebok.intents import danger_words as table
from ebok.intents.danger_words import Emergency
from ebok.intents.vocabulary import Entries, Vocabulary

NEAR = 5  # words between a word and its trouble
LONGEST_NAME = 4  # words; also of a place

_WORD = re.compile(r"[^\W_]+|🔥")
_STRETCHED = re.compile(r"([^\W\d])\1{2,}")


def _entries(words: str) -> Entries:
    return frozenset(fold(words).split())


_SIGNS = tuple(
    (sign.kind, _entries(sign.words), _entries(sign.trouble), _entries(sign.unless))
    for sign in table.SIGNS
)
_BARE = {kind: _entries(words) for kind, words in table.BARE.items()}
_SMALL, _PLACES = _entries(table.SMALL), _entries(table.BEFORE_PLACES)
_PAPERS, _COMPANIES = _entries(table.PAPERS), _entries(table.COMPANIES)
_NAMES_TOO, _STREETS = _entries(table.NAMES_TOO), _entries(table.STREETS)
_NEGATIONS = {word: same for same, words in table.NEGATIONS.items() for word in words.split()}
_NEGATED = re.compile(rf"\b({'|'.join(_NEGATIONS)})\s+(?=[^\W\d_])")
_ANY_BARE = frozenset().union(*_BARE.values())
_VOCABULARY = Vocabulary(
    frozenset().union(*(part for _, *parts in _SIGNS for part in parts), *_BARE.values(), _PAPERS),
    _entries(table.NO_SLIPS) | _SMALL,
)


def emergency(text: str) -> Emergency | None:
    """The gravest danger that a text tells of."""
    words = list(_words_of(text))
    if not words or not _COMPANIES.isdisjoint(words):
        return None
    heard = [_VOCABULARY.read(word) for word in words]
    places: dict[str, list[int]] = defaultdict(list)
    for place, entries in enumerate(heard):
        for entry in entries:
            places[entry].append(place)
    papers = not _PAPERS.isdisjoint(places)
    named = papers or _reads_as_name(words)
    for kind, said, trouble, unless in _SIGNS:
        if papers and kind in table.PAID_FOR:
            continue
        alone = said - _NAMES_TOO if named and not trouble else said
        for place in (place for entry in alone & places.keys() for place in places[entry]):
            around = _around(heard, place)
            if (not trouble or around & trouble) and not around & unless:
                return kind
    return None if named else _bare_danger(words, heard)


def _around(heard: Sequence[Entries], place: int) -> Entries:
    before, behind = heard[max(0, place - NEAR) : place], heard[place + 1 : place + 1 + NEAR]
    return frozenset().union(*before, *behind)


def _bare_danger(words: Sequence[str], heard: Sequence[Entries]) -> Emergency | None:
    """One word of danger with small ones around it, or before a place."""
    beside = [index for index, word in enumerate(words) if not _is_small(word)]
    if not beside:
        return None
    first = beside[0]
    kind = next((kind for kind, bare in _BARE.items() if heard[first] & bare), None)
    behind = words[first + 1 :]
    is_place = len(behind) <= LONGEST_NAME and bool(_PLACES.intersection(behind[:1]))
    if is_place or all(heard[index] & _ANY_BARE for index in beside):
        return kind
    return None


def _is_small(word: str) -> bool:
    return word in _SMALL or word.isdigit()


def _reads_as_name(words: Sequence[str]) -> bool:
    """``Ogień Anna``, ``Windy 4``, ``Pożar S.A.``: no danger, though the word is one."""
    others = [word for word in words if word not in _NAMES_TOO]
    if len(others) in {0, len(words)} or len(words) > LONGEST_NAME:
        return False
    if any(word in GIVEN_NAMES for word in others):
        return _SMALL.isdisjoint(others)
    return all(len(word) == 1 or word.isdigit() for word in others) and not _SMALL.issuperset(
        others
    )


def _words_of(text: str) -> Iterator[str]:
    """Folded, a negation in one with what follows it, names of streets left out."""
    line = _STRETCHED.sub(r"\1", fold(text))
    line = _NEGATED.sub(lambda found: _NEGATIONS[found[1]], line)
    before = ""
    for word in _WORD.findall(line):
        if before not in _STREETS:
            yield word
        before = word
