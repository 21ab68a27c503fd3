"""Every word a person reads: gettext catalogues, compiled in memory when they are first asked for.

Message ids are English sentences, so English needs no catalogue. The .mo files of gettext are not
kept: a program and its catalogues can never be of two versions.
"""

import gettext
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DOMAIN = "ebok"
# The one list of languages. A language is called by its own name, so that whoever is lost in
# another one finds it.
OWN_NAMES = {"pl": "Polski", "uk": "Українська", "en": "English"}
LANGUAGES = tuple(OWN_NAMES)
DEFAULT_LANGUAGE = "pl"


def catalogue_path(language: str) -> Path:
    return Path(__file__).parent / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def translations(locale: str) -> gettext.NullTranslations:
    """The catalogue of a language, given as `uk` or as Telegram says it (`uk-UA`).

    An unknown language reads the default one. A sentence that a catalogue lacks, or has only as a
    fuzzy guess, is read in English.
    """
    language = locale.replace("_", "-").partition("-")[0].lower()
    return _compiled(language if language in LANGUAGES else DEFAULT_LANGUAGE)


@cache
def _compiled(language: str) -> gettext.NullTranslations:
    path = catalogue_path(language)
    if not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as source:
        catalogue = read_po(source, locale=language, domain=DOMAIN, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
