"""FOG-PL: how many years of school a Polish text asks for, and the counting under it."""

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

LONG_WORD = 4  # syllables

_VOWELS = "aąeęioóuy"
_DIPHTHONG = re.compile(r"[ae]u")
_SOFT_I = re.compile(rf"i(?=[{_VOWELS}])")

PLACEHOLDER = "X"

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
# One short word each, whatever stands behind them: gaps, addresses of mail and of pages, commands.
_OPAQUE = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|(?<!\S)/[a-z]+")
_WORD = re.compile(r"\d[\d.,:–-]*\d|\d|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTER = re.compile(r"[^\W\d_]")

_ABBREVIATION_LIST = """
al art dr godz im in inż itd itp kl ks lok m min mjr mln np nr o os p pkt pl pok poz por prof
r s sp st str św tel tj tys tzn tzw ul ust ww zł z
"""
_ABBREVIATIONS = frozenset(_ABBREVIATION_LIST.split())
# These end a sentence as often as they stand inside one.
_OFTEN_LAST = frozenset({"r", "zł", "itd", "itp", "in"})
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’)]*(?=\s|$)|\n+")


def plain_text(message: str) -> str:
    """A message as a person reads it: without tags, each placeholder one short word."""
    message = _TAG.sub("", message.replace("{{", "(").replace("}}", ")"))
    message = _PLACEHOLDER.sub(PLACEHOLDER, html.unescape(message))
    return _OPAQUE.sub(_opaque, message)


def _opaque(match: re.Match[str]) -> str:
    text = match.group()
    return PLACEHOLDER + text[len(text.rstrip(".,!?…")) :]


def sentences(text: str) -> list[str]:
    """Sentences of a plain text. A line break ends one; a lone sign or placeholder is none."""
    found, start = [], 0
    for end in _SENTENCE_END.finditer(text):
        if end.group().startswith(".") and _is_abbreviation(text, end):
            continue
        found.append(text[start : end.end()].strip())
        start = end.end()
    found.append(text[start:].strip())
    return [
        sentence for sentence in found if _LETTER.search(sentence) and sentence.strip(". ") != "X"
    ]


def _is_abbreviation(text: str, end: re.Match[str]) -> bool:
    """Whether the full stop belongs to a word such as `ul.` or to a number before a word."""
    before = re.search(r"[^\W_]+$", text[: end.start()])
    after = text[end.end() :].lstrip(" ")
    if before is None or not after or after.startswith("\n"):
        return False
    word = before.group().lower()
    if word in _OFTEN_LAST or word.isdigit():
        return after[0].islower()
    return word in _ABBREVIATIONS


def words(sentence: str) -> list[str]:
    return _WORD.findall(sentence)


def syllables(word: str) -> int:
    """Vowels of a Polish word: `i` before a vowel only softens, `au` and `eu` are one."""
    word = _SOFT_I.sub("", _DIPHTHONG.sub("a", word.lower()))
    return sum(letter in _VOWELS for letter in word)


@dataclass(frozen=True)
class Fog:
    sentences: int
    words: int
    long_words: int

    @property
    def index(self) -> float:
        if not self.sentences:
            return 0.0
        return 0.4 * (self.words / self.sentences + 100 * self.long_words / self.words)


def fog(all_sentences: Iterable[str], unavoidable: Callable[[str], bool]) -> Fog:
    """Counts sentences, words and long words; an unavoidable word is never long."""
    counted = [words(sentence) for sentence in all_sentences]
    spoken = [word for sentence in counted for word in sentence]
    long_words = sum(syllables(word) >= LONG_WORD and not unavoidable(word) for word in spoken)
    return Fog(len(counted), len(spoken), long_words)
