"""Documents published by an operator, without the office's group."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from bot.cli import documents
from bot.cli.failing import FAILED, WRONG_USE, Failure
from ebok.documents.document import MOST_BYTES, Access

PDF = b"%PDF-1.7 statut"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EBOK_BOT_TOKEN", "42:SANDBOX")
    (tmp_path / "statut_2020.pdf").write_bytes(PDF)
    return tmp_path


def test_added_listed_and_withdrawn(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    day = datetime(2020, 5, 4)  # noqa: DTZ001 - a day of the terminal
    documents.add(folder / "statut_2020.pdf", "Statut", Access.EVERYONE, "", day)
    documents.list_()
    documents.withdraw(1)
    documents.withdraw(1)

    told = capsys.readouterr().out
    assert "1: “Statut 2020” is published, for everyone." in told
    assert "published" in told
    assert "1: withdrawn." in told
    assert "1: it is not published." in told


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("gra.exe", b"MZ", FAILED),
        ("a.pdf", b"MZ", FAILED),
        ("pusty.pdf", b"", FAILED),
        ("wielki.pdf", b"%PDF" + bytes(MOST_BYTES), FAILED),
        ("nie_ma.pdf", None, WRONG_USE),
    ],
)
def test_what_cannot_be_published_is_refused_in_one_line(
    folder: Path, name: str, content: bytes | None, code: int
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)

    with pytest.raises(Failure) as refused:
        documents.add(folder / name, "inne", Access.EVERYONE, "", None)

    assert refused.value.code == code
    assert name in refused.value.line


def test_an_unknown_kind_names_the_known_ones(folder: Path) -> None:
    with pytest.raises(Failure, match="uchwała, sprawozdanie, protokół"):
        documents.add(folder / "statut_2020.pdf", "ulotka", Access.EVERYONE, "", None)


def test_an_unknown_number_is_said(folder: Path) -> None:
    with pytest.raises(Failure, match="no document with this number"):
        documents.withdraw(7)
