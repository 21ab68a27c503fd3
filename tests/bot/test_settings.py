"""A wrong setting is named, with an example of a right one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.settings import EXAMPLES, BadSetting, Settings, load_settings
from storage.vault import KEY_FILE, new_key


@pytest.fixture(autouse=True)
def nothing_is_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in (*EXAMPLES, "EBOK_DATA_DIR", "EBOK_WORKER_ID", "EBOK_ENV_FILE"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.chdir(tmp_path)  # where there is no .env


def loaded(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    for name, value in variables.items():
        monkeypatch.setenv(f"EBOK_{name}", value)
    return load_settings()


def use_all(settings: Settings) -> None:
    """Some faults are found when a setting is used."""
    _ = settings.token, settings.database, settings.listen_address
    settings.vault()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_API", "127.0.0.1:8081"),
        ("DATABASE_URL", "mysql://localhost/ebok"),
        ("DATABASE_URL", "ebok.db"),
        ("REDIS_URL", "localhost"),
        ("SECRET_KEY", "not a key"),
        ("SECRET_KEY", "not-a-key,,"),
        ("OFFICE_CHAT_ID", "the office"),
        ("SMTP_URL", "mail.example.com"),
        ("WEBHOOK_URL", "ebok.example.com/telegram"),
        ("LISTEN", "8080"),
        ("LISTEN", "localhost:http"),
        ("SESSION_MINUTES", "0"),
        ("SESSION_MINUTES", "a quarter"),
        ("SESSION_MINUTES", "inf"),
        ("SESSION_MINUTES", "999999999999"),
        ("REMEMBER_DAYS", "-1"),
        ("REMEMBER_DAYS", "999999999"),
        ("TELEGRAM_API", "http://"),
        ("WEBHOOK_URL", "https://"),
        ("WEBHOOK_SECRET", "a b!"),
        ("REDIS_URL", "http://localhost"),
        ("REDIS_URL", "redis://localhost:port"),
        ("SMTP_URL", "ftp://mail.example.com"),
        ("MAIL_FROM", "biuro"),
        ("LISTEN", "127.0.0.1:99999"),
        ("LISTEN", "127.0.0.1:0"),
        ("DATA_DIR", "/dev/null/x"),
        ("LOG_FORMAT", "xml"),
    ],
)
def test_a_wrong_variable_is_named_with_an_example(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(BadSetting) as wrong:
        use_all(loaded(monkeypatch, **{"BOT_TOKEN": "42:TEST", name: value}))

    assert wrong.value.variable == f"EBOK_{name}"
    assert str(wrong.value).startswith(f"EBOK_{name}: ")
    assert f"Example: EBOK_{name}={EXAMPLES[f'EBOK_{name}']}" in str(wrong.value)


def test_a_missing_token_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadSetting) as wrong:
        _ = loaded(monkeypatch).token

    assert wrong.value.variable == "EBOK_BOT_TOKEN"
    assert "BotFather" in str(wrong.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("DATABASE_URL", "mysql://u:hunter2@h/x"), ("SECRET_KEY", "hunter2"), ("SMTP_URL", "hunter2")],
)
def test_a_secret_does_not_stand_in_the_fault(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    with pytest.raises(BadSetting) as wrong:
        use_all(loaded(monkeypatch, **{"BOT_TOKEN": "42:TEST", name: value}))

    assert "hunter2" not in str(wrong.value)


def test_secrets_do_not_show_in_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, BOT_TOKEN="42:hunter2", SMTP_URL="smtp://u:hunter2@h")

    assert "hunter2" not in repr(settings)


def test_an_empty_variable_is_one_that_is_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = loaded(monkeypatch, REDIS_URL="", SESSION_MINUTES="", SMTP_URL="")

    assert (settings.redis, settings.smtp) == (None, None)
    assert settings.idle == timedelta(minutes=15)


def test_without_settings_everything_is_embedded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = loaded(monkeypatch)

    assert settings.database.drivername == "sqlite"
    assert Path(str(settings.database.database)) == tmp_path / "var" / "ebok.db"
    assert settings.listen_address == ("127.0.0.1", 8080)
    assert settings.remembered == timedelta(days=30)


def test_settings_may_stand_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("EBOK_BOT_TOKEN=42:FILE\nEBOK_SESSION_MINUTES=0.5\n")

    settings = loaded(monkeypatch)

    assert settings.token == "42:FILE"
    assert settings.idle == timedelta(seconds=30)


def test_the_environment_is_stronger_than_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("EBOK_BOT_TOKEN=42:FILE\n")

    assert loaded(monkeypatch, BOT_TOKEN="42:ENV").token == "42:ENV"


def test_without_a_key_one_is_made_and_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings = loaded(monkeypatch, DATA_DIR=str(tmp_path / "data"))

    sealed = settings.vault().seal("x")

    assert (tmp_path / "data" / KEY_FILE).exists()
    assert settings.vault().open(sealed) == "x"


def test_several_keys_come_newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = new_key(), new_key()
    sealed = loaded(monkeypatch, SECRET_KEY=old).vault().seal("x")

    rotated = loaded(monkeypatch, SECRET_KEY=f"{new}, {old}").vault()

    assert rotated.open(sealed) == "x"
    assert len(rotated.fingerprints("x")) == 2
