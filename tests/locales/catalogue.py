"""Small catalogues to try the gate on."""

from io import BytesIO

from babel.messages import Catalog
from babel.messages.pofile import read_po

PLURALS = {
    language: f"nplurals=3; plural=({one} ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
    for language, one in {"pl": "n==1", "uk": "n%10==1 && n%100!=11"}.items()
}


def catalogue(entries: str, language: str = "pl") -> Catalog:
    """A catalogue of the entries of a .po file, without its header."""
    header = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n'
    header += f'"Plural-Forms: {PLURALS[language]}\\n"\n\n'
    return read_po(BytesIO((header + entries).encode()), locale=language, charset="utf-8")


def said(translation: str, message_id: str = "Hello", comment: str = "") -> Catalog:
    """A catalogue of one translated message."""
    result = Catalog(locale="pl", charset="utf-8")
    result.add(message_id, translation, auto_comments=[comment] if comment else [])
    return result
