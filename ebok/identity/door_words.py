"""What people write around an address: the way to the door, and numbers in words. All folded."""

import re

_NUMBER = r"(?:\d+|[ivx]+|pierwsz\w+|drug\w+|trzeci\w*|czwart\w+|piat\w+|szost\w+|siodm\w+|osm\w+)"
_STAIRCASE = r"(?:klatk\w+(?: schodow\w+)?|kl|wejscie|wej|schody|sch|brama)"
_FLOOR = r"(?:pietr\w+)"
_SKIPPED = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b{_STAIRCASE}\b[ .:]*(?:nr[ .]*)?(?:{_NUMBER}|[a-z])\b",
        rf"(?<=[\w/])[ ,;]+{_NUMBER}[ .-]*{_STAIRCASE}\b\.?",
        rf"\b{_FLOOR}[ .:]+(?:nr[ .]*)?{_NUMBER}\b(?! *[/-])",
        rf"(?<=[\w/])[ ,;(]+(?:na )?{_NUMBER}[ .-]*{_FLOOR}\b",
        r"(?<=\d[a-z])[ ,;]+(?:\d+|[ivx]+) ?p\b\.?(?= *(?:$|,))",
        r"(?<=\d)[ ,;]+(?:\d+|[ivx]+) ?p\b\.?(?= *(?:$|,))",
        r"\b(?:na )?(?:wysok\w+ |nisk\w+ )?parter(?:ze|u)?\b|\b(?:na )?(?:poddasz|suteren)\w*\b",
        r"\bdomofon\w*\b[ .:]*(?:nr )?\w*",
        r"\b(?:nr|numer) (?:domu|bloku|budynku)\b",
    )
)
_MONTHS = (
    "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada"
    "|grudnia"
)
_ORDINALS = """
    pierwszego drugiego trzeciego czwartego piatego szostego siodmego osmego dziewiatego
    dziesiatego jedenastego dwunastego trzynastego czternastego pietnastego szesnastego
    siedemnastego osiemnastego dziewietnastego dwudziestego
"""
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_DAYS = {
    word: str(day) for words in (_ORDINALS.split(), _ROMAN) for day, word in enumerate(words, 1)
}
_DATE = re.compile(rf"\b(?:(dwudziestego) )?({'|'.join(_DAYS)})(?=\.? (?:{_MONTHS})\b)")
_JOHN_PAUL = re.compile(r"\b(?:jana pawla(?: (?:ii|2(?= +\d)|drugiego))?|j\.? ?p\.? ?ii)\b")
_OVER = re.compile(r"(?<=[\da-z])\s*\b(?:lamane|lam\.?)(?: (?:przez|na))?\s+(?=\d)")
_FLAT_NUMBER = re.compile(
    r"\b(?:(?:nr|numer) (?:mieszkania|lokalu)|(?:m|mieszk\w*|lok|lokal\w*)\b[ .]*(?:nr|numer))\b"
)
_SPEECH = re.compile(r"\b(?:mieszkam|mieszka|zamieszkal[ay]|zam\.|moj adres|adres(?: to)?)\b[ :]*")


def plain_address(text: str) -> str:
    """A folded address without floor and staircase, its dates and popes in digits as on signs."""
    text = _SPEECH.sub(" ", text)
    for pattern in _SKIPPED:
        text = pattern.sub(" ", text)
    text = _FLAT_NUMBER.sub(" m", text)
    text = _OVER.sub("/", text).replace("tysiaclecia", "1000 lecia")
    text = _DATE.sub(lambda date: str(20 * bool(date[1]) + int(_DAYS[date[2]])), text)
    return _JOHN_PAUL.sub("jana pawla ii", text)
