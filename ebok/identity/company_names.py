"""Takes a written company name apart: its words, and its legal form however it is written."""

import re
from dataclasses import dataclass

from ebok.identity.folding import fold

# Order matters: a longer form contains the words of a shorter one.
_FORMS = tuple(
    (form, re.compile(rf"\b(?:{pattern})\b"))
    for form, pattern in (
        ("sp. z o.o.", r"(?:sp|spolka) ?z ?(?:o ?o|ograniczona odpowiedzialnoscia)"),
        ("s.k.a.", r"spolka komandytowo akcyjna|s ?k ?a$"),
        ("p.s.a.", r"prosta spolka akcyjna|p ?s ?a$"),
        ("s.a.", r"spolka akcyjna|s ?a$"),
        ("sp.j.", r"spolka jawna|sp ?j"),
        ("sp.k.", r"spolka komandytowa|sp ?k"),
        ("sp.p.", r"spolka partnerska|sp ?p"),
        ("s.c.", r"spolka cywilna|s ?c"),
        ("spółdzielnia mieszkaniowa", r"spoldzielnia mieszkaniowa|s ?m|sp(?:oldz)? mieszk"),
        ("spółdzielnia", r"spoldzielnia"),
        ("wspólnota mieszkaniowa", r"wspolnota mieszkaniowa|w ?m"),
        ("stowarzyszenie", r"stowarzyszenie"),
        ("fundacja", r"fundacja"),
    )
)
_WINDING_UP = re.compile(r"\bw (?:likwidacji|upadlosci|restrukturyzacji)\b")
_ABBREVIATIONS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), short)
    for short, pattern in (
        ("fhu", r"firma handlowo uslugowa|f h u"),
        ("phu", r"przedsiebiorstwo handlowo uslugowe|p h u"),
        ("pphu", r"przedsiebiorstwo produkcyjno handlowo uslugowe|p p h u"),
        ("puh", r"przedsiebiorstwo uslugowo handlowe|p u h"),
        ("zuh", r"zaklad uslugowo handlowy|z u h"),
        ("i", r"oraz|and"),
    )
)


@dataclass(frozen=True)
class CompanyName:
    name: str
    forms: frozenset[str]

    def same_as(self, other: "CompanyName") -> bool:
        if not self.name or self.name != other.name:
            return False
        return not self.forms or not other.forms or self.forms == other.forms


def company_name(text: str) -> CompanyName:
    """The name without spaces and signs, and its legal forms (two in `sp. z o.o. sp. k.`)."""
    rest = " ".join(re.findall(r"[^\W_]+", fold(text.replace("&", " i ").replace("+", " i "))))
    rest = " ".join(_WINDING_UP.sub(" ", rest).split())
    forms = set()
    for form, pattern in _FORMS:
        shorter = " ".join(pattern.sub(" ", rest).split())
        if shorter and shorter != rest:
            forms.add(form)
            rest = shorter
    for pattern, short in _ABBREVIATIONS:
        rest = pattern.sub(short, rest)
    return CompanyName(rest.replace(" ", ""), frozenset(forms))
