"""What a fault is about, by the words for it: people who mean the same lift say it so or so.

``wind*`` is every word that begins so; the cause stands before what follows from it: without power
the lift stands too. Polish, Ukrainian, Russian, English.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from functools import cache

from ebok.identity.folding import fold, words
from ebok.intents.danger_words import HEATERS, LIFT, POWER
from ebok.intents.vocabulary import Vocabulary


class Fault(StrEnum):
    """Stored with cases."""

    GAS = "gas"
    POWER = "power"
    HEATING = "heating"
    LIFT = "lift"
    DRAINS = "drains"
    WATER = "water"
    DOORS = "doors"
    OTHER = "other"  # the words do not tell


_WORDS = {
    Fault.GAS: "gaz gazu gazem газ газу газом",
    Fault.POWER: f"{POWER} światło światła oświetlen*",
    Fault.HEATING: HEATERS,
    Fault.LIFT: f"{LIFT} windą windach windy",
    Fault.DRAINS: """
        kanaliz* ściek* zatkan* zapchan* odpływ* studzienk* каналізац* канализац* drain*
    """,
    Fault.WATER: """
        woda wody wodę wodą wodzie wód kran* ciekni* cieknie przeciek* zalew* zalan* hydrofor*
        вода води воду водою воды воде кран* water leak* tap
    """,
    Fault.DOORS: "drzwi drzwiach domofon* brama bramy bramę bramie двер* домофон* door doors gate",
}


def fault_in(texts: Iterable[str]) -> Fault:
    vocabulary, entries = _known()
    said: set[str] = set()
    for text in texts:
        for word in words(text):
            said |= vocabulary.read(word)
    return next((fault for fault, own in entries.items() if own & said), Fault.OTHER)


@cache
def _known() -> tuple[Vocabulary, dict[Fault, frozenset[str]]]:
    entries = {fault: frozenset(fold(said).split()) for fault, said in _WORDS.items()}
    return Vocabulary(frozenset().union(*entries.values()), frozenset()), entries
