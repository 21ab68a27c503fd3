"""Measures the model on sentences that training never saw: ``python -m
ebok.intents.training.measure`` writes ``report.md``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter

from ebok.intents.emergency import emergency
from ebok.intents.training.examples import NONE, Example, held_out, to_learn
from ebok.intents.understanding import CHECKSUM, MODEL, SURE, Intent, guess

REPORT = Path(__file__).with_name("report.md")
SHOWN = 3  # guesses, as buttons


@dataclass(frozen=True)
class Result:
    """Shares of the texts measured, 0 to 1."""

    texts: int
    first: float  # the right one is the most probable
    shown: float  # it is among the three that become buttons
    accepted: float
    wrongly_accepted: float  # asked about by itself, and another was meant
    missed: tuple[Example, ...]  # not among the three


def measure(examples: Sequence[Example]) -> Result:
    """Of texts that mean something."""
    guesses = [(text, kind, guess(text)) for text, kind in examples]
    first = [text for text, kind, one in guesses if one.ranked[0][0] == kind]
    missed = [
        (text, kind)
        for text, kind, one in guesses
        if kind not in [intent for intent, _probability in one.ranked[:SHOWN]]
    ]
    accepted = [(kind, one.accepted) for _text, kind, one in guesses if one.accepted is not None]
    wrong = [1 for kind, intent in accepted if intent != kind]
    count = len(guesses)
    return Result(
        count,
        len(first) / count,
        1 - len(missed) / count,
        len(accepted) / count,
        len(wrong) / count,
        tuple(missed),
    )


def rejected(examples: Sequence[Example]) -> float:
    """Of texts that mean nothing here."""
    return sum(guess(text).accepted is None for text, _kind in examples) / len(examples)


def found(examples: Sequence[Example]) -> float:
    """Of texts that tell of danger: those whose very kind was heard."""
    return sum(emergency(text) == kind for text, kind in examples) / len(examples)


def cried(examples: Sequence[Example]) -> float:
    """Of texts that tell of none."""
    return sum(emergency(text) is not None for text, _kind in examples) / len(examples)


def told_of_no_danger() -> list[Example]:
    """Among faults there is danger by right: a lift that stands, cold radiators."""
    lists = ("no_danger", "none", "sloppy", "paraphrases")
    return [one for name in lists for one in held_out(name) if one[1] != Intent.FAULT]


def milliseconds(examples: Sequence[Example]) -> tuple[float, float]:
    """A text takes so long: the median, and 99 of 100."""
    taken = []
    for text, _kind in examples:
        before = perf_counter()
        guess(text)
        taken.append((perf_counter() - before) * 1000)
    return median(taken), quantiles(taken, n=100)[-1]


def report() -> str:
    sloppy, paraphrases, none = (held_out(name) for name in ("sloppy", "paraphrases", "none"))
    danger, no_danger = held_out("danger"), told_of_no_danger()
    learnt = to_learn()
    about_nothing = sum(kind == NONE for _text, kind in learnt)
    rows = [
        ("Carelessly written", measure(sloppy)),
        ("Paraphrases without common words", measure(paraphrases)),
        ("Both", measure([*sloppy, *paraphrases])),
    ]
    usual, slowest = milliseconds([*sloppy, *paraphrases])
    lines = [
        "# How well free text is understood",
        "",
        "Written by `python -m ebok.intents.training.measure`. Measured on `held_out/`, which the",
        f"training never reads; learnt from {len(learnt)} sentences, {about_nothing} of them about",
        f"nothing of ours. A guess is asked about by itself from {SURE} on.",
        "",
        "| | texts | first | among three | asked by itself | wrongly |",
        "|---|---|---|---|---|---|",
        *(
            f"| {name} | {one.texts} | {one.first:.1%} | {one.shown:.1%} | {one.accepted:.1%} "
            f"| {one.wrongly_accepted:.1%} |"
            for name, one in rows
        ),
        "",
        f"- Out of scope, rejected: {rejected(none):.1%} of {len(none)}.",
        f"- Danger, heard: {found(danger):.1%} of {len(danger)}; cried falsely:"
        f" {cried(no_danger):.1%} of {len(no_danger)}.",
        f"- One text takes {usual:.2f} ms (median), {slowest:.2f} ms (99 of 100).",
        f"- `model.npz`: {MODEL.stat().st_size // 1000} kB, SHA-256",
        f"  `{CHECKSUM.read_text('ascii').strip()}`.",
        "",
        "## Not among the three",
        "",
        *(f"- {kind}: {text}" for _name, one in rows[:2] for text, kind in one.missed),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    REPORT.write_text(report(), "utf-8")
    print(REPORT.read_text("utf-8"))  # noqa: T201
