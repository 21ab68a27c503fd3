"""A wrong setting: one line that names it and shows a right one, exit 2, nothing started."""

from __future__ import annotations

import pytest

from telegram_sandbox.process import Address
from tests.e2e.members import FOLDER
from tests.e2e.program import CommandLine, Ended

USABLE = {"EBOK_BOT_TOKEN": "42:SANDBOX", "EBOK_TELEGRAM_API": "http://127.0.0.1:9"}
WRONG = {
    "EBOK_BOT_TOKEN": ("", "nonsense"),
    "EBOK_TELEGRAM_API": ("127.0.0.1:8081",),
    "EBOK_DATABASE_URL": ("mysql://localhost/ebok", "ebok.db"),
    "EBOK_REDIS_URL": ("localhost",),
    "EBOK_SECRET_KEY": ("tooshort",),
    "EBOK_OFFICE_CHAT_ID": ("biuro",),
    "EBOK_SMTP_URL": ("mail.example.com",),
    "EBOK_WEBHOOK_URL": ("ebok.example.com/telegram",),
    "EBOK_LISTEN": ("8080", "localhost:http"),
    "EBOK_PROFILE": ("/nowhere/profile.toml",),
    "EBOK_SESSION_MINUTES": ("0", "kwadrans"),
    "EBOK_REMEMBER_DAYS": ("-1",),
    "EBOK_LOG_FORMAT": ("xml",),
}
CASES = [(variable, value) for variable, values in WRONG.items() for value in values]


def assert_one_line_about(ended: Ended, variable: str) -> None:
    assert ended.code == 2, ended.said
    assert ended.output == ""
    assert ended.errors.count("\n") == 1, ended.errors
    assert ended.errors.startswith(f"{variable}: ")
    assert f"Example: {variable}=" in ended.errors


@pytest.mark.parametrize(("variable", "value"), CASES)
def test_a_wrong_setting_is_named_in_one_line_with_a_right_value(
    ebok: CommandLine, variable: str, value: str
) -> None:
    ended = ebok.run("run", **{**USABLE, "EBOK_DATA_DIR": "data", variable: value})
    assert_one_line_about(ended, variable)
    assert not (ebok.folder / "data" / "ebok.db").exists()


def test_a_token_that_telegram_refuses_is_a_wrong_setting(
    ebok: CommandLine, sandbox_process: Address
) -> None:
    url, _, _ = sandbox_process
    ended = ebok.run("run", EBOK_BOT_TOKEN="43:OTHER", EBOK_TELEGRAM_API=url)
    assert ended.code == 2, ended.said
    assert "Traceback" not in ended.said
    assert ended.errors.splitlines()[-1].startswith("EBOK_BOT_TOKEN: ")


def test_settings_may_stand_in_a_file(ebok: CommandLine) -> None:
    (ebok.folder / ".env").write_text("EBOK_BOT_TOKEN=42:SANDBOX\nEBOK_LOG_FORMAT=xml\n")
    assert_one_line_about(ebok.run("run"), "EBOK_LOG_FORMAT")


def test_every_setting_is_described_in_the_example_file() -> None:
    example = (FOLDER.parents[1] / ".env.example").read_text(encoding="utf-8")
    for variable in (*WRONG, "EBOK_DATA_DIR", "EBOK_WORKER_ID", "EBOK_WEBHOOK_SECRET"):
        assert f"{variable}=" in example
