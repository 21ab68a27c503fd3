"""Finds out in which encoding a file was written, and says so when none gives a Polish text.

UTF-8 and UTF-16 show themselves. CP1250, CP852 and ISO-8859-2 decode almost any bytes, so the text
tells (``plausibility``). A wrong letter in a name keeps a resident out, so where no reading is a
good one the lines are named and the file is refused.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO

from ebok.importing.plausibility import encoded_twice, judge, mixes_scripts, telling_words
from ebok.importing.report import ProblemCode, shown

# The commoner one first: where nothing tells them apart, it is taken.
LEGACY = ("cp1250", "cp852", "iso8859-2")
BY_MARK = {
    BOM_UTF32_LE: "utf-32",
    BOM_UTF32_BE: "utf-32",
    BOM_UTF16_LE: "utf-16",
    BOM_UTF16_BE: "utf-16",
}
MARK, LOST = "\ufeff", "\ufffd"
# What begins like this is a workbook, an archive or a PDF, whatever it is called.
NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x1f\x8b")
SEQUENCES = re.compile("[\u0080-\u017f\u2000-\u20ff]")
ENDS = re.compile(r"[\x00\x1a]")  # DOS ends a text with Ctrl-Z and fills it up with zeros


class UnknownEncoding(ValueError):
    """Bytes that are no text."""


@dataclass(frozen=True)
class Fault:
    line: int
    code: ProblemCode
    detail: str


@dataclass(frozen=True)
class Decoded:
    """With faults it is good for looking for further ones only."""

    text: str
    encoding: str
    faults: tuple[Fault, ...] = ()


def decode(content: bytes) -> Decoded:
    """Raises UnknownEncoding."""
    if content.startswith(NO_TEXT):
        raise UnknownEncoding
    if encoding := _wide_encoding(content):
        try:
            return _checked(content.decode(encoding), encoding)
        except UnicodeDecodeError:
            raise UnknownEncoding from None
    if content.rstrip(b"\x00\x1a").count(0) * 10 > len(content):
        raise UnknownEncoding
    marked = content.startswith(BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_damaged(content, marked=marked) or _decode_legacy(content)
    if not marked and mixes_scripts(text):
        legacy = _decode_legacy(content)
        if not legacy.faults:
            return legacy
    return _checked(text, "utf-8-sig" if marked else "utf-8")


def _wide_encoding(content: bytes) -> str | None:
    for mark, encoding in BY_MARK.items():
        if content.startswith(mark):
            return encoding
    halves = len(content) // 2
    if halves and len(content) % 2 == 0:
        # Separators, digits and most letters have a zero for their other byte.
        if content[1::2].count(0) > halves * 0.4 and not content[::2].count(0):
            return "utf-16-le"
        if content[::2].count(0) > halves * 0.4 and not content[1::2].count(0):
            return "utf-16-be"
    return None


def _checked(text: str, encoding: str) -> Decoded:
    """What is valid may still have been damaged before it was written."""
    faults = [
        *_faults(text, ProblemCode.LOST_LETTER, lambda word: LOST in word),
        *_faults(text, ProblemCode.ENCODED_TWICE, encoded_twice),
    ]
    return Decoded(_trimmed(text), encoding, tuple(faults))


def _decode_damaged(content: bytes, *, marked: bool) -> Decoded | None:
    """UTF-8 with stray bytes, or None where nothing speaks for UTF-8."""
    kept = content.decode("utf-8", "surrogateescape")
    # In the old encodings these sequences begin with letters that no Polish word has.
    if not marked and not SEQUENCES.search(kept):
        return None
    faults = [
        Fault(number, ProblemCode.STRAY_BYTE, stray)
        for number, line in _lines(kept)
        if (stray := _first_stray(line))
    ]
    return Decoded(_trimmed(content.decode("utf-8", "replace")), "utf-8", tuple(faults))


def _first_stray(line: str) -> str:
    if line.isascii():
        return ""
    return next(
        (f"byte {ord(sign) - 0xDC00:02X}" for sign in line if "\udc80" <= sign <= "\udcff"), ""
    )


def _decode_legacy(content: bytes) -> Decoded:
    readings = {encoding: content.decode(encoding, "replace") for encoding in LEGACY}
    verdicts = {encoding: judge(text) for encoding, text in readings.items()}
    best = max(verdicts, key=lambda encoding: verdicts[encoding].score)
    text, verdict = readings[best], verdicts[best]
    impossible = verdict.impossible
    if verdict.foreign_letters > verdict.polish_letters:
        impossible |= verdict.foreign
    faults = _faults(text, ProblemCode.GARBLED, lambda word: word in impossible)
    return Decoded(_trimmed(text), best, tuple(faults))


def _faults(text: str, code: ProblemCode, bad: Callable[[str], bool]) -> Iterator[Fault]:
    """One for each line that has such a word."""
    words = {word for word in set(telling_words(text)) if bad(word)}
    if not words:
        return
    for number, line in _lines(text):
        if word := next((word for word in telling_words(line) if word in words), None):
            yield Fault(number, code, shown(word))


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return enumerate(StringIO(text, newline=""), 1)


def _trimmed(text: str) -> str:
    tail = len(text.rstrip("\x00\x1a\r\n\t "))
    if end := ENDS.search(text, tail):
        text = text[: end.start()]
    return text.replace(MARK, "")
