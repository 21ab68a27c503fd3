"""What a Polish word may be, by the dictionary of Morfeusz (needed for development only)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import morfeusz2

ALLOWED_WORDS = Path(__file__).parent / "allowed_words.txt"


@dataclass(frozen=True)
class Sense:
    """One way to understand a form: its dictionary word, its class and the class's details."""

    lemma: str
    kind: str
    details: frozenset[str]


@cache
def _dictionary() -> morfeusz2.Morfeusz:
    return morfeusz2.Morfeusz()


@cache
def senses(word: str) -> tuple[Sense, ...]:
    """Every sense of a form; a form made of two (`wybrałeś`) gives those of both parts."""
    found = []
    for _, _, (_, lemma, tag, _, _) in _dictionary().analyse(word.lower()):
        kind, *details = tag.split(":")
        found.append(Sense(lemma.partition(":")[0], kind, frozenset(details)))
    return tuple(found)


def lemmas(word: str) -> frozenset[str]:
    """The dictionary words behind a form, and the form itself; all in lower case."""
    return frozenset({word.lower(), *(sense.lemma.lower() for sense in senses(word))})


def kinds(word: str) -> frozenset[str]:
    return frozenset(sense.kind for sense in senses(word))


@dataclass(frozen=True)
class AllowedWords:
    """`unavoidable` words do not count as long; neither they nor `everyday` ones are refused."""

    unavoidable: frozenset[str]
    everyday: frozenset[str]

    def is_unavoidable(self, word: str) -> bool:
        return bool(lemmas(word) & self.unavoidable)

    def allows(self, word: str) -> bool:
        return bool(lemmas(word) & (self.unavoidable | self.everyday))


def allowed_words(path: Path = ALLOWED_WORDS) -> AllowedWords:
    """The two lists of the file: dictionary words under `[unavoidable]` and under `[everyday]`."""
    lists: dict[str, set[str]] = {"unavoidable": set(), "everyday": set()}
    current = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        text = line.partition("#")[0].strip().lower()
        if text.startswith("["):
            current = text.strip("[]")
        elif text:
            lists[current].add(text)
    return AllowedWords(frozenset(lists["unavoidable"]), frozenset(lists["everyday"]))
