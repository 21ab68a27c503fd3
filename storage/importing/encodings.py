"""Finds out in which of three encodings a file was written.

UTF-8 says so itself. CP1250 and CP852 decode almost any bytes, so the text tells: in the right
one Polish words are made of Polish letters, in the wrong one of capitals amid small letters,
foreign letters and pieces of boxes.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8
from collections import Counter

POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
CHUNKS = re.compile(r"[^\s\x00-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]*[^\x00-\x7f]+\w*")
ORDINARY_SIGNS = frozenset("\u00a0²³°§„”“’‘–—…«»×±½¼¾€")

# The commoner one first: where nothing tells them apart, it is taken.
LEGACY = ("cp1250", "cp852")


class UnknownEncoding(ValueError):
    """Bytes that are no text in UTF-8, CP1250 or CP852."""


def decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding. Raises UnknownEncoding."""
    if b"\x00" in content:
        raise UnknownEncoding
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    else:
        return text, "utf-8-sig" if content.startswith(BOM_UTF8) else "utf-8"
    readings = {}
    for encoding in LEGACY:
        try:
            readings[encoding] = content.decode(encoding)
        except UnicodeDecodeError:
            continue
    if not readings:
        raise UnknownEncoding
    best = max(readings, key=lambda encoding: plausibility(readings[encoding]))
    return readings[best], best


def plausibility(text: str) -> int:
    words = Counter(CHUNKS.findall(text))
    return sum(times * word_plausibility(word) for word, times in words.items())


def word_plausibility(word: str) -> int:
    strange = sum(
        1 for sign in word if sign > "\x7f" and sign not in POLISH and sign not in ORDINARY_SIGNS
    )
    polish = sum(1 for sign in word if sign in POLISH)
    letters = "".join(sign if sign.isalpha() else " " for sign in word)
    natural = all(part.islower() or part.isupper() or part.istitle() for part in letters.split())
    return (polish if natural else -polish) - 2 * strange
