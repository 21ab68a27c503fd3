"""Text as it was meant, without signs that nobody sees: every text that comes in is cleaned here.

Telephones, mail programs and web pages add such signs to what is copied, and no person can find
them afterwards.
"""

import re
import unicodedata

_ZERO_WIDTH_JOINER = "\u200d"
_KEYCAP = "\u20e3"
_VARIATION_SELECTORS = frozenset(map(chr, range(0xFE00, 0xFE10)))
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters and symbols that show nothing
_ALL_SEEN = re.compile(r"[ -~\n\t\xa0-\xac\xae-\u02ff]*")
_SPACES = re.compile(rf"[^\S\n]|[{''.join(_BLANKS)}]")
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_OTHER_DASHES = frozenset("\u02d7\u2043\u2212\u2796\u30fc")

# The labels of the mails with a temporary password, in the languages they are written in.
_PASSWORD_LABEL = re.compile(
    r"^[^\S\n]*(?:has[łl]o[ ]tymczasowe|temporary[ ]password|тимчасовий[ ]пароль)[ ]?:", re.I | re.M
)


def clean_text(text: str) -> str:
    """What was typed, without invisible signs, in NFC; every kind of space is an ordinary one.

    Lines stay lines (a two-line address, a letter to the office). Whitespace at both ends goes.
    Cleaning twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", _without_unseen(text))
    text = _SPACES.sub(" ", text)
    return unicodedata.normalize("NFC", text).strip()


def clean_identifier(text: str) -> str:
    """For numbers, telephones and e-mail: full-width signs made ordinary, any dash a hyphen, any
    digit one of 0 to 9."""
    text = unicodedata.normalize("NFKC", clean_text(text))
    return clean_text("".join(_plain_sign(char) for char in text))


def pasted_password(text: str) -> str:
    """The password in what was pasted: without the mail's label and the lines around it.

    Nothing else of a password is changed but invisible signs and whitespace at both ends: spaces
    and dashes inside are its own.
    """
    text = _without_unseen(text)
    label = _PASSWORD_LABEL.search(unicodedata.normalize("NFC", text).replace("\xa0", " "))
    if label is not None:
        pasted = unicodedata.normalize("NFC", text)[label.end() :].strip()
        if pasted:
            return pasted.splitlines()[0].strip()
    return text.strip()


def _without_unseen(text: str) -> str:
    if _ALL_SEEN.fullmatch(text):
        return text
    seen: list[str] = []
    for char, following in zip(text, [*text[1:], ""], strict=True):
        if not _unseen(char, seen[-1] if seen else "", following):
            seen.append(char)
    return "".join(seen)


def _unseen(char: str, before: str, following: str) -> bool:
    if char in _VARIATION_SELECTORS:
        return not (_is_symbol(before) or following == _KEYCAP)
    if char == _ZERO_WIDTH_JOINER:  # it ties emoji together
        return not (
            _is_symbol(following) and (_is_symbol(before) or before in _VARIATION_SELECTORS)
        )
    category = unicodedata.category(char)
    return category in {"Cf", "Cs"} or (category == "Cc" and not char.isspace())


def _is_symbol(char: str) -> bool:
    return char not in {"", *_BLANKS} and unicodedata.category(char) in {"So", "Sk"}


def _plain_sign(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return "-" if unicodedata.category(char) == "Pd" or char in _OTHER_DASHES else char
