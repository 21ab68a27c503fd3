"""Whether a catalogue is whole: all said, nothing guessed, every gap and tag in its place."""

import gettext
import re
from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from babel.messages import Catalog, Message

TAGS = frozenset(
    ["b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "code", "pre", "a", "blockquote",
     "tg-spoiler"]
)  # fmt: skip
_TAG = re.compile(r"<(/?)([a-zA-Z][\w-]*)(\s[^<>]*)?>")


@dataclass(frozen=True, order=True)
class Finding:
    """What is wrong with one message of one language."""

    language: str
    message_id: str
    trouble: str

    def __str__(self) -> str:
        shown = " ".join(self.message_id.split())
        shown = shown if len(shown) <= 60 else shown[:59] + "…"
        return f'{self.language}: "{shown}": {self.trouble}'


def ids(message: Message) -> tuple[str, ...]:
    """The message id; for a plural one the singular and the plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    """The translation; for a plural message every form, an empty string where one is missing."""
    found = message.string
    texts = (found,) if isinstance(found, str) else tuple(found or ("",))
    return tuple(text or "" for text in texts)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """All messages but the header."""
    return (message for message in catalogue if message.id)


def out_of_step(language: str, catalogue: Catalog, template: Catalog) -> Iterator[Finding]:
    """What the code says and the catalogue lacks, and the other way round."""
    spoken = {ids(message) for message in messages(template)}
    known = {ids(message) for message in messages(catalogue)}
    obsolete = {ids(message)[0] for message in catalogue.obsolete.values()}
    for missing in sorted(spoken - known):
        trouble = "is marked obsolete but used" if missing[0] in obsolete else "is missing"
        yield Finding(language, missing[0], f"{trouble}; run python -m locales.quality.update")
    for unused in sorted(known - spoken):
        yield Finding(
            language, unused[0], "is not in the code; run python -m locales.quality.update"
        )


def unsound(language: str, catalogue: Catalog) -> Iterator[Finding]:
    """Missing and fuzzy translations, placeholders and tags that do not fit."""
    for message in messages(catalogue):
        for trouble in _troubles(message, catalogue):
            yield Finding(language, ids(message)[0], trouble)


def _troubles(message: Message, catalogue: Catalog) -> Iterator[str]:
    texts = forms(message)
    if message.fuzzy:
        yield "is fuzzy: check the translation and delete the fuzzy mark"
    if not any(texts):
        yield "is not translated"
        return
    expected = catalogue.num_plurals if message.pluralizable else 1
    if len(texts) != expected or not all(texts):
        yield f"needs {expected} plural forms"
        return
    exact = _forms_of_several_numbers(catalogue) if message.pluralizable else {0}
    for number, text in enumerate(texts):
        yield from _placeholder_troubles(ids(message), text, exact=number in exact)
        yield from tag_troubles(text)


def _forms_of_several_numbers(catalogue: Catalog) -> set[int]:
    """Plural forms that stand for more than one number, so must show it ({n}).

    The Polish first form is only ever 1; the Ukrainian one is also 21.
    """
    form_of = gettext.c2py(catalogue.plural_expr)
    chosen = [form_of(number) for number in range(200)]
    return {form for form in chosen if chosen.count(form) > 1}


def _placeholder_troubles(originals: tuple[str, ...], text: str, *, exact: bool) -> Iterator[str]:
    try:
        found = placeholders(text)
        asked = [placeholders(original) for original in originals]
    except ValueError as error:
        yield f"curly brackets do not fit: {error}"
        return
    needed = asked[-1] if exact else asked[0] & asked[-1]
    for name in sorted(needed - found):
        yield f"lacks {{{name}}}"
    for name in sorted(found - asked[0] - asked[-1]):
        yield f"has {{{name}}}, which the message id has not"


def placeholders(text: str) -> set[str]:
    """Names in curly brackets. Raises ValueError when brackets do not pair."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def tag_troubles(text: str) -> Iterator[str]:
    """Telegram refuses a whole message for one tag that it does not know or that stays open."""
    opened: list[str] = []
    for closing, name, _ in _TAG.findall(text):
        if name not in TAGS:
            yield f"has the tag <{name}>, which Telegram does not know"
        elif not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            yield f"closes </{name}>, which is not open there"
            return
    for name in opened:
        yield f"leaves <{name}> open"
    if "<" in _TAG.sub("", text):
        yield "has a bare <; write &lt;"
