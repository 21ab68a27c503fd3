"""Nothing that a file or a person wrote moves the operator's cursor: its escapes are shown."""

from __future__ import annotations

import asyncio
from io import StringIO
from pathlib import Path

import pytest
from rich.table import Table
from rich.text import Text
from sqlalchemy import text

from bot.cli import accounts, doctor
from bot.cli.failing import Failure, HarmlessConsole
from bot.cli.importing import run_import
from bot.cli.letters import show_letters
from bot.services import open_services
from bot.settings import load_settings
from tests.fixtures.people import MARIA, with_account

STEERING = "\x1b[2J\r\x07\u202e\x9b"
VISIBLE = r"\x1b[2J\r\x07\u202e\x9b"
MEMBERS = "symbol;kind;name;pesel;nip;email;phone;member"


def printed(*lines: str | Table | Text) -> str:
    out = StringIO()
    console = HarmlessConsole(file=out, width=200, force_terminal=False)
    for line in lines:
        console.print(line)
    return out.getvalue()


@pytest.mark.parametrize(
    "sign", [*"\x00\x07\x08\r\x1a\x1b\x7f\x9b\u200b\u200f\u202e\u2028\u2066\ufeff\udcff"]
)
def test_signs_that_steer_a_terminal_are_shown_as_they_are_written(sign: str) -> None:
    escape = sign.encode("unicode_escape").decode()

    assert printed(f"Wiśniewska{sign}[2J") == f"Wiśniewska{escape}[2J\n"


@pytest.mark.parametrize("words", ["[red]Wiśniewska[/]", "[/]", ":smile:", "[link=x]y[/link]"])
def test_brackets_are_brackets(words: str) -> None:
    assert printed(words) == f"{words}\n"


def test_cells_and_headings_of_tables_go_the_same_way_and_stay_in_line() -> None:
    table = Table(title="\x1b[1mtitle")
    table.add_column("\x1b[1mheading")
    table.add_column("next")
    table.add_row("\x1b[1mcell", "x")
    table.add_row("[/]", "x")

    shown = printed(table)

    assert "\x1b" not in shown
    assert shown.count(r"\x1b[1m") == 3
    assert len({len(line) for line in shown.splitlines()[1:]}) == 1


def test_a_text_made_beforehand_steers_nothing_either() -> None:
    assert printed(Text("\x9b2J\u202efile.csv")) == "\\x9b2J\\u202efile.csv\n"


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings for commands; its folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("EBOK_BOT_TOKEN", "42:SANDBOX")
    monkeypatch.setenv("EBOK_TELEGRAM_API", "http://127.0.0.1:9")
    return tmp_path


def assert_visible(told: pytest.CaptureFixture[str]) -> None:
    out, err = told.readouterr()
    assert VISIBLE in out + err, out + err
    assert not set(out + err) & set(STEERING) - set("[2J")


def test_import_shows_the_names_of_files_and_columns(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office / "files"
    folder.mkdir()
    (folder / f"{STEERING}.txt").touch()
    (folder / "members.csv").write_text(f"{MEMBERS}\n104217;{STEERING};Maria;;;;;tak\n")

    with pytest.raises(Failure):
        run_import(folder, dry_run=False)

    assert_visible(capsys)


def test_account_show_shows_what_an_earlier_import_let_in(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def prepare() -> None:
        async with open_services(load_settings()) as services:
            await with_account(services, MARIA)
            async with services.database.upkeep() as session:
                await session.execute(text("UPDATE members SET name = :name"), {"name": STEERING})

    asyncio.run(prepare())
    accounts.show(MARIA.symbol)

    assert_visible(capsys)


def test_letters_shows_trouble_and_failure(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def prepare() -> None:
        async with open_services(load_settings()) as services:
            await with_account(services, MARIA)
            async with services.database.upkeep() as session:
                await session.execute(text("UPDATE outgoing SET cause = :it"), {"it": STEERING})

    asyncio.run(prepare())
    show_letters(failed=False, again=False)

    out = capsys.readouterr().out
    assert r"\x1b[2J" in out
    assert not set(out) & set("\x1b\r\x07\u202e\x9b")


def test_doctor_shows_what_a_mail_server_or_telegram_said(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def sick(_settings: object) -> str:
        raise doctor.Sick(STEERING)

    monkeypatch.setattr(doctor, "_token", sick)
    with pytest.raises(Failure):
        doctor.run_doctor()

    assert_visible(capsys)
