"""Brings a written text to the few letters that matter when two spellings are compared."""

import re
import unicodedata

from ebok.identity.cleaning import clean_text
from ebok.identity.look_alikes import mixed_words_as_latin

# Letters that Unicode does not take apart into a base letter and a mark.
_WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´‘](?=\w)")


def fold(text: str) -> str:
    """Lower case without diacritics (ł too), without apostrophes inside words.

    Signs between words stay as they are, but for invisible ones. Folding twice changes nothing.
    """
    text = mixed_words_as_latin(clean_text(unicodedata.normalize("NFKC", text)))
    text = _APOSTROPHES.sub("", text)
    text = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE_LETTERS)
    if not text.isascii():
        text = "".join(char for char in text if not unicodedata.combining(char))
    return _APOSTROPHES.sub("", mixed_words_as_latin(text)).strip()


def words(text: str) -> list[str]:
    """The folded words of a text; every sign between them counts as a space."""
    return re.findall(r"[^\W_]+", fold(text))
