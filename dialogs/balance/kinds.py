"""Kinds of premises in the reader's language. The records have them in Polish; a kind of their own
is shown as it is there."""

from __future__ import annotations

from locales.speech import N_, _

HOME = "mieszkanie"
KINDS = {
    HOME: N_("flat"),
    "lokal mieszkalny": N_("flat"),
    "garaż": N_("garage"),
    "miejsce postojowe": N_("parking space"),
    "miejsce parkingowe": N_("parking space"),
    "lokal użytkowy": N_("business premises"),
    "lokal usługowy": N_("business premises"),
    "komórka": N_("storage room"),
    "komórka lokatorska": N_("storage room"),
    "piwnica": N_("cellar"),
}


def kind_in_words(kind: str) -> str:
    known = KINDS.get(" ".join(kind.casefold().split()))
    return kind if known is None else _(known)
