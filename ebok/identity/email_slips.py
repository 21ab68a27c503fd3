"""Notices e-mail providers typed with a slip: a letter to gmial.com never arrives."""

from ebok.identity.cleaning import clean_identifier
from ebok.identity.contact import email_address
from ebok.identity.errors import NotAnEmail
from ebok.identity.look_alikes import as_latin

# Where several share a name, the first one is the one people mean by the name alone.
PROVIDERS = (
    "gmail.com", "wp.pl", "o2.pl", "onet.pl", "interia.pl", "op.pl", "vp.pl", "tlen.pl",
    "poczta.onet.pl", "poczta.fm", "gazeta.pl", "outlook.com", "hotmail.com", "yahoo.com",
    "icloud.com", "interia.eu", "onet.eu", "poczta.onet.eu", "go2.pl", "autograf.pl",
    "googlemail.com", "outlook.pl", "yahoo.pl", "proton.me", "protonmail.com", "ukr.net",
)  # fmt: skip

# Real domains one slip away from a provider: nobody who has such an address should be asked.
_NEIGHBOURS = frozenset(
    {"email.com", "mail.com", "ymail.com", "gmx.com", "inet.pl", "interia.com.pl"}
)  # fmt: skip

# Endings of real domains. After an exact name such an ending makes another domain (wp.eu); .co,
# .cm and .om are left out on purpose: here they are slips of .com.
_ENDINGS = """
pl com eu net org info biz edu gov de at ch cz sk ua uk fr it es nl be se no dk fi ie lt lv ee
me io dev app us ca fm tv by ru
"""
_REAL_ENDINGS = frozenset(_ENDINGS.split())


def likely_email_slip(address: str) -> str | None:
    """The whole address with the provider corrected, or None when nothing looks wrong.

    For example maria@gmial.com gives maria@gmail.com. Only common providers are guessed, and
    never for a known provider or for a different real domain (wp.eu, firma.pl). An address that
    `email_address` refuses (maria@wp, maria@wp,pl, or wр.pl with a Cyrillic letter) may be asked
    about too.
    """
    latin = as_latin(clean_identifier(address)).lower()
    typed = clean_identifier(address).lower()
    if not latin.isascii():
        latin = typed
    local_part, sign, domain = latin.rpartition("@")
    domain = domain.replace(",", ".").strip(".").removeprefix("www.")
    if not local_part or not sign or not domain:
        return None
    in_latin = latin if latin != typed else None
    if domain in _NEIGHBOURS:
        return in_latin
    candidates = [(slip, place, known) for place, known in enumerate(PROVIDERS)
                  if (slip := _slip(domain, known)) is not None]  # fmt: skip
    if not candidates:
        return in_latin
    suggestion = f"{local_part}@{min(candidates)[2]}"
    return None if suggestion == typed else suggestion


def address_meant(typed: str) -> str | None:
    """The valid address to ask about instead of one that `email_address` refuses; None when nothing
    can be guessed."""
    try:
        address = email_address(typed)
    except NotAnEmail as fault:
        address = fault.meant or typed
    for guess in (likely_email_slip(address), address):
        try:
            return email_address(guess or "")
        except NotAnEmail:
            continue
    return None


def _slip(typed: str, known: str) -> int | None:
    """How many slips make `typed` out of `known`; None when it is rather another domain."""
    known_name, _, known_ending = known.rpartition(".")
    if typed in {known, known + ".pl", known + ".com", known.replace(".", "")}:
        return 0
    name, dot, ending = typed.rpartition(".")
    if not dot:
        name, ending = typed, ""
    if ending != known_ending and ending in _REAL_ENDINGS:
        return None
    in_name = distance(name, known_name)
    in_ending = distance(ending, known_ending)
    if in_name > _tolerance(known_name) or (in_name and len(name) < 4):
        return None
    if ending and in_ending > 2:
        return None
    return in_name + in_ending


def _tolerance(name: str) -> int:
    if len(name) < 4:
        return 0
    return 1 if len(name) < 7 else 2


def distance(one: str, other: str) -> int:
    """Damerau-Levenshtein (optimal string alignment): letters added, lost, changed or swapped."""
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, counterpart in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != counterpart))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == counterpart:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, above = above, row
    return above[-1]
