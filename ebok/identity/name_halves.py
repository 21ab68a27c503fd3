"""A name sent in two messages: `Maria`, and then `Wiśniewska`."""

from ebok.identity.cannot_answer import says_cannot_answer
from ebok.identity.cleaning import clean_text
from ebok.identity.folding import fold, words
from ebok.identity.given_names import GIVEN_NAMES

_ALSO_A_SURNAME = frozenset({"brak", "nic"})


def is_half_a_name(text: str) -> bool:
    """One word, or nothing but first names. A company's name may be one word too: only ask on."""
    return _is_name(text) and (len(text.split()) == 1 or _all_given(text))


def joins_to_name(first: str, second: str) -> str | None:
    """The whole name of two messages, in their order; None when the second stands for itself.

    `Maria` and `Wiśniewska`, `Wiśniewska` and `Anna Maria`, `Igła` and `sp. z o.o.` belong
    together. After `Maria` a whole name (`Anna Nowak`, `Maria Wiśniewska`) is the answer by
    itself, and so is the same word again.
    """
    first, second = " ".join(clean_text(first).split()), " ".join(clean_text(second).split())
    if not (is_half_a_name(first) and _is_name(second)):
        return None
    if set(words(first)) & set(words(second)) or (_all_given(first) and len(first.split()) > 3):
        return None
    known = [word in GIVEN_NAMES for word in words(second)]
    whole_by_itself = len(second.split()) > 1 and any(known) and not all(known)
    if whole_by_itself or (_all_given(first) and all(known) and len(known) > 1):
        return None
    return f"{first} {second}"


def _is_name(text: str) -> bool:
    """Letters and the signs of names, and not "nie wiem" (but somebody is called Brak)."""
    if not words(text) or any(char.isdigit() or char == "@" for char in text):
        return False
    return fold(text) in _ALSO_A_SURNAME or not says_cannot_answer(text)


def _all_given(text: str) -> bool:
    return set(words(text)) <= GIVEN_NAMES
