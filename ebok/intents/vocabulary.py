"""Finds listed words in what people write: whole, by their beginning, or with one slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ebok.identity.email_slips import distance

SHORTEST_SLIP = 5  # letters; in a shorter word one letter makes another word
SHORTEST_STEM = 7  # letters; so long is a beginning that takes a slip and an ending
LONGEST_ENDING = 3

Entries = frozenset[str]  # folded: "zalewa", "dym*"


class Vocabulary:
    """Finds the entries that a word stands for: whole, by its beginning, or with one slip."""

    def __init__(self, entries: Entries, no_slips: Entries) -> None:
        self._entries = entries
        self._no_slips = no_slips
        self._longest = max(map(len, entries)) + LONGEST_ENDING
        self._by_key: dict[str, list[str]] = defaultdict(list)
        for entry in entries:
            if len(entry.rstrip("*")) >= SHORTEST_SLIP:
                for key in _keys(entry.rstrip("*")):
                    self._by_key[key].append(entry)

    def read(self, word: str) -> Entries:
        forms = [word, *(word[:length] + "*" for length in range(2, self._longest))]
        found = self._entries.intersection(forms)
        if found or not self._no_slips.isdisjoint(forms):
            return found
        return frozenset(self._meant(word))

    def _meant(self, word: str) -> Iterator[str]:
        if not SHORTEST_SLIP <= len(word) <= self._longest:
            return
        for ending in range(LONGEST_ENDING + 1):
            beginning = word[: len(word) - ending]
            for key in _keys(beginning):
                for entry in self._by_key.get(key, ()):
                    takes_ending = entry.endswith("*") and len(entry) > SHORTEST_STEM
                    if (takes_ending or not ending) and distance(beginning, entry.rstrip("*")) == 1:
                        yield entry


def _keys(word: str) -> set[str]:
    """Words one slip apart share one of these: the word itself, or it without one letter."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
