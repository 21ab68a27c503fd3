"""What of a text counts when it is understood: letters in a row, words in a row, and meanings.

The training and the running program share this module, so both read a text the same way.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from ebok.identity.folding import fold
from ebok.intents.synonyms import SYNONYMS
from ebok.intents.vocabulary import Vocabulary

LONGEST = 600  # characters; of a longer text its beginning and its end are read
LETTERS = range(2, 6)  # in a row, within a word and its edges
NEGATIONS = frozenset({"nie", "ne", "nei", "ni", "not", "dont"})

# Cyrillic as a Pole would hear it, so that рахунок stands near rachunek.
_CYRILLIC = {
    "а": "a", "б": "b", "в": "w", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "z",
    "з": "z", "и": "i", "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "ш": "s",
    "щ": "sc", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
}  # fmt: skip
_AS_HEARD = str.maketrans({**_CYRILLIC, "v": "w", "y": "i", **dict.fromkeys("123456789", "0")})
_SAME_SOUNDS = (("rz", "z"), ("sz", "s"), ("cz", "c"), ("ch", "h"), ("x", "ks"))
_NOT_A_WORD = re.compile(r"[^\w]+|_")
_STRETCHED = re.compile(r"(.)\1{2,}")
_NUMBER = re.compile("0{2,}")


def as_heard(text: str) -> str:
    """Lower-case Latin words with one space between: no diacritics, no digits but 0."""
    if len(text) > LONGEST:
        text = f"{text[: LONGEST // 2]} {text[-LONGEST // 2 :]}"
    heard = fold(text).translate(_AS_HEARD)
    for written, sound in _SAME_SOUNDS:
        heard = heard.replace(written, sound)
    heard = _NOT_A_WORD.sub(" ", _STRETCHED.sub(r"\1", heard))
    return _NUMBER.sub("0", heard).strip()


def _meanings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for meaning, listed in SYNONYMS.items():
        for entry in listed.split():
            heard = as_heard(entry) + ("*" if entry.endswith("*") else "")
            found[heard] = (*found.get(heard, ()), meaning)
    return found


_MEANINGS = _meanings()
_VOCABULARY = Vocabulary(frozenset(_MEANINGS), frozenset())


@dataclass(frozen=True)
class Reading:
    """A text as it counts: each feature with how often it stands there, and the words that mean
    nothing by themselves.

    ``lak`` letters, ``=word``, ``+two words``, ``#meaning``, ``&two meanings``.
    """

    features: Counter[str]
    plain_words: frozenset[str]
    words: int


def read(text: str) -> Reading:
    words = as_heard(text).split()
    features = Counter(_letters(words))
    features.update(f"={word}" for word in words)
    features.update(f"+{first} {second}" for first, second in pairwise(words))
    said, plain = _meant(words)
    features.update(f"#{meaning}" for meaning in said)
    features.update(f"&{one} {other}" for one, other in combinations(sorted(set(said)), 2))
    return Reading(features, frozenset(plain), len(set(words)))


def _letters(words: list[str]) -> Iterator[str]:
    for word in words:
        edged = f" {word} "
        for length in LETTERS:
            for start in range(max(1, len(edged) - length + 1)):
                yield edged[start : start + length]


def _meant(words: list[str]) -> tuple[list[str], list[str]]:
    """The meanings said, and the words without one. ``nie działa`` is looked up as one word; where
    none is listed so, it is a no and a word."""
    said: list[str] = []
    plain: list[str] = []
    negated = False
    for word in words:
        if word in NEGATIONS:
            negated = True
            continue
        found = _VOCABULARY.read(f"nie{word}") if negated else frozenset()
        if negated and not found:
            said.append("not")
        found = found or _VOCABULARY.read(word)
        negated = False
        said += sorted({meaning for entry in found for meaning in _MEANINGS[entry]})
        if not found:
            plain.append(word)
    return said, plain
