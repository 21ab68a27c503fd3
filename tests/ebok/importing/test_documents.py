"""documents.csv: what it names comes in with its file, in whole or not at all, and once."""

from __future__ import annotations

import pytest

from ebok.documents import keeping
from ebok.documents.document import Access, Kind
from ebok.documents.publishing import withdraw
from ebok.documents.reading import of_year, readable, shelves
from ebok.importing import ProblemCode
from ebok.importing.documents import DocumentsChange
from storage.tables import Document
from tests.ebok.documents.shelf import client
from tests.ebok.importing.office_files import Office
from tests.fixtures.people import all_rows

HEADER = "file;kind;title;date;access"
RESOLUTION = "u7.pdf;uchwała;Uchwała nr 7/2025;12.03.2025;members"
STATUTE = "Statut 2020.pdf;Statut;;;everyone"
PDF = b"%PDF-1.7 u7"


@pytest.fixture
def filled(office: Office) -> Office:
    (office.folder / "u7.pdf").write_bytes(PDF)
    (office.folder / "Statut 2020.pdf").write_bytes(b"%PDF-1.4 statut")
    return office


def write(office: Office, *lines: str) -> None:
    office.write("documents.csv", HEADER, *lines)


async def test_documents_come_in_with_their_files(filled: Office) -> None:
    member = await client(filled.services)
    write(filled, RESOLUTION, STATUTE)

    report = await filled.bring_in()

    assert report.ok
    assert report.not_read == ()
    assert (report.files[0].new, report.files[0].changed) == (2, 0)
    (listed,) = await of_year(filled.services, member, Kind.RESOLUTION, 2025)
    assert (listed.title, listed.size) == ("Uchwała nr 7/2025", len(PDF))
    assert await keeping.content(filled.services, listed.id) == PDF
    (statute,) = await of_year(filled.services, None, Kind.STATUTE, 2020)
    assert statute.title == "Statut 2020"


async def test_the_same_folder_twice_changes_nothing(filled: Office) -> None:
    write(filled, RESOLUTION, STATUTE)
    await filled.bring_in()

    again = (await filled.bring_in()).files[0]

    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)
    assert len(await all_rows(filled.services, Document)) == 2


async def test_a_changed_line_and_a_changed_file_are_taken_over(filled: Office) -> None:
    write(filled, RESOLUTION)
    await filled.bring_in()
    (row,) = await all_rows(filled.services, Document)
    await keeping.note_file_id(filled.services, row.id, "FILE")

    write(filled, RESOLUTION.replace("members", "everyone"))
    assert (await filled.bring_in()).files[0].changed == 1
    assert (await readable(filled.services, None, row.id)).file_id == "FILE"

    (filled.folder / "u7.pdf").write_bytes(PDF + b" corrected")
    assert (await filled.bring_in()).files[0].changed == 1
    assert (await readable(filled.services, None, row.id)).file_id is None
    assert await keeping.content(filled.services, row.id) == PDF + b" corrected"


async def test_what_colleagues_withdrew_stays_withdrawn(filled: Office) -> None:
    write(filled, RESOLUTION.replace("members", "everyone"))
    await filled.bring_in()
    (row,) = await all_rows(filled.services, Document)
    await withdraw(filled.services, row.id, "Anna")

    await filled.bring_in()

    assert await shelves(filled.services, None) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("brak.pdf;uchwała;A;;members", ProblemCode.NO_SUCH_FILE),
        ("../tajne.pdf;uchwała;A;;members", ProblemCode.NO_SUCH_FILE),
        ("gra.exe;uchwała;A;;members", ProblemCode.FILE_NOT_TAKEN),
        ("pusty.pdf;uchwała;A;;members", ProblemCode.FILE_NOT_TAKEN),
        ("u7.pdf;ulotka;A;;members", ProblemCode.BAD_CHOICE),
        ("u7.pdf;uchwała;A;;wszyscy", ProblemCode.BAD_CHOICE),
        ("u7.pdf;uchwała;A;wczoraj;members", ProblemCode.BAD_DATE),
        (f"u7.pdf;uchwała;{'A' * 201};;members", ProblemCode.TOO_LONG),
        (STATUTE, ProblemCode.DUPLICATE),
    ],
)
async def test_a_bad_line_keeps_the_whole_file_out(
    filled: Office, line: str, code: ProblemCode
) -> None:
    for name, content in (("gra.exe", b"MZ"), ("pusty.pdf", b""), ("../tajne.pdf", PDF)):
        (filled.folder / name).write_bytes(content)
    write(filled, STATUTE, line)

    report = await filled.bring_in()

    assert [problem.code for problem in report.files[0].problems] == [code]
    assert await all_rows(filled.services, Document) == []


async def test_a_dry_run_keeps_nothing(filled: Office) -> None:
    write(filled, RESOLUTION)

    assert (await filled.bring_in(dry_run=True)).files[0].new == 1
    assert await all_rows(filled.services, Document) == []


async def test_what_a_cut_import_left_is_seen_by_nobody_and_used_by_the_next(
    filled: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(filled, RESOLUTION, STATUTE)
    stage = DocumentsChange.stage

    async def cut(change: DocumentsChange, staging: object) -> None:
        await stage(change, staging)  # type: ignore[arg-type]  # it is not looked at
        raise ConnectionError

    with monkeypatch.context() as patched:
        patched.setattr(DocumentsChange, "stage", cut)
        with pytest.raises(ConnectionError):
            await filled.bring_in()
    assert await shelves(filled.services, None) == []

    await filled.bring_in()

    assert len(await all_rows(filled.services, Document)) == 2
    assert [
        (one.kind, one.readable, one.locked) for one in await shelves(filled.services, None)
    ] == [
        (Kind.RESOLUTION, 0, 1),
        (Kind.STATUTE, 1, 0),
    ]
    assert {row.access for row in await all_rows(filled.services, Document)} == {
        Access.MEMBERS.value,
        Access.EVERYONE.value,
    }
