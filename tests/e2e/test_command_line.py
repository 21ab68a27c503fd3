"""The command line as an operator types it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from telegram_sandbox.settings import GROUP_ID
from tests.e2e.conftest import on_postgresql
from tests.e2e.members import FOLDER
from tests.e2e.office import Office
from tests.e2e.program import CommandLine
from tests.fixtures.ports import free_port

COMMANDS = (
    ("run",),
    ("sandbox",),
    ("demo",),
    ("import",),
    ("understand",),
    ("doctor",),
    ("account", "show"),
    ("account", "unlock"),
    ("account", "reset"),
    ("account", "activate"),
    ("account", "set-email"),
    ("document", "add"),
    ("document", "list"),
    ("document", "withdraw"),
)

MEMBERS = """symbol;kind;name;pesel;nip;email;phone;member
204217;person;Maria Nowa;52031512346;;;;tak
2042;person;Jan Nowy;47110809172;;;;tak
204219;person;Ewa Nowa;47110809173;;;;tak
"""
GOOD_MEMBERS = MEMBERS.splitlines()[0] + "\n" + MEMBERS.splitlines()[1] + "\n"


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(ebok: CommandLine, words: tuple[str, ...]) -> None:
    ended = ebok.run(*words, "--help")
    assert ended.code == 0
    assert f"ebok {' '.join(words)}" in ended.output.partition("Example: ")[2]
    assert ended.errors == ""


@pytest.mark.parametrize("start", [["-m", "bot"], [str(Path(sys.executable).with_name("ebok"))]])
def test_the_program_starts_by_both_of_its_names(start: list[str]) -> None:
    command = [sys.executable, *start] if start[0] == "-m" else start
    shown = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True)
    for command_name in ("run", "sandbox", "demo", "import", "doctor", "account"):
        assert command_name in shown.stdout


@pytest.mark.parametrize(
    "words", [("wait",), ("import",), ("demo", "--port", "high"), ("run", "x")]
)
def test_wrong_use_is_said_without_a_traceback(ebok: CommandLine, words: tuple[str, ...]) -> None:
    ended = ebok.run(*words)
    assert ended.code == 2
    assert "Traceback" not in ended.said
    assert ended.errors


def test_a_bad_line_keeps_its_file_out_and_is_reported(ebok: CommandLine) -> None:
    (ebok.folder / "members.csv").write_text(MEMBERS, encoding="utf-8")
    ended = ebok.run("import", ".")
    assert ended.code == 1
    assert "members.csv, line 3, column symbol: " in ended.output
    assert "members.csv, line 4, column pesel: " in ended.output
    assert "47110809173" not in ended.said
    assert "Traceback" not in ended.said

    (ebok.folder / "members.csv").write_text(GOOD_MEMBERS, encoding="utf-8")
    assert figures(ebok.run("import", ".").output, "members.csv") == ["1", "1", "0", "0", "0"]
    assert figures(ebok.run("import", ".").output, "members.csv") == ["1", "0", "0", "1", "0"]


def test_a_dry_run_changes_nothing(ebok: CommandLine) -> None:
    (ebok.folder / "members.csv").write_text(GOOD_MEMBERS, encoding="utf-8")
    for _ in range(2):
        ended = ebok.run("import", ".", "--dry-run")
        assert ended.code == 0, ended.said
        assert figures(ended.output, "members.csv") == ["1", "1", "0", "0", "0"]


def test_a_folder_that_is_not_there_is_wrong_use(ebok: CommandLine) -> None:
    ended = ebok.run("import", "nowhere")
    assert ended.code == 2
    assert "nowhere" in ended.errors
    assert "Traceback" not in ended.said


def figures(table: str, file: str) -> list[str]:
    """rows, new, changed, unchanged, refused of one file in the report."""
    row = next(line for line in table.splitlines() if file in line)
    return [cell.strip() for cell in row.strip("│ ").split("│")][1:]


def test_an_account_nobody_has_is_said_in_one_line(ebok: CommandLine) -> None:
    for command in ("show", "unlock", "reset", "activate"):
        ended = ebok.run("account", command, "999999")
        assert ended.code == 1
        assert ended.errors.count("\n") == 1
        assert ended.errors.startswith("999999: ")


def test_an_account_is_opened_at_the_desk(ebok: CommandLine) -> None:
    (ebok.folder / "members.csv").write_text(GOOD_MEMBERS, encoding="utf-8")
    assert ebok.run("import", ".").code == 0

    refused = ebok.run("account", "activate", "204217")
    assert refused.code == 1
    assert refused.errors == ("204217: no e-mail address is known. Add --email maria@example.com\n")
    wrong = ebok.run("account", "activate", "204217", "--email", "maria@")
    assert (wrong.code, wrong.errors.count("\n")) == (2, 1)

    done = ebok.run("account", "activate", "204217", "--email", "maria@example.com")
    assert done.code == 0, done.said
    assert "204217: Maria Nowa has an account now." in done.output
    assert "maria@example.com" in done.output
    assert "account activated" in ebok.run("account", "show", "204217").output
    again = ebok.run("account", "activate", "204217")
    assert again.code == 1
    assert again.errors == "204217: this client has an account already.\n"


async def test_the_doctor_finds_a_healthy_office(office: Office) -> None:
    ended = await office.command("doctor", EBOK_OFFICE_CHAT_ID=str(GROUP_ID))
    assert ended.code == 0, ended.said
    assert "Group" in ended.output, "the group's title"
    lines = ended.output.splitlines()
    assert all(line.startswith("ok ") for line in lines), ended.output
    for check in ("token", "database", "Redis", "mail", "office group"):
        assert any(line[6:].startswith(check) for line in lines), check
    assert "@sandbox_bot" in ended.output


@on_postgresql
@pytest.mark.parametrize(
    ("check", "variable", "value"),
    [
        ("token", "EBOK_BOT_TOKEN", "43:OTHER"),
        ("mail", "EBOK_SMTP_URL", "smtp://127.0.0.1:{port}"),
        ("Redis", "EBOK_REDIS_URL", "redis://127.0.0.1:{port}"),
        ("database", "EBOK_DATABASE_URL", "postgresql+psycopg://ebok@127.0.0.1:{port}/ebok"),
        ("office group", "EBOK_OFFICE_CHAT_ID", "-1009999999999"),
    ],
)
async def test_the_doctor_says_what_is_ill_and_how_to_mend_it(
    office: Office, check: str, variable: str, value: str
) -> None:
    ended = await office.command("doctor", **{variable: value.format(port=free_port())})
    assert ended.code == 1, ended.said
    ill = [line for line in ended.output.splitlines() if line.startswith("FAIL")]
    assert any(line[6:].startswith(check) for line in ill), ended.output
    assert all("Mend: " in line for line in ill)
    assert "Traceback" not in ended.said


@pytest.mark.parametrize("words", [("import", str(FOLDER)), ("account", "show", "104217")])
def test_a_database_that_is_away_is_named_in_one_line(
    ebok: CommandLine, words: tuple[str, ...]
) -> None:
    address = f"postgresql+psycopg://ebok@127.0.0.1:{free_port()}/ebok"
    ended = ebok.run(*words, EBOK_DATABASE_URL=address)
    assert ended.code == 1
    assert ended.errors.startswith("EBOK_DATABASE_URL: the database does not answer")
    assert ended.errors.count("\n") == 1


def test_importing_reads_the_whole_example(ebok: CommandLine) -> None:
    ended = ebok.run("import", str(FOLDER), "--dry-run")
    assert ended.code == 0, ended.said
    assert "refused:" not in ended.output
