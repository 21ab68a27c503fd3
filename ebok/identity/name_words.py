"""Words beside a person's name, folded: titles, particles, and what tells two namesakes apart."""

import re

# Titles only beside at least two other words: somebody may be called so.
TITLES = frozenset({
    "pani", "panna", "panstwo", "malz", "malzonkowie", "szanowny", "szanowna",
    "dr", "hab", "mgr", "inz", "prof", "ks", "mec", "adw", "lic", "plk",
    "mjr", "kpt", "doktor", "magister", "inzynier", "profesor", "ksiadz", "mecenas", "adwokat",
})  # fmt: skip
# Maria Lek and P. Nowak are names: these need their full stop to be titles.
DOTTED_TITLES = re.compile(r"^\W*p\.|\b(?:lek|med|stom|wet)\.")
# A whole sentence for a name, or a form's labels.
INTRODUCTION = re.compile(
    r"\b(?:(?:nazywam|zowie) sie|mam na imie|(?:ja )?jestem|to ja|imie i nazwisko|imie|nazwisko"
    r"|my name is|i am)\b[ .:]*"
)
DECEASED = re.compile(
    r"^\W*s ?\.? ?p\b\.?|\( ?s\.? ?p\.? ?\)|\b(?:zm\.|zm\b$|zmarl[ya]\b|nie zyje\b)|[†✝]"
)
MAIDEN_NAME = re.compile(
    r"\b(?:z domu|z ?\.? ?d\b|zd\b|de domo|nee|ur\.|urodzon[ay])[ .:]*(\w+(?: ?- ?\w+)*)"
)
# Father and son: one may leave it out, but not say the other.
GENERATIONS = {
    "jun": "junior", "jr": "junior", "junior": "junior", "mlodszy": "junior", "mlodsza": "junior",
    "sen": "senior", "sr": "senior", "senior": "senior", "starszy": "senior", "starsza": "senior",
    "ii": "ii", "iii": "iii", "iv": "iv",
}  # fmt: skip
PARTICLES = frozenset({"de", "da", "di", "del", "den", "der", "van", "von", "la", "le"})
# A father's name behind the first name, as Ukrainian papers have it.
PATRONYMIC = re.compile(r"\w+(?:[oe]vych|[oe]vich|ivna|[oe]vna|[oe]wycz|iwna)")
