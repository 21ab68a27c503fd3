"""A document's way from the posted file to the shelf, each step once."""

from __future__ import annotations

import pytest

from ebok.documents import keeping
from ebok.documents.document import (
    MOST_BYTES,
    Access,
    Empty,
    Kind,
    NoSuchDocument,
    NotTaken,
    State,
    TooLarge,
)
from ebok.documents.publishing import (
    IsPublished,
    New,
    NotDescribed,
    add,
    all_records,
    asked_in,
    begin,
    change_access,
    describe,
    drop,
    note_question,
    publish,
    record,
    withdraw,
)
from ebok.documents.reading import readable
from ebok.services import Services
from storage.tables import AuditEvent, DocumentFile
from tests.ebok.documents.shelf import GROUP, PDF, posted, published
from tests.fixtures.people import all_rows


async def deeds(services: Services) -> list[str]:
    return [row.action for row in await all_rows(services, AuditEvent)]


async def test_a_posted_file_has_one_draft_however_often_it_comes(services: Services) -> None:
    first = await begin(services, posted())

    assert await begin(services, posted()) == first
    assert (first.title, first.year, first.state) == ("Uchwala 7 2026", 2026, State.DRAFT)
    assert (await begin(services, posted(8))).id != first.id


@pytest.mark.parametrize(
    ("name", "caption", "title", "year"),
    [
        ("skan.pdf", "Uchwała nr 3/2019\nw sprawie wind", "Uchwała nr 3/2019 w sprawie wind", 2019),
        ("protokol_2024-05-06.pdf", "", "Protokol 2024-05-06", 2024),
        ("fdp.\u202eexe.pdf", "", "Fdp.exe", 2026),
        ("a.pdf", "<b>Pilne</b> & ważne", "<b>Pilne</b> & ważne", 2026),
        ("C:\\biuro\\statut.PDF", "", "Statut", 2026),
        ("9999.pdf", "rok 12026", "Rok 12026", 2026),
    ],
)
async def test_title_and_year_are_proposed(
    services: Services, name: str, caption: str, title: str, year: int
) -> None:
    draft = await begin(services, posted(name=name, caption=caption))

    assert (draft.title, draft.year) == (title, year)


async def test_a_very_long_title_is_cut_by_words_that_say_so(services: Services) -> None:
    draft = await begin(services, posted(caption="Ł" * 4096))

    assert len(draft.title) == 200
    assert draft.title.endswith("…")


async def test_what_is_no_document_is_refused(services: Services) -> None:
    with pytest.raises(NotTaken):
        await begin(services, posted(name="gra.exe"))
    with pytest.raises(NotTaken):
        await begin(services, posted(name="bez_konca"))
    with pytest.raises(TooLarge):
        await begin(services, posted(size=MOST_BYTES + 1))
    with pytest.raises(Empty):
        await begin(services, posted(size=0))
    assert await all_records(services) == []


async def test_two_quick_presses_publish_once(services: Services) -> None:
    draft = await begin(services, posted())
    with pytest.raises(NotDescribed):
        await publish(services, draft.id, "user:1")
    await describe(services, draft.id, kind=Kind.RESOLUTION)
    await describe(services, draft.id, access=Access.EVERYONE)

    assert await publish(services, draft.id, "user:1")
    assert not await publish(services, draft.id, "user:2")

    assert await deeds(services) == ["document published"]
    assert (await record(services, draft.id)).published_by == "user:1"
    assert (await readable(services, None, draft.id)).file_id == "FILE"
    with pytest.raises(IsPublished):
        await describe(services, draft.id, title="Inny")


async def test_withdrawn_and_published_again(services: Services) -> None:
    document = await published(services)

    assert await withdraw(services, document.id, "user:1")
    assert not await withdraw(services, document.id, "user:1")
    assert await publish(services, document.id, "user:1")

    assert (await record(services, document.id)).state is State.PUBLISHED
    assert await deeds(services) == [
        "document published",
        "document withdrawn",
        "document published",
    ]


async def test_a_changed_access_holds_from_the_next_press(services: Services) -> None:
    document = await published(services, access=Access.MEMBERS)

    assert await change_access(services, document.id, Access.EVERYONE, "user:1")
    assert not await change_access(services, document.id, Access.EVERYONE, "user:1")

    assert await readable(services, None, document.id)


async def test_a_draft_can_be_dropped_and_what_is_published_cannot(services: Services) -> None:
    draft = await begin(services, posted())
    document = await published(services)

    assert await drop(services, draft.id)
    assert not await drop(services, draft.id)
    assert not await drop(services, document.id)
    with pytest.raises(NoSuchDocument):
        await describe(services, draft.id, kind=Kind.OTHER)


async def test_the_question_for_a_title_is_found_again(services: Services) -> None:
    draft = await begin(services, posted())
    await note_question(services, draft.id, 55)

    assert await asked_in(services, GROUP, 55) == draft.id
    assert await asked_in(services, GROUP, 56) is None
    assert await asked_in(services, GROUP - 1, 55) is None


async def test_an_empty_new_title_keeps_the_old_one(services: Services) -> None:
    draft = await begin(services, posted())

    assert (await describe(services, draft.id, title=" \u200b ")).title == draft.title


async def test_a_file_is_kept_sealed(services: Services) -> None:
    document = await published(services)

    (row,) = await all_rows(services, DocumentFile)
    assert PDF not in row.sealed
    assert await keeping.content(services, document.id) == PDF


async def test_what_only_says_it_is_a_pdf_is_refused(services: Services) -> None:
    new = New(Kind.OTHER, "", Access.EVERYONE, "a.pdf", b"MZ\x90", None)

    with pytest.raises(NotTaken):
        await add(services, new, "terminal:t")


async def test_a_posted_file_is_fetched_once(services: Services) -> None:
    draft = await begin(services, posted())
    await describe(services, draft.id, kind=Kind.RESOLUTION, access=Access.EVERYONE)
    await publish(services, draft.id, "user:1")
    (row,) = await all_rows(services, DocumentFile)

    assert await keeping.to_fetch(services, row.id) == "FILE"
    await keeping.keep(services, row.id, PDF)

    assert await keeping.to_fetch(services, row.id) is None
    assert await keeping.content(services, draft.id) == PDF
    (row,) = await all_rows(services, DocumentFile)
    assert row.due_at is None
