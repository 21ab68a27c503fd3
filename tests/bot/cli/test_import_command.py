"""``ebok import`` as an operator runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EBOK = [sys.executable, "-c", "from bot.cli import main; main()"]
MEMBERS = "symbol;kind;name;pesel;nip;email;phone;member"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


def import_into_new(tmp_path: Path, folder: Path) -> subprocess.CompletedProcess[bytes]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("EBOK_")}
    environment |= {
        "EBOK_BOT_TOKEN": "1:test",
        "EBOK_DATA_DIR": str(tmp_path / "data"),
        "EBOK_DATABASE_URL": f"sqlite:///{tmp_path}/ebok.db",
    }
    return subprocess.run(
        [*EBOK, "import", str(folder)],
        env=environment,
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_what_files_hold_is_printed_and_steers_nothing(tmp_path: Path, folder: Path) -> None:
    head, client = f"{MEMBERS};\x1b[2Jextra", "10421\x1b[2J7;\x1b]0;x\x07;Maria\x1b[31m;;;;;tak;"
    (folder / "members.csv").write_text(f"{head}\n{client}\n")
    (folder / "\x1b[2J\nnote.txt").write_text("")

    done = import_into_new(tmp_path, folder)

    told = (done.stdout + done.stderr).decode()
    assert done.returncode == 1
    assert "members.csv, line 2, column symbol: an invisible control sign (U+001B)" in told
    assert r"\x1b[2J\nnote.txt: not read" in told
    assert not set(told) & {"\x1b", "\x07", "\x9b"}


def test_a_file_of_too_many_columns_is_named_with_its_line(tmp_path: Path, folder: Path) -> None:
    (folder / "members.csv").write_text(",".join(map(str, range(200_000))) + "\n")

    done = import_into_new(tmp_path, folder)

    assert done.returncode == 1
    assert b"members.csv, line 1: more than 500 columns" in done.stdout


def test_a_mapping_steers_nothing_either(tmp_path: Path, folder: Path) -> None:
    (folder / "members.csv").write_text(MEMBERS)
    (folder / "mapping.toml").write_text('["\\u001b[2J"]\nsymbol = "x"\n')

    done = import_into_new(tmp_path, folder)

    assert done.returncode == 2
    assert b"\x1b" not in done.stdout + done.stderr
    assert b"mapping.toml" in done.stderr
