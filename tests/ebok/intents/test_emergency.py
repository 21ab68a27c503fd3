"""Danger is heard in people's own words; names, streets, bills and faults are not taken for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ebok.intents.emergency import emergency

HERE = Path(__file__).parent


def sentences(file: str) -> Iterator[tuple[str, str | None]]:
    """Each with its kind: the heading above it."""
    kind = None
    for line in (HERE / file).read_text("utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            yield line, kind


@pytest.mark.parametrize(("text", "kind"), list(sentences("danger.txt")))
def test_danger_is_heard(text: str, kind: str) -> None:
    assert emergency(text) == kind


@pytest.mark.parametrize("text", [text for text, _kind in sentences("no_danger.txt")])
def test_what_is_no_danger_is_not_taken_for_it(text: str) -> None:
    assert emergency(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000, "gaz " * 25_000, "czuć prąd " * 10_000, "zalwea " * 14_000, "1 " * 50_000,
        "".join(f"słowo{number} " for number in range(10_000)), "nie " * 25_000, "\u200b" * 100_000,
        "ęć'" * 33_000, "pali " * 20_000,
    ],
    ids=range(10),
)  # fmt: skip
def test_a_text_without_end_is_read_at_once(text: str) -> None:
    emergency(text)


def test_of_several_dangers_the_gravest_is_told() -> None:
    assert emergency("nie ma prądu i utknęłam w windzie, mama nie oddycha") == "person"
    assert emergency("zalewa mnie i czuć gaz") == "gas"


@pytest.mark.parametrize("text", ["", " ", "…", "nie", "🙂"])
def test_next_to_nothing_is_no_danger(text: str) -> None:
    assert emergency(text) is None
