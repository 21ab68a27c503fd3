"""Names of Ukrainian neighbours, which a passport, a residence card and a Pole spell differently.

A Ukrainian passport writes Kovalenko Oleksandr, the cooperative's records perhaps Kowalenko
Aleksander. The two spellings are compared by sound, and only where one of them shows that it is
such a name: among Polish names ch and cz, or i and j, make different people.
"""

import re

# A row is one first name in its Ukrainian, Russian and Polish form.
_SAME_NAMES = """
oleksandr aleksandr aleksander alexander alexandr olexandr
oleksandra aleksandra alexandra
oleksii oleksij aleksiej aleksej alexey aleksy
andrii andrij andrej andrey andriej andrzej
anastasiia anastazja anastazija anastasija anastasia
bohdan bogdan
bohdana bogdana
danylo danilo daniil danil daniel
dmytro dmitrij dmitriy dmitry dymitr
halyna galina halina
hryhorii grigorij grigoriy hryhorij grzegorz
ihor igor
kateryna katerina ekaterina yekaterina jekaterina katarzyna
ksenia oksenia
liudmyla ludmila ludmyla lyudmila
mykhailo michajlo mihail mikhail michail michal
mykola nikolai nikolay nikolaj mikolaj
nadiia nadia nadezhda nadziezda nadzieja
oleh oleg
olha olga
pavlo pawel pavel
petro piotr pyotr
serhii serhij sergei sergey siergiej sergij sergiusz
sofiia sofia sofija zofia
svitlana svetlana swietlana
tetiana tatiana tetjana tatjana
vasyl wasyl vasiliy vasily wasilij bazyli
vira vera wiera
vitalii vitaliy witalij witalis
volodymyr vladimir wladimir wolodymyr wlodzimierz
yelyzaveta jelizaweta elizaveta elzbieta
yevhen jewhen evgeny evgenii jewgienij yevgeniy eugeniusz
yevheniia jewhenia evgenia yevgenia eugenia
yurii jurij yuriy iurii jerzy
"""
_ONLY_UKRAINIAN = """
oleksandr olexandr oleksandra oleksii oleksij andrii andrij anastasiia bohdan bohdana danylo dmytro
halyna hryhorii hryhorij ihor kateryna liudmyla ludmyla mykhailo mykola nadiia oleh olha olena
oksana pavlo petro serhii serhij sofiia svitlana tetiana tetyana vasyl wasyl larysa iryna
oleg ivan iwan taras mariia nataliia viktoriia yuliia yulia sergei sergey tatiana aleksandr zhanna
wolodymyr jewhen jurij ruslan ruslana zoriana nazar ostap lesia solomiia
"""
_UKRAINIAN_NAMES = frozenset(_ONLY_UKRAINIAN.split())

_UKRAINIAN = re.compile(r"[szk]h|y[aeiou]|(?<=[a-hj-xz])[iy]i|ts|chu[kn]$|chenko$|chko$|(?<=.)yj$")
_FOREIGN = re.compile(r"[vx]")
_SOUNDS_OF_BOTH = ((re.compile("[yij]+"), "i"), (re.compile("x"), "ks"), (re.compile("v"), "w"))
_UKRAINIAN_SOUNDS = (
    ("shch", "szcz"),
    ("sh", "sz"),
    ("kh", "h"),
    ("zh", "z"),
    ("ch", "cz"),
    ("ts", "c"),
)
_POLISH_SOUNDS = (("ch", "h"),)


def is_ukrainian(word: str) -> bool:
    """Whether a folded word of a name is spelled as only a Ukrainian one is: ch may be cz then."""
    return word in _UKRAINIAN_NAMES or _UKRAINIAN.search(word) is not None


def is_foreign(word: str) -> bool:
    """Whether a folded word of a name is spelled as no Polish one is."""
    return is_ukrainian(word) or _FOREIGN.search(word) is not None


def sounds(word: str, *, ukrainian: bool) -> frozenset[str]:
    """How a folded word sounds, read as Polish and, if it may be, as Ukrainian in Latin letters."""
    heard = {_sound(word, _POLISH_SOUNDS)}
    if ukrainian or is_foreign(word):
        heard.add(_sound(word, _UKRAINIAN_SOUNDS))
    return frozenset(heard)


def sounds_of_first_name(word: str, *, ukrainian: bool) -> frozenset[str]:
    """The same for a first name, which has one sound in all its languages."""
    heard = sounds(word, ukrainian=ukrainian)
    return heard | {_NAME_BY_SOUND[sound] for sound in heard if sound in _NAME_BY_SOUND}


def _sound(word: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for written, sound in pairs:
        word = word.replace(written, sound)
    for written_any, sound in _SOUNDS_OF_BOTH:
        word = written_any.sub(sound, word)
    return word


_NAME_BY_SOUND = {
    sound: f"={row.split()[0]}"
    for row in _SAME_NAMES.strip().splitlines()
    for name in row.split()
    for sound in sounds(name, ukrainian=True)
}
