"""``ebok understand``: what free text is taken for, one JSON object a line; nothing is touched."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from ebok.intents.emergency import emergency
from ebok.intents.understanding import guess

RANKED = 5


def show_understanding(texts: Sequence[str]) -> None:
    for text in texts or _lines_of(sys.stdin):
        print(json.dumps(understood(text), ensure_ascii=False), flush=True)  # noqa: T201


def understood(text: str) -> dict[str, Any]:
    guessed = guess(text)
    ranked = guessed.ranked[:RANKED]
    return {
        "text": text,
        "emergency": emergency(text),
        "accepted": guessed.accepted,
        "ranked": [[intent, round(probability, 4)] for intent, probability in ranked],
    }


def _lines_of(stream: Iterable[str]) -> Iterable[str]:
    return (line.rstrip("\n") for line in stream)
