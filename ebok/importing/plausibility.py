"""Whether words are Polish as somebody wrote them, or what a wrong encoding makes of them.

In the right encoding Polish words are made of Polish letters; in a wrong one of capitals amid small
letters, of foreign letters, of signs and pieces of boxes.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
POLISH_ALONE = POLISH - frozenset("óÓćĆ")  # the others stand in Czech and Croatian names too
# Digits count as letters; only the signs of ASCII part words.
WORDS = re.compile(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]+")
BESIDE_LETTERS = frozenset("\u00a0\u00ad\u200b\ufeff²³°„”“’‘–—…«»´•®™")
ALONE = frozenset("§±×¼½¾€µ‰©·†")  # but never in a word
INSIDE_WORDS = frozenset("\u00a0\u00ad\u200b\ufeff’‘´–—")

# How the bytes C2 to C5 and E2, which begin the letters of Polish in UTF-8, read elsewhere.
LEADS = re.compile("[ÂÃĂÄÅĹâ┬├─┼Ô][^\x00-\x7f]+")
SINGLE_BYTE = ("cp1250", "cp1252", "iso8859-2", "latin-1", "cp852")
IN_POLISH_TEXTS = re.compile("[\u00a0-\u017f\u2010-\u2026\u20ac]+")


@dataclass
class Verdict:
    score: int = 0
    polish_letters: int = 0
    foreign_letters: int = 0
    foreign: set[str] = field(default_factory=set)  # words
    impossible: set[str] = field(default_factory=set)  # words


def telling_words(text: str) -> list[str]:
    """Those with a sign beyond ASCII."""
    return [] if text.isascii() else [word for word in WORDS.findall(text) if not word.isascii()]


def judge(text: str) -> Verdict:
    verdict = Verdict()
    for word, times in Counter(telling_words(text)).items():
        _judge_word(word, times, verdict)
    return verdict


def _judge_word(word: str, times: int, verdict: Verdict) -> None:
    polish = sum(sign in POLISH for sign in word)
    foreign = sum(sign.isalpha() and sign > "\x7f" and sign not in POLISH for sign in word)
    odd = [place for place, sign in enumerate(word) if _is_odd(sign)]
    out_of_place = [place for place in odd if _impossible_at(word, place)] + [
        place for place, sign in enumerate(word) if _inside_a_word(word, place, sign)
    ]
    natural = _natural_case(word)
    if out_of_place or (foreign and (not natural or POLISH_ALONE.intersection(word))):
        verdict.impossible.add(word)
    elif foreign:
        verdict.foreign.add(word)
    verdict.polish_letters += times * polish
    verdict.foreign_letters += times * foreign
    worth = polish if natural and len(word) > 1 else -polish
    verdict.score += times * (worth - 2 * (foreign + len(odd) + len(out_of_place)))


def _is_odd(sign: str) -> bool:
    return sign > "\x7f" and not sign.isalpha() and sign not in BESIDE_LETTERS | ALONE


def _impossible_at(word: str, place: int) -> bool:
    category = unicodedata.category(word[place])
    is_broken = category in {"Cc", "Co", "Cn"} or word[place] == "\ufffd"
    return is_broken or "\u2500" <= word[place] <= "\u25ff" or _beside_a_letter(word, place)


def _inside_a_word(word: str, place: int, sign: str) -> bool:
    if sign in ALONE:
        return _beside_a_letter(word, place)
    between = word[place - 1 : place].isalpha() and word[place + 1 : place + 2].isalpha()
    return sign in BESIDE_LETTERS - INSIDE_WORDS and between


def _beside_a_letter(word: str, place: int) -> bool:
    return any(sign.isalpha() for sign in (word[place - 1 : place], word[place + 1 : place + 2]))


def _natural_case(word: str) -> bool:
    letters = "".join(sign if sign.isalpha() else " " for sign in word)
    return all(part.islower() or part.isupper() or part.istitle() for part in letters.split())


def encoded_twice(word: str) -> bool:
    """Whether UTF-8 was taken for an old encoding on the way: ``WiĹ›niewska``."""
    return any(_was_utf_8(run, encoding) for run in LEADS.findall(word) for encoding in SINGLE_BYTE)


def _was_utf_8(run: str, encoding: str) -> bool:
    try:
        meant = run.encode(encoding).decode("utf-8")
    except UnicodeError:
        return False
    return len(meant) < len(run) and IN_POLISH_TEXTS.fullmatch(meant) is not None


def mixes_scripts(text: str) -> bool:
    """Latin letters beside others in one word, and no Polish letter anywhere: UTF-8 by accident."""
    words = set(telling_words(text))
    return not any(POLISH.intersection(word) for word in words) and any(map(_is_mixed, words))


def _is_mixed(word: str) -> bool:
    latin = {unicodedata.name(sign, "").startswith("LATIN") for sign in word if sign.isalpha()}
    return len(latin) > 1
