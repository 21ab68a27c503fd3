"""Letters of other alphabets that look like Latin ones: a phone with two keyboards mixes them.

A table of our own: it holds what a Ukrainian or Greek keyboard can type. The confusables of
Unicode are thousands of signs, and the libraries that carry them lag years behind it.
"""

import re

_CYRILLIC = "аеорсухіјѕһԁԛԝӏкмтАВЕКМНОРСТУХІЈЅҺ", "aeopcyxijshdqwlkmtABEKMHOPCTYXIJSH"
_GREEK = "οαινκρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oaivkptuxABEZHIKMNOPTYX"
_TO_LATIN = str.maketrans(_CYRILLIC[0] + _GREEK[0], _CYRILLIC[1] + _GREEK[1])
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def as_latin(text: str) -> str:
    """Every letter that looks like a Latin one made Latin; the others stay."""
    return text if text.isascii() else text.translate(_TO_LATIN)


def mixed_words_as_latin(text: str) -> str:
    """The same, only in words that have Latin letters too (`Коwalski`): nobody writes such."""
    if text.isascii():
        return text
    return _WORD.sub(lambda word: _as_latin_if_mixed(word[0]), text)


def _as_latin_if_mixed(word: str) -> str:
    return as_latin(word) if _LATIN.search(word) else word
