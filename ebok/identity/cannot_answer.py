"""Answers that say "I do not know" or "I have none": no question may go round in circles on them.

Polish, Ukrainian, English, and Russian, which many Ukrainians write; folded, so that missing
diacritics do not matter.
"""

import re

from ebok.identity.folding import fold

# Anywhere in the answer, as whole words: "maila niestety nie mam". Patterns, a semicolon apart.
_PHRASES = r"""
nie ?wiem; nie ?wiemy; nie ?mam; nie ?mamy; nie ?ma; nie ?mial[ae]m; nie ?pamietam; nie ?znam;
nie ?posiadam; nie ?rozumiem; nie ?umiem; nie ?potrafie; nie ?widze; nie ?dostal[ae]m;
nie ?otrzymal[ae]m; nie ?dotyczy; nie ?chce; nie ?podam; nie ?uzywam; nie ?korzystam;
nie ?jestem pew(na|ny|ien);
nie ?moge (znalezc|podac|odczytac|przeczytac|sobie); zapomnial[ae]m; zgubil[ae]m;
skad (ja )?mam (to )?wiedziec;
brak (adresu|konta|e ?maila|maila|poczty|telefonu|numeru|symbolu|peselu|pesel|nipu|nip|danych);
не знаю; не пам ?ятаю; не памятаю; не маю; немає; нема; у мене (немає|нема); забу(в|ла);
не розумію; не можу знайти; не бачу; не хочу; не використовую; без поняття;
не помню; не имею; у меня нет; забыла?; не понимаю; не могу найти;
ne znaj?u; ne znayu; ne pam.?j?atayu; ne pamjataju; ne ma[jy]u; nema[jy]e;
(do not|dont|don t|did not|didnt) (know|have|remember|understand|see|own|use|want); no idea;
(can not|cannot|cant|can t) (find|remember|read|see|answer|say); not sure; i forgot; forgotten;
have (no|none|not got); (havent|haven t) (got|any); lost (it|my); idk; dunno;
(no|without) (e ?mail|mail|pesel|phone|telephone|number|symbol|nip)
"""

# Only as the whole answer: Halina Brak is somebody's name.
_WHOLE_ANSWERS = r"""
brak; nic; nie; nieznan[yae]; zaden; zadne; zadna; bez; nwm; nw; pomocy; x{2,5};
ні; нi; нет; нету; ничего; нічого; no; none; nothing; nope; n ?/? ?a; not applicable; forgot
"""


def _one_of(patterns: str) -> str:
    return "|".join(pattern.strip() for pattern in fold(patterns).split(";"))


_ANYWHERE = re.compile(rf"(?<!\w)(?:{_one_of(_PHRASES)})(?!\w)")
_ALONE = re.compile(_one_of(_WHOLE_ANSWERS))
_OTHER_SIGNS = re.compile(r"[^\w/]+")
_ANSWERS_ANYWAY = re.compile(r"@|\d(?:[ .-]?\d){4}")


def says_cannot_answer(text: str) -> bool:
    """True when a typed answer is no answer: "nie wiem", "nie mam PESEL", "?", "не знаю".

    An answer that comes along all the same ("nie wiem, chyba 104217", "nie mam pewności:
    maria@wp.pl") is for its own question to judge. A person's name (Halina Brak) is an answer.
    """
    folded = fold(text)
    if _ANSWERS_ANYWAY.search(folded):
        return False
    line = _OTHER_SIGNS.sub(" ", folded).strip(" /")
    if not line:
        return any(sign in folded for sign in "?-–—/.")
    return bool(_ALONE.fullmatch(line) or _ANYWHERE.search(line))
