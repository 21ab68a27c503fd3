"""Settings are described once; what operators read is made of that."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.settings_text import CHECKOUT, ENV_EXAMPLE, TABLE, env_example, table
from bot.settings import EXAMPLES, Settings, load_settings

SETTINGS = Settings.model_fields


@pytest.mark.parametrize(
    ("path", "made"), [(ENV_EXAMPLE, env_example()), (TABLE, table())], ids=["file", "table"]
)
def test_what_is_committed_is_what_the_settings_say(path: Path, made: str) -> None:
    assert (CHECKOUT / path).read_text(encoding="utf-8") == made, "make settings"


@pytest.mark.parametrize("name", SETTINGS)
def test_each_setting_has_words_and_an_example(name: str) -> None:
    described = SETTINGS[name].description or ""

    assert described.strip()
    assert f"EBOK_{name.upper()}" in EXAMPLES


@pytest.mark.parametrize("name", [name for name in SETTINGS if name != "secret_key"])
def test_each_example_is_a_right_value(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    variable = f"EBOK_{name.upper()}"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(variable, EXAMPLES[variable])

    settings = load_settings()

    assert getattr(settings, name) is not None
    _ = settings.database, settings.listen_address


def test_the_example_file_is_one_that_the_program_reads(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    uncommented = [
        line.removeprefix("# ") if line.startswith("# EBOK_") else line
        for line in env_example().splitlines()
    ]
    (tmp_path / ".env").write_text("\n".join(uncommented), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    settings = load_settings()

    assert settings.mail_from == EXAMPLES["EBOK_MAIL_FROM"]
    assert settings.bot_token is None
