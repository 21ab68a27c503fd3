"""Takes a couple's record apart: `Kowalscy Anna i Jan` are Anna Kowalska and Jan Kowalski."""

import re
from collections.abc import Iterator

from ebok.identity.folding import words
from ebok.identity.given_names import GIVEN_NAMES
from ebok.identity.name_words import TITLES

_AND = re.compile(r"\s+(?:i|oraz|and)\s+|\s*&\s*")
_LIST = re.compile(r"\s*[,;/+]\s*")
_ADJECTIVE = re.compile(r"(.*(?:s|c|dz))k(?:i|a|ich)")
_SOFTENED = {"scy": "sk", "ccy": "ck", "dzcy": "dzk"}
_MEN_IN_A = frozenset(
    {"barnaba", "kuba", "kosma", "bonawentura", "mykola", "illia", "ilia", "nikita", "luka", "sava"}
)

_Part = list[str]


def persons(text: str) -> list[list[str]]:
    """Each person a folded text names, in every way their own name may be written.

    Usually it is one person, and the text itself is returned.
    """
    parts = [part.split() for part in _parts(text)]
    return list(_couple(parts)) if len(parts) > 1 else [[text]]


def _parts(text: str) -> list[str]:
    parts = [part for part in _AND.split(text) if words(part)]
    listed = [part for each in parts for part in _LIST.split(each) if words(part)]
    if len(parts) > 1 or any(map(_plural, text.split())):
        return listed
    return listed if all(_whole(part.split()) for part in listed) else [text]


def _couple(parts: list[_Part]) -> Iterator[list[str]]:
    parts = [[word for word in part if word.strip(".") not in TITLES] for part in parts]
    shared = [word for part in parts for word in part if _plural(word)]
    if shared:
        for part in parts:
            given = [word for word in part if word not in shared]
            if given:
                yield [f"{' '.join(given)} {form}" for form in _forms(shared[0], given[0])]
        return
    surnames = [[] if len(part) == 1 else [w for w in part if not _given(w)] for part in parts]
    owners = [surname for surname in surnames if surname]
    for part, surname in zip(parts, surnames, strict=True):
        if surname or len(owners) != 1:
            yield [" ".join(part)]
        elif part:
            *before, last = owners[0]
            for_given = " ".join([*part, *before])
            yield [f"{for_given} {form}" for form in _forms(last, part[0])]


def _whole(part: _Part) -> bool:
    return any(map(_given, part)) and not all(map(_given, part))


def _given(word: str) -> bool:
    return set(words(word)) <= GIVEN_NAMES


def _plural(word: str) -> bool:
    return word not in GIVEN_NAMES and word.endswith((*_SOFTENED, "owie")) and len(word) > 5


def _forms(surname: str, first_name: str) -> list[str]:
    """One person's form of a couple's surname: Kowalscy and Anna give Kowalska."""
    surname = _singular(surname)
    if surname.endswith("owie"):
        stem = surname.removesuffix("owie")
        return [stem, f"{stem}a", f"{stem}o", f"{stem[:-1]}e{stem[-1]}"]
    adjective = _ADJECTIVE.fullmatch(surname)
    if adjective is not None:
        man, woman = f"{adjective[1]}ki", f"{adjective[1]}ka"
    else:  # Biały and Anna give Biała
        man, woman = surname, re.sub("y$", "a", surname)
    if not _given(first_name):
        return [man, woman]
    return [woman if first_name.endswith("a") and first_name not in _MEN_IN_A else man]


def _singular(plural: str) -> str:
    for ending in ("dzcy", "scy", "ccy"):
        if plural.endswith(ending):
            return plural.removesuffix(ending) + _SOFTENED[ending] + "i"
    return plural
