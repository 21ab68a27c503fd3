"""A document's way: posted, described, published, withdrawn. Each step is kept, so that a restart
between two presses loses nothing, and is done once, however often it is pressed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.audit import Action
from ebok.documents import keeping
from ebok.documents.document import (
    Access,
    Kind,
    NoSuchDocument,
    State,
    check_content,
    check_file,
    clean_file_name,
    clean_title,
    search_text,
    title_from,
    year_in,
)
from ebok.services import Services
from storage.tables import Document


class IsPublished(ValueError):
    """What it says stays until it is withdrawn."""


class NotDescribed(ValueError):
    """Its kind or its access is not chosen yet."""


@dataclass(frozen=True)
class Posted:
    """A file in the office's group."""

    group_id: int
    message_id: int
    file_id: str
    file_name: str
    size: int
    caption: str = ""


@dataclass(frozen=True)
class New:
    """A document that is published at once."""

    kind: Kind
    title: str
    access: Access
    file_name: str
    content: bytes
    dated_on: date | None = None


@dataclass(frozen=True)
class Record:
    """All that colleagues see of a document."""

    id: int
    state: State
    kind: Kind | None
    title: str
    year: int
    access: Access | None
    file_name: str
    size: int
    published_by: str | None
    group_id: int | None
    posted_id: int | None
    card_id: int | None


async def begin(services: Services, posted: Posted) -> Record:
    """The draft of a posted file; the same one when the message comes a second time, so no claim is
    made on the update: its card may not have been sent.

    Raises:
        NotTaken, TooLarge, Empty
    """
    name = clean_file_name(posted.file_name)
    check_file(name, posted.size)
    title = title_from(posted.caption, name)
    this_year = services.today().year
    year = year_in(f"{name} {posted.caption}", this_year) or this_year
    here = (Document.group_id == posted.group_id, Document.posted_id == posted.message_id)
    async with services.database.upkeep() as session:
        row = await session.scalar(select(Document).where(*here))
        if row is None:
            row = Document(
                state=State.DRAFT.value,
                title=title,
                search_text=search_text(title, None, year),
                year=year,
                file_name=name,
                size=posted.size,
                file_id=posted.file_id,
                group_id=posted.group_id,
                posted_id=posted.message_id,
            )
            session.add(row)
            await session.flush()
        return _record(row)


async def record(services: Services, document_id: int) -> Record:
    """Raises NoSuchDocument."""
    async with services.database.reading() as session:
        row = await session.get(Document, document_id)
    if row is None:
        raise NoSuchDocument(document_id)
    return _record(row)


async def note_card(services: Services, document_id: int, card_id: int) -> None:
    async with services.database.upkeep() as session:
        (await _locked(session, document_id)).card_id = card_id


async def note_question(services: Services, document_id: int, question_id: int) -> None:
    """The message whose reply is the title."""
    async with services.database.upkeep() as session:
        (await _locked(session, document_id)).question_id = question_id


async def asked_in(services: Services, group_id: int, question_id: int) -> int | None:
    """The document whose title a message asked for."""
    async with services.database.reading() as session:
        found: int | None = await session.scalar(
            select(Document.id).where(
                Document.group_id == group_id, Document.question_id == question_id
            )
        )
    return found


async def describe(
    services: Services,
    document_id: int,
    *,
    kind: Kind | None = None,
    title: str | None = None,
    year: int | None = None,
    access: Access | None = None,
) -> Record:
    """Of what is not published. Done twice, it stands so already: no claim is made on the update.

    Raises:
        NoSuchDocument, IsPublished
    """
    async with services.database.upkeep() as session:
        row = await _locked(session, document_id)
        if row.state == State.PUBLISHED.value:
            raise IsPublished(document_id)
        row.kind = row.kind if kind is None else kind.value
        row.access = row.access if access is None else access.value
        row.title = (clean_title(title) if title else "") or row.title
        row.year = year or row.year
        row.search_text = search_text(row.title, Kind(row.kind) if row.kind else None, row.year)
        return _record(row)


async def publish(services: Services, document_id: int, by: str) -> bool:
    """Also again, after it was withdrawn. False when it is published already.

    Raises:
        NoSuchDocument, NotDescribed
    """
    async with services.database.transaction() as session:
        row = await _locked(session, document_id)
        if row.state == State.PUBLISHED.value:
            return False
        if row.kind is None or row.access is None:
            raise NotDescribed(document_id)
        if row.published_at is None:
            keeping.ask_to_fetch(services, session, row.id)
        row.state, row.published_at, row.published_by = (
            State.PUBLISHED.value,
            row.published_at or services.now(),
            by,
        )
        _note(services, session, by, Action.DOCUMENT_PUBLISHED, row)
        return True


async def withdraw(services: Services, document_id: int, by: str) -> bool:
    """False when it is not published. Raises NoSuchDocument."""
    async with services.database.transaction() as session:
        row = await _locked(session, document_id)
        if row.state != State.PUBLISHED.value:
            return False
        row.state = State.WITHDRAWN.value
        _note(services, session, by, Action.DOCUMENT_WITHDRAWN, row)
        return True


async def change_access(services: Services, document_id: int, access: Access, by: str) -> bool:
    """Of what was published; False when it stands so already. Raises NoSuchDocument."""
    async with services.database.transaction() as session:
        row = await _locked(session, document_id)
        if row.access == access.value or row.state == State.DRAFT.value:
            return False
        row.access = access.value
        _note(services, session, by, Action.DOCUMENT_ACCESS_CHANGED, row)
        return True


async def drop(services: Services, document_id: int) -> bool:
    """A draft that will not be published. False when there is none."""
    async with services.database.upkeep() as session:
        gone = await session.execute(
            delete(Document)
            .where(Document.id == document_id, Document.state == State.DRAFT.value)
            .returning(Document.id)
        )
        return gone.first() is not None


async def add(services: Services, new: New, by: str) -> Record:
    """Raises NotTaken, TooLarge, Empty."""
    check_content(new.file_name, new.content)
    file = await keeping.sealed(services, new.content)
    title = clean_title(new.title) or title_from("", new.file_name)
    today = services.today()
    year = new.dated_on.year if new.dated_on else year_in(title, today.year) or today.year
    async with services.database.transaction() as session:
        row = Document(
            state=State.PUBLISHED.value,
            kind=new.kind.value,
            title=title,
            search_text=search_text(title, new.kind, year),
            year=year,
            dated_on=new.dated_on,
            access=new.access.value,
            published_at=services.now(),
            published_by=by,
            file_name=clean_file_name(new.file_name),
            size=len(new.content),
        )
        session.add(row)
        await session.flush()
        file.document_id = row.id
        session.add(file)
        _note(services, session, by, Action.DOCUMENT_PUBLISHED, row)
        return _record(row)


async def all_records(services: Services) -> Sequence[Record]:
    """The newest first."""
    async with services.database.reading() as session:
        rows = await session.scalars(select(Document).order_by(Document.id.desc()))
        return [_record(row) for row in rows]


async def _locked(session: AsyncSession, document_id: int) -> Document:
    row = await session.get(Document, document_id, with_for_update=True)
    if row is None:
        raise NoSuchDocument(document_id)
    return row


def _note(
    services: Services, session: AsyncSession, by: str, action: Action, row: Document
) -> None:
    audit.note(services, session, by[:60], action, document=row.id, access=row.access or "nobody")


def _record(row: Document) -> Record:
    return Record(
        row.id,
        State(row.state),
        None if row.kind is None else Kind(row.kind),
        row.title,
        row.year,
        None if row.access is None else Access(row.access),
        row.file_name,
        row.size,
        row.published_by,
        row.group_id,
        row.posted_id,
        row.card_id,
    )
