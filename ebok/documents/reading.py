"""Who may read what: every question of a reader is answered here, with their right in the very
statement that reads. Titles are no less private than files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    bindparam,
    case,
    func,
    select,
)

from ebok.documents.document import (
    Access,
    ForLoggedIn,
    ForMembers,
    Kind,
    Listed,
    NoSuchDocument,
    Readable,
    State,
    stems,
)
from ebok.services import WARSAW, Services
from storage.tables import Document, Member

MOST_FOUND = 100
MOST_WORDS = 8

# A reader is known by the member's id; None is somebody who is not logged in.
_READER: ColumnElement[Any] = bindparam("reader", type_=BigInteger)
_LEVEL = func.coalesce(
    select(case((Member.is_member, 2), else_=1)).where(Member.id == _READER).scalar_subquery(), 0
)
_NEEDED = case(
    {Access.EVERYONE.value: 0, Access.RESIDENTS.value: 1, Access.MEMBERS.value: 2},
    value=Document.access,
    else_=9,
)
_MAY_READ = _NEEDED <= _LEVEL
_PUBLISHED = Document.state == State.PUBLISHED.value
_OF_KIND = Document.kind == bindparam("kind")
_NEWEST_FIRST = (Document.year.desc(), Document.dated_on.desc().nulls_last(), Document.id.desc())

_SHELVES = (
    select(
        Document.kind,
        func.sum(case((_MAY_READ, 1), else_=0)).label("readable"),
        func.count().label("all"),
    )
    .where(_PUBLISHED)
    .group_by(Document.kind)
)
_YEARS = (
    select(Document.year, func.count())
    .where(_PUBLISHED, _OF_KIND, _MAY_READ)
    .group_by(Document.year)
    .order_by(Document.year.desc())
)
_LISTED = (
    select(Document.id, Document.title, Document.dated_on, Document.published_at, Document.size)
    .where(_PUBLISHED, _MAY_READ)
    .order_by(*_NEWEST_FIRST)
)
_OF_YEAR = _LISTED.where(_OF_KIND, Document.year == bindparam("year"))
_ONE = select(Document, _LEVEL.label("level"), _NEEDED.label("needed")).where(
    _PUBLISHED, Document.id == bindparam("document")
)


@dataclass(frozen=True)
class Shelf:
    """The documents of one kind: how many the reader may read, and how many not."""

    kind: Kind
    readable: int
    locked: int


async def shelves(services: Services, reader: int | None) -> Sequence[Shelf]:
    """In the order of the kinds; those with nothing on them are left out."""
    async with services.database.reading() as session:
        found = await session.execute(_SHELVES, {"reader": reader})
        counts = {Kind(kind): (int(readable), int(all_)) for kind, readable, all_ in found}
    return [
        Shelf(kind, counts[kind][0], counts[kind][1] - counts[kind][0])
        for kind in Kind
        if kind in counts
    ]


async def years(services: Services, reader: int | None, kind: Kind) -> Sequence[tuple[int, int]]:
    """The years with documents of a kind that the reader may read, the newest first, with how
    many."""
    async with services.database.reading() as session:
        found = await session.execute(_YEARS, {"reader": reader, "kind": kind.value})
        return [(year, count) for year, count in found]


async def of_year(
    services: Services, reader: int | None, kind: Kind, year: int
) -> Sequence[Listed]:
    """The newest first."""
    asked = {"reader": reader, "kind": kind.value, "year": year}
    async with services.database.reading() as session:
        return [_listed(row) for row in await session.execute(_OF_YEAR, asked)]


async def search(services: Services, reader: int | None, text: str) -> Sequence[Listed]:
    """Those in whose title every word begins so; capitals, diacritics and the endings of cases do
    not matter. The newest first."""
    asked = stems(text)[:MOST_WORDS]
    if not asked:
        return []
    statement = _LISTED.limit(MOST_FOUND)
    for stem in asked:
        statement = statement.where(Document.search_text.contains(f" {stem}", autoescape=True))
    async with services.database.reading() as session:
        return [_listed(row) for row in await session.execute(statement, {"reader": reader})]


async def readable(services: Services, reader: int | None, document_id: int) -> Readable:
    """Raises NoSuchDocument, ForLoggedIn, ForMembers."""
    async with services.database.reading() as session:
        asked = {"reader": reader, "document": document_id}
        row = (await session.execute(_ONE, asked)).one_or_none()
    if row is None:
        raise NoSuchDocument(document_id)
    document, level, needed = row
    if level < needed:
        raise ForLoggedIn(document_id) if level == 0 else ForMembers(document_id)
    listed = _listed(document)
    return Readable(
        listed.id,
        listed.title,
        listed.day,
        listed.is_dated,
        listed.size,
        document.file_name,
        document.file_id,
    )


def _listed(row: Any) -> Listed:
    day = row.dated_on or row.published_at.astimezone(WARSAW).date()
    return Listed(row.id, row.title, day, row.dated_on is not None, row.size)
