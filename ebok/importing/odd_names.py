"""Names on record that nobody types when asked for their own: the office sees them first."""

from __future__ import annotations

import re

from ebok.identity.folding import fold
from ebok.identity.households import persons
from ebok.identity.name_words import GENERATIONS, MAIDEN_NAME
from ebok.identity.person_names import is_deceased, readings

# Letters with what joins and parts them. A full stop belongs to a title or to something cut short.
PLAIN = re.compile(r"[^\W\d_]+(?:(?:\s*[-–—]\s*|['’ʼ`´‘]|\s+)[^\W\d_]+)*['’ʼ]?")

NO_NAMES = re.compile(
    r"\b(?:spadkobierc|malzonk|malzenstw|panstwo\b|wlascici|wspolwlasc|nieznan|zarzad|nieustalon)"
)


def is_odd(name: str) -> bool:
    """A couple, a maiden name, somebody who has died, junior and senior, one word, other signs,
    words that are no names."""
    folded = fold(name)
    return (
        PLAIN.fullmatch(name) is None
        or not readings(name)
        or len(persons(folded)) > 1
        or MAIDEN_NAME.search(folded) is not None
        or NO_NAMES.search(folded) is not None
        or is_deceased(name)
        or not GENERATIONS.keys().isdisjoint(folded.split())
    )
