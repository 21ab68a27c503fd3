"""Documents in small."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, update

from ebok.documents.document import Access, Kind
from ebok.documents.publishing import New, Posted, Record, add
from ebok.services import Services
from storage.tables import Member
from tests.fixtures.people import MARIA, Person, enter_in_records

PDF = b"%PDF-1.7 uchwala"
GROUP = -1001


async def published(
    services: Services,
    title: str = "Uchwała nr 7/2026",
    access: Access = Access.EVERYONE,
    kind: Kind = Kind.RESOLUTION,
    dated_on: date | None = date(2026, 3, 12),
    content: bytes = PDF,
) -> Record:
    return await add(
        services, New(kind, title, access, "plik.pdf", content, dated_on), "terminal:t"
    )


async def client(services: Services, person: Person = MARIA, *, member: bool = True) -> int:
    """Returns the member's id."""
    await enter_in_records(services, person)
    async with services.database.transaction() as session:
        await session.execute(
            update(Member).where(Member.symbol == person.symbol).values(is_member=member)
        )
        return int(
            await session.scalar(select(Member.id).where(Member.symbol == person.symbol)) or 0
        )


def posted(
    message_id: int = 7,
    name: str = "uchwala_7_2026.pdf",
    caption: str = "",
    size: int = 1000,
) -> Posted:
    return Posted(GROUP, message_id, "FILE", name, size, caption)
