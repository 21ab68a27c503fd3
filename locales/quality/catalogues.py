"""Reads and writes the .po files, always in the same shape: a diff shows words and nothing else."""

from io import BytesIO
from pathlib import Path

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

from locales import LANGUAGES

# English sentences are the message ids, so English needs no catalogue.
TRANSLATED = tuple(language for language in LANGUAGES if language != "en")

_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plural_forms}\\n"
"""


def read(path: Path, language: str) -> Catalog:
    """The catalogue in a file; an empty one when there is no file yet."""
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale=language, charset="utf-8", abort_invalid=True)


def written(catalogue: Catalog, language: str) -> str:
    """The text of the .po file: no dates, no line numbers, file names as a hint to translators."""
    header = _HEADER.format(
        language=language, plural_forms=Catalog(locale=language).plural_forms.rstrip(";") + ";"
    )
    body = BytesIO()
    write_po(
        body,
        catalogue,
        width=100,
        omit_header=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    messages = body.getvalue().decode().strip()
    return f"{header}\n{messages}\n" if messages else header
