"""What a document is: its kind, who may read it, and which files are taken."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath

from ebok.identity.cleaning import clean_text
from ebok.identity.folding import words

LONGEST_TITLE = 200
LONGEST_FILE_NAME = 120
MOST_BYTES = 20 * 1024 * 1024  # a bot may fetch no larger file from Telegram
OLDEST_YEAR = 1945  # cooperatives keep statutes for long

# How a file of each kind begins.
PDF, PACKED = (b"%PDF",), (b"PK\x03\x04",)
TAKEN_FILES: dict[str, tuple[bytes, ...]] = {
    "pdf": PDF,
    "docx": PACKED,
    "xlsx": PACKED,
    "odt": PACKED,
    "ods": PACKED,
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
    "png": (b"\x89PNG",),
}
PDF_BEGINS_WITHIN = 1024  # bytes: some programs write something before it
# Endings of words that change with their case: uchwała, uchwały, uchwał.
_ENDING = re.compile(r"[aeiouy]+$")
_STEMMED_FROM = 5  # letters
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Kind(StrEnum):
    RESOLUTION = "resolution"
    REPORT = "report"
    MINUTES = "minutes"
    REGULATIONS = "regulations"
    STATUTE = "statute"
    FORM = "form"
    OTHER = "other"


# As the files of an import and the terminal name them.
POLISH_KINDS: dict[str, Kind] = {
    "uchwała": Kind.RESOLUTION,
    "sprawozdanie": Kind.REPORT,
    "protokół": Kind.MINUTES,
    "regulamin": Kind.REGULATIONS,
    "statut": Kind.STATUTE,
    "druk": Kind.FORM,
    "inne": Kind.OTHER,
}
_POLISH_OF = {kind: polish for polish, kind in POLISH_KINDS.items()}


class Access(StrEnum):
    EVERYONE = "everyone"
    RESIDENTS = "residents"
    MEMBERS = "members"


class State(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Listed:
    """As it stands in a list."""

    id: int
    title: str
    day: date
    is_dated: bool  # the day is the document's own; else the one on which it was published
    size: int


@dataclass(frozen=True)
class Readable(Listed):
    """What may be sent to whoever asked."""

    file_name: str
    file_id: str | None


class NoSuchDocument(LookupError):
    """Never there, or withdrawn."""


class ForLoggedIn(PermissionError):
    """Whoever asks must say first who they are."""


class ForMembers(PermissionError):
    """Only members of the cooperative may read it."""


class NotTaken(ValueError):
    """The file is of a kind that is not published."""


class TooLarge(ValueError):
    """The file is larger than a bot may fetch."""


class Empty(ValueError):
    """The file has nothing in it."""


def clean_title(text: str) -> str:
    """One line without unseen signs; empty when nothing is left."""
    line = " ".join(clean_text(text).split())
    return line if len(line) <= LONGEST_TITLE else line[: LONGEST_TITLE - 1].rstrip() + "…"


def title_from(caption: str, file_name: str) -> str:
    """The caption when there is one, else the file's name read as words."""
    title = clean_title(caption)
    if not title:
        title = clean_title(re.sub(r"[_\s]+", " ", PurePosixPath(file_name).stem))
    title = title or "Dokument"
    return title[0].upper() + title[1:]


def clean_file_name(name: str) -> str:
    """Without folders and unseen signs, with its ending."""
    base = " ".join(clean_text(PureWindowsPath(name).name).split()) or "dokument"
    path = PurePosixPath(base)
    return path.stem[: LONGEST_FILE_NAME - len(path.suffix)] + path.suffix


def check_file(name: str, size: int) -> None:
    """Raises NotTaken, TooLarge, Empty."""
    if ending_of(name) not in TAKEN_FILES:
        raise NotTaken(name)
    if size > MOST_BYTES:
        raise TooLarge(size)
    if size == 0:
        raise Empty(name)


def check_content(name: str, content: bytes) -> None:
    """Also that the file is what its name says. Raises NotTaken, TooLarge, Empty."""
    check_file(name, len(content))
    beginnings = TAKEN_FILES[ending_of(name)]
    if beginnings is PDF:
        right = PDF[0] in content[:PDF_BEGINS_WITHIN]
    else:
        right = content.startswith(beginnings)
    if not right:
        raise NotTaken(name)


def ending_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def year_in(text: str, this_year: int) -> int | None:
    """The last year that the text names."""
    years = [int(found) for found in _YEAR.findall(text)]
    return next((year for year in reversed(years) if OLDEST_YEAR <= year <= this_year + 1), None)


def search_text(title: str, kind: Kind | None, year: int) -> str:
    """What a search looks in: a space stands before each word."""
    about = f"{title} {_POLISH_OF[kind] if kind else ''} {year}"
    return "".join(f" {word}" for word in words(about))[:500]


def stems(asked: str) -> list[str]:
    """The beginnings of words to look for: without diacritics and without the endings of cases."""
    return [
        _ENDING.sub("", word) if len(word) >= _STEMMED_FROM and word.isalpha() else word
        for word in words(asked)
    ]
