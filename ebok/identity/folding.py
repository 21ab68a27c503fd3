"""Brings a written text to the few letters that matter when two spellings are compared."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´‘](?=\w)")
_UNWRITTEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")


def fold(text: str) -> str:
    """Lower case without diacritics (ł too), without apostrophes inside words.

    Signs between words stay as they are. Folding twice changes nothing.
    """
    text = _UNWRITTEN.sub("", unicodedata.normalize("NFKC", text))
    text = _APOSTROPHES.sub("", text)
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE_LETTERS)
    text = "".join(char for char in text if not unicodedata.combining(char))
    return _APOSTROPHES.sub("", text)


def words(text: str) -> list[str]:
    """The folded words of a text; every sign between them counts as a space."""
    return re.findall(r"[^\W_]+", fold(text))
