"""Who may read what, asked where it is read."""

from __future__ import annotations

from datetime import date

import pytest

from ebok.documents.document import Access, ForLoggedIn, ForMembers, Kind, NoSuchDocument
from ebok.documents.publishing import begin, withdraw
from ebok.documents.reading import Shelf, of_year, readable, search, shelves, years
from ebok.services import Services
from tests.ebok.documents.shelf import client, posted, published
from tests.fixtures.people import IGLA, MARIA

NOBODY = 999_999  # an id that no member has


async def test_each_reader_sees_what_is_open_to_them(services: Services) -> None:
    member = await client(services, MARIA)
    company = await client(services, IGLA, member=False)
    for access in Access:
        await published(services, f"Dla {access}", access)

    async def titles(reader: int | None) -> set[str]:
        return {one.title for one in await of_year(services, reader, Kind.RESOLUTION, 2026)}

    assert await titles(None) == {"Dla everyone"}
    assert await titles(NOBODY) == {"Dla everyone"}
    assert await titles(company) == {"Dla everyone", "Dla residents"}
    assert await titles(member) == {"Dla everyone", "Dla residents", "Dla members"}


async def test_the_shelves_count_what_is_locked_too(services: Services) -> None:
    company = await client(services, IGLA, member=False)
    await published(services, access=Access.MEMBERS)
    await published(services, access=Access.RESIDENTS)
    await published(services, kind=Kind.STATUTE)

    assert await shelves(services, company) == [
        Shelf(Kind.RESOLUTION, 1, 1),
        Shelf(Kind.STATUTE, 1, 0),
    ]
    assert await shelves(services, None) == [
        Shelf(Kind.RESOLUTION, 0, 2),
        Shelf(Kind.STATUTE, 1, 0),
    ]


async def test_a_guessed_number_opens_nothing(services: Services) -> None:
    company = await client(services, IGLA, member=False)
    secret = await published(services, access=Access.MEMBERS)
    draft = await begin(services, posted())

    with pytest.raises(ForLoggedIn):
        await readable(services, None, secret.id)
    with pytest.raises(ForMembers):
        await readable(services, company, secret.id)
    for number in (draft.id, 10**15, 0, -1):
        with pytest.raises(NoSuchDocument):
            await readable(services, company, number)


async def test_what_is_withdrawn_is_gone_for_everybody(services: Services) -> None:
    member = await client(services)
    document = await published(services)

    await withdraw(services, document.id, "user:1")

    with pytest.raises(NoSuchDocument):
        await readable(services, member, document.id)
    assert await shelves(services, member) == []
    assert await search(services, member, "uchwała") == []


@pytest.mark.parametrize(
    "asked",
    [
        "uchwala",
        "Uchwały",
        "UCHWAŁĘ 7",
        "nr 7/2026",
        "remont wind",
        "winda",
        "uchwała 2026",
        "wiNDĄ",
    ],
)
async def test_a_search_forgives_diacritics_capitals_and_endings(
    services: Services, asked: str
) -> None:
    await published(services, "Uchwała nr 7/2026 w sprawie remontu wind")
    await published(services, "Regulamin parkingu", kind=Kind.REGULATIONS)

    found = [one.title for one in await search(services, None, asked)]

    assert found == ["Uchwała nr 7/2026 w sprawie remontu wind"]


@pytest.mark.parametrize("asked", ["", "  ", "%", "_", "…", "' OR 1=1", "\\", "x" * 4096, "statut"])
async def test_a_search_for_nothing_finds_nothing(services: Services, asked: str) -> None:
    await published(services)

    assert await search(services, None, asked) == []


async def test_a_search_finds_no_title_that_is_not_for_the_reader(services: Services) -> None:
    await published(services, "Uchwała o wykluczeniu", Access.MEMBERS)

    assert await search(services, None, "wykluczenie") == []
    assert [one.title for one in await search(services, await client(services), "wykluczeni")] == [
        "Uchwała o wykluczeniu"
    ]


async def test_years_and_documents_come_newest_first(services: Services) -> None:
    for day in (date(2024, 5, 1), date(2026, 1, 2), date(2026, 3, 4)):
        await published(services, f"Z dnia {day}", dated_on=day)

    assert await years(services, None, Kind.RESOLUTION) == [(2026, 2), (2024, 1)]
    listed = await of_year(services, None, Kind.RESOLUTION, 2026)
    assert [one.day for one in listed] == [date(2026, 3, 4), date(2026, 1, 2)]
    assert all(one.is_dated for one in listed)


async def test_without_a_day_of_its_own_a_document_has_that_of_its_publication(
    services: Services,
) -> None:
    await published(services, "Statut", kind=Kind.STATUTE, dated_on=None)

    (statute,) = await of_year(services, None, Kind.STATUTE, 2026)

    assert (statute.day, statute.is_dated) == (date(2026, 11, 22), False)
