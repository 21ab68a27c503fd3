"""Answers that people send in two messages: `Maria` and `Wiśniewska`, `Bulwar Ikara` and `12/5`."""

from __future__ import annotations

import re

from ebok.identity.cannot_answer import says_cannot_answer
from ebok.identity.name_halves import is_half_a_name, joins_to_name
from ebok.registration.draft import Step, read_line

_HOUSE_NUMBER = re.compile(r"((nr|numer|dom|budynek|blok)\b\.?\s*)?\d", re.I)


def is_half(step: Step, text: str) -> bool:
    """Whether something is likely to follow. A company's name may be one word: only ask on."""
    try:
        read_line(text)
    except ValueError:
        return False
    match step:
        case Step.NAME:
            return is_half_a_name(text)
        case Step.ADDRESS:
            return not says_cannot_answer(text) and _is_street(text) != _is_house(text)
        case _:
            return False


def joined(step: Step, first: str, second: str) -> str | None:
    """The whole answer; None when the second message stands for itself."""
    if step is Step.NAME:
        return joins_to_name(first, second)
    if _is_street(first) and _HOUSE_NUMBER.match(second):
        return f"{first} {second}"
    if _is_house(first) and _is_street(second):
        return f"{second} {first}"
    return None


def _is_street(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1 and not any(map(str.isdigit, text))


def _is_house(text: str) -> bool:
    return bool(_HOUSE_NUMBER.match(text)) and not re.search(r"[^\W\d]{4}", text)
