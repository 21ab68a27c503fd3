"""What happens to a sentence on its way through a thumb: slips of the hand, and words around it."""

from __future__ import annotations

from random import Random

BEFORE = """
dzień dobry
dzien dobry
dzień dobry pani
witam
witam serdecznie
halo
hej
przepraszam
proszę
proszę pani
proszę pana
proszę państwa
mam pytanie
mam takie pytanie
chciałam zapytać
chciałem się zapytać
chciałabym się dowiedzieć
chciałbym wiedzieć
proszę mi powiedzieć
proszę powiedzieć
czy może mi pani powiedzieć
czy ktoś mi powie
nie wiem
ja nie wiem
bo ja nie wiem
no bo
słuchajcie
kochani
pani kochana
panie
dobry wieczór
mieszkam na Rogowskiej i
jestem starszą osobą i
mam 80 lat i
córka kazała zapytać
ja w sprawie
w sprawie
chodzi mi o
chodzi o to że
potrzebuję
poproszę
chcę
chciałbym
chciałabym
interesuje mnie
добрий день
доброго дня
підкажіть будь ласка
скажіть будь ласка
хочу дізнатися
здравствуйте
подскажите пожалуйста
скажите
hello
please
"""
BEHIND = """
proszę
proszę o odpowiedź
proszę o pomoc
dziękuję
dziekuje
z góry dziękuję
pozdrawiam
bo nie wiem
bo ja już nic nie wiem
bo mąż zawsze to robił
jak najszybciej
pilne
dzisiaj
jak to zrobić
co mam zrobić
i co teraz
gdzie to jest
mogę
można?
da się?
pomóżcie
proszę pani
panie kochany
bo ja jestem starsza
bo ja słabo widzę
nie umiem tego znaleźć
gdzie to znajdę
???
będь ласка
будь ласка
дякую
пожалуйста
спасибо
please
"""
SHORTEST = 4  # letters; a shorter text stays as it is

_NEIGHBOURS = {
    "a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "r": "et",
    "s": "ad", "t": "ry", "u": "yi", "w": "eq", "y": "tu", "z": "xa",
}  # fmt: skip
_MISHEARD = (("ó", "u"), ("u", "ó"), ("rz", "ż"), ("ż", "rz"), ("ch", "h"), ("h", "ch"),
             ("ą", "om"), ("ę", "en"), ("ę", "e"), ("em", "ę"), ("ść", "źć"), ("prz", "psz"),
             ("ii", "i"), ("i", "j"))  # fmt: skip


def written_badly(text: str, chance: Random) -> str:
    """With a slip in about every twelfth letter, one at least."""
    for _slip in range(max(1, len(text) // 12 - chance.randrange(2))):
        text = _one_slip(text, chance)
    return text


def rambling(text: str, chance: Random) -> str:
    """With words before or behind it that say nothing."""
    before, behind = BEFORE.strip().splitlines(), BEHIND.strip().splitlines()
    kind = chance.randrange(3)
    if kind != 1:
        text = f"{chance.choice(before)} {text}"
    if kind != 0:
        text = f"{text} {chance.choice(behind)}"
    return text


def _one_slip(text: str, chance: Random) -> str:
    places = [place for place, letter in enumerate(text) if letter.isalpha()]
    if len(places) < SHORTEST:
        return text
    at = chance.choice(places)
    return chance.choice(_SLIPS)(text, at, chance)


def _left_out(text: str, at: int, _chance: Random) -> str:
    return text[:at] + text[at + 1 :]


def _twice(text: str, at: int, _chance: Random) -> str:
    return text[:at] + text[at] + text[at:]


def _changed_places(text: str, at: int, _chance: Random) -> str:
    following = text[at + 1 : at + 2]
    return text[:at] + following + text[at] + text[at + 2 :] if following.isalpha() else text


def _neighbour(text: str, at: int, chance: Random) -> str:
    pressed = chance.choice(_NEIGHBOURS.get(text[at], text[at]))
    return text[:at] + pressed + text[at + 1 :]


def _misheard(text: str, _at: int, chance: Random) -> str:
    heard, written = chance.choice(_MISHEARD)
    return text.replace(heard, written, 1)


def _run_together(text: str, _at: int, chance: Random) -> str:
    gaps = [place for place, sign in enumerate(text) if sign == " "]
    return _left_out(text, chance.choice(gaps), chance) if gaps else text


_SLIPS = (_left_out, _twice, _changed_places, _neighbour, _misheard, _run_together)
