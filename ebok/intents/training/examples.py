"""The sentences: those to learn from, and those held out to measure with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from random import Random

Example = tuple[str, str]  # the text, and what it asks for

HERE = Path(__file__).parent
UTTERANCES = HERE / "utterances"
ELSEWHERE = HERE / "elsewhere.txt"
HELD_OUT = HERE / "held_out"
NONE = "none"
OF_ELSEWHERE = 800  # sentences taken of the patterns
MADE_OF = (
    *sorted(UTTERANCES.glob("*.txt")),
    ELSEWHERE,
    *(HERE / name for name in ("examples.py", "slips.py", "train.py")),
    *(
        HERE.parent / name
        for name in ("features.py", "synonyms.py", "vocabulary.py", "weighing.py")
    ),
)


def to_learn() -> list[Example]:
    written = [
        (line, file.stem)
        for file in sorted(UTTERANCES.glob("*.txt"))
        for line, _kind in _lines(file)
    ]
    return [*written, *_elsewhere(Random(3))]  # noqa: S311 - the same every time


def held_out(name: str) -> list[Example]:
    """``sloppy``, ``paraphrases``, ``none``, ``danger``, ``no_danger``."""
    return list(_lines(HELD_OUT / f"{name}.txt"))


def digest() -> str:
    """Of all that a model is made of: another digest wants another model."""
    together = hashlib.sha256()
    for file in MADE_OF:
        together.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return together.hexdigest()


def _lines(file: Path) -> Iterator[Example]:
    """Each with the heading above it, if any."""
    kind = NONE
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            yield line, kind


def _elsewhere(chance: Random) -> list[Example]:
    filled = [
        pattern.format(thing)
        for thing, patterns in _lines(ELSEWHERE)
        for pattern in patterns.split(" | ")
    ]
    return [(text, NONE) for text in chance.sample(filled, OF_ELSEWHERE)]
