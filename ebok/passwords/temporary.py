"""Temporary passwords: copied from a mail with one tap, or typed on a phone by a senior.

For example Kabezymu-4729-turahiwe: two words that can be read aloud and four digits. The hyphens
stand beside the digits, so a phone's keyboard is switched only twice, and the capital stands
where a phone sets one by itself. No sign can be taken for another (no 0 O o, no 1 l I), and the
digits are too few to be a client symbol. 62 bits by chance: log2((16·5)^8 · 8^4).
"""

import secrets

CONSONANTS = "bcdfghjkmnprstwz"
VOWELS = "aeiuy"
DIGITS = "23456789"

# Syllables fall into words nobody wants in a letter from the cooperative.
_UNWANTED = ("huj", "jeb", "cip", "dup", "kut", "suk", "gej", "zyd", "pis", "pic", "sik", "sra")


def temporary_password() -> str:
    """A password that keeps all eight rules for any client symbol or e-mail address as login."""
    digits = "".join(secrets.choice(DIGITS) for _ in range(4))
    return f"{_word().capitalize()}-{digits}-{_word()}"


def _word() -> str:
    while True:
        word = "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(4))
        if not any(unwanted in word for unwanted in _UNWANTED):
            return word
