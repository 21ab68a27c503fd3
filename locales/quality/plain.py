"""Plain Polish, measured: what a tired person cannot read at the first try does not ship.

Two translator comments above a message make an exception, for all to see: `plain: long` allows
more than four sentences (lists, the consent), `plain: quote` marks somebody else's words (the law,
the tutorial), which are not measured at all.
"""

import re
from collections.abc import Iterable, Iterator

from babel.messages import Catalog, Message

from locales.quality.morphology import AllowedWords, Sense, kinds, lemmas, senses
from locales.quality.readability import Fog, fog, plain_text, sentences, words
from locales.quality.soundness import Finding, forms, ids, messages

MAX_FOG = 7.0
MAX_WORDS = 20
MAX_SENTENCES = 4

BANNED_LEMMAS = frozenset(
    ["niezwłocznie", "niezwłoczny", "niniejszy", "uiścić", "uiszczać", "dokonać", "dokonywać"]
)
BANNED_PHRASES = re.compile(r"\b(celem|w przypadku,? gdy|przedmiotow\w+)\b", re.I)

_ACTIVE_PARTICIPLES = {"pact": "-ący", "pcon": "-ąc", "pant": "-szy"}
_NOT_IMPERSONAL = frozenset({"subst", "adj", "adv", "part", "pred"})
_TO_BE = frozenset({"być", "bywać", "zostać", "zostawać"})
# How far from the verb a participle still belongs to it: "nie zostały jeszcze dziś wysłane".
_REACH = 4


def exceptions(message: Message) -> set[str]:
    """What the comments above a message allow: `long`, `quote`."""
    comments = [*message.auto_comments, *message.user_comments]
    marks = (comment.strip().removeprefix("plain:") for comment in comments if "plain:" in comment)
    return {word for mark in marks for word in mark.replace(",", " ").split()}


def unclear(language: str, catalogue: Catalog, allowed: AllowedWords) -> Iterator[Finding]:
    """Everything in the catalogue that breaks a rule of plain Polish."""
    for message in _measured(catalogue):
        for text in forms(message):
            for trouble in troubles(text, allowed, may_be_long="long" in exceptions(message)):
                yield Finding(language, ids(message)[0], trouble)


def measure(catalogue: Catalog, allowed: AllowedWords) -> Fog:
    """FOG-PL over all sentences of a catalogue."""
    texts = (text for message in _measured(catalogue) for text in forms(message))
    spoken = (sentence for text in texts for sentence in sentences(plain_text(text)))
    return fog(spoken, allowed.is_unavoidable)


def _measured(catalogue: Catalog) -> Iterable[Message]:
    return (message for message in messages(catalogue) if "quote" not in exceptions(message))


def troubles(text: str, allowed: AllowedWords, *, may_be_long: bool = False) -> Iterator[str]:
    """What makes one message hard to read, one line each."""
    spoken = sentences(plain_text(text))
    if len(spoken) > MAX_SENTENCES and not may_be_long:
        yield f"{len(spoken)} sentences, at most {MAX_SENTENCES}"
    for sentence in spoken:
        found = words(sentence)
        if len(found) > MAX_WORDS:
            yield f"sentence of {len(found)} words: {sentence}"
        for phrase in BANNED_PHRASES.findall(sentence):
            yield f"banned words: {phrase}"
        for word in found:
            if trouble := _word_trouble(word, allowed):
                yield f"{trouble}: {word}"
        for auxiliary, participle in _passives(found, allowed):
            yield f"passive: {auxiliary} … {participle}"


def _word_trouble(word: str, allowed: AllowedWords) -> str | None:
    if lemmas(word) & BANNED_LEMMAS:
        return "banned word"
    if allowed.allows(word):
        return None
    found = kinds(word)
    participles = [ending for kind, ending in _ACTIVE_PARTICIPLES.items() if kind in found]
    trouble = None
    if participles:
        trouble = f"participle ({participles[0]})"
    elif "ger" in found and found <= {"ger", "subst"}:
        trouble = "noun made of a verb"
    elif "imps" in found and not found & _NOT_IMPERSONAL:
        trouble = "impersonal -no/-to"
    elif "praet" in found and any(
        sense.kind == "aglt" and "sec" in sense.details for sense in senses(word)
    ):  # "ktoś" ends so too, but has no past tense in it
        trouble = "past tense with gender"
    return trouble


def _passives(found: list[str], allowed: AllowedWords) -> Iterator[tuple[str, str]]:
    """Pairs of a form of być or zostać and a passive participle near it.

    With być a participle that is an adjective too is none: `biuro jest otwarte`.
    """
    for place, auxiliary in enumerate(found):
        verbs = {sense.lemma for sense in senses(auxiliary) if _is_auxiliary(sense)}
        if not verbs:
            continue
        near = found[max(0, place - _REACH) : place] + found[place + 1 : place + 1 + _REACH]
        for participle in near:
            found_kinds = kinds(participle)
            if "ppas" not in found_kinds or "subst" in found_kinds or allowed.allows(participle):
                continue
            if "adj" not in found_kinds or verbs & {"zostać", "zostawać"}:
                yield auxiliary, participle


def _is_auxiliary(sense: Sense) -> bool:
    return sense.lemma in _TO_BE and sense.kind not in {"aglt", "ger", "pact", "pcon"}
