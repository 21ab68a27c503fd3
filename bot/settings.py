"""Settings from the environment or a ``.env`` file; each is described in ``.env.example``."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Set
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL

from storage.addresses import BadAddress, database_url
from storage.vault import BadKey, Vault, load_or_make_key

EXAMPLES = {
    "EBOK_BOT_TOKEN": "123456789:AAE…",
    "EBOK_TELEGRAM_API": "http://127.0.0.1:8081",
    "EBOK_DATABASE_URL": "postgresql+psycopg://ebok:password@localhost/ebok",
    "EBOK_REDIS_URL": "redis://localhost:6379/0",
    "EBOK_DATA_DIR": "/var/lib/ebok",
    "EBOK_SECRET_KEY": "32 bytes in URL-safe base64; several with commas, newest first",
    "EBOK_OFFICE_CHAT_ID": "-1001234567890",
    "EBOK_SMTP_URL": "smtps://user:password@mail.example.com:465",
    "EBOK_MAIL_FROM": "eBOK <ebok@example.com>",
    "EBOK_WEBHOOK_URL": "https://ebok.example.com/telegram",
    "EBOK_WEBHOOK_SECRET": "a long random word",
    "EBOK_LISTEN": "127.0.0.1:8080",
    "EBOK_PROFILE": "/etc/ebok/profile.toml",
    "EBOK_SESSION_MINUTES": "15",
    "EBOK_REMEMBER_DAYS": "30",
    "EBOK_LOG_FORMAT": "console or json",
}


class BadSetting(ValueError):
    """One variable that is wrong or missing; the message shows a right value."""

    def __init__(self, variable: str, fault: str) -> None:
        example = EXAMPLES.get(variable)
        hint = f" Example: {variable}={example}" if example else ""
        super().__init__(f"{variable}: {fault}.{hint}")
        self.variable = variable


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix="EBOK_", extra="ignore", env_ignore_empty=True)

    bot_token: SecretStr | None = None
    telegram_api: str | None = None
    database_url: SecretStr | None = None
    redis_url: SecretStr | None = None
    data_dir: Path = Path("var")
    secret_key: SecretStr | None = None
    office_chat_id: int | None = None
    smtp_url: SecretStr | None = None
    mail_from: str | None = None
    webhook_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen: str = "127.0.0.1:8080"
    profile: Path | None = None
    worker_id: str = Field(default_factory=socket.gethostname)
    session_minutes: Annotated[float, Field(gt=0, le=7 * 24 * 60, allow_inf_nan=False)] = 15
    remember_days: Annotated[float, Field(gt=0, le=10 * 366, allow_inf_nan=False)] = 30
    log_format: Literal["console", "json"] = "console"

    @field_validator("telegram_api", "webhook_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        if value is not None and not _is_address(value, {"http", "https"}):
            raise ValueError("must begin with http:// or https:// and name a host")
        return value

    @field_validator("redis_url")
    @classmethod
    def _redis_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is None or _is_address(value.get_secret_value(), {"redis", "rediss"}):
            return value
        address = urlsplit(value.get_secret_value())
        if address.scheme != "unix" or not address.path:
            raise ValueError("must be an address with redis://, rediss:// or unix://")
        return value

    @field_validator("smtp_url")
    @classmethod
    def _smtp_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _is_address(value.get_secret_value(), {"smtp", "smtps"}):
            raise ValueError("must be an address with smtp:// or smtps:// and a host")
        return value

    @field_validator("mail_from")
    @classmethod
    def _sender(cls, value: str | None) -> str | None:
        if value is not None and not re.fullmatch(r"[^@\s]+@[^@\s]+", parseaddr(value)[1]):
            raise ValueError("must be an e-mail address, with or without a name before it")
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _secret_of_webhook(cls, value: SecretStr | None) -> SecretStr | None:
        """Raises ValueError for what Telegram's setWebhook does not take."""
        if value is not None and not re.fullmatch(r"[\w-]{1,256}", value.get_secret_value(), re.A):
            raise ValueError("may hold letters, digits, _ and - only, at most 256 of them")
        return value

    @property
    def token(self) -> str:
        """Raises BadSetting when there is none."""
        if self.bot_token is None:
            raise BadSetting("EBOK_BOT_TOKEN", "is missing; BotFather gives one")
        return self.bot_token.get_secret_value()

    @property
    def database(self) -> URL:
        """Raises BadSetting."""
        if self.database_url is None:
            return database_url(f"sqlite:///{self._existing_data_dir().absolute() / 'ebok.db'}")
        try:
            return database_url(self.database_url.get_secret_value())
        except BadAddress as error:
            fault = "is neither an SQLite nor a PostgreSQL address"
            raise BadSetting("EBOK_DATABASE_URL", fault) from error

    @property
    def redis(self) -> str | None:
        return self.redis_url.get_secret_value() if self.redis_url else None

    @property
    def smtp(self) -> str | None:
        return self.smtp_url.get_secret_value() if self.smtp_url else None

    @property
    def listen_address(self) -> tuple[str, int]:
        """Raises BadSetting."""
        host, _, port = self.listen.rpartition(":")
        if not host or not port.isdigit() or not 1 <= int(port) <= 65535:
            raise BadSetting("EBOK_LISTEN", "must be host:port")
        return host, int(port)

    @property
    def idle(self) -> timedelta:
        return timedelta(minutes=self.session_minutes)

    @property
    def remembered(self) -> timedelta:
        return timedelta(days=self.remember_days)

    def _existing_data_dir(self) -> Path:
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting("EBOK_DATA_DIR", f"cannot be used: {error.strerror}") from error
        return self.data_dir

    def vault(self) -> Vault:
        """Makes the key file at the first start. Raises BadSetting."""
        if self.secret_key is None:
            try:
                keys = [load_or_make_key(self._existing_data_dir())]
            except OSError as error:
                raise BadSetting("EBOK_DATA_DIR", f"cannot be used: {error.strerror}") from error
        else:
            keys = [key.strip() for key in self.secret_key.get_secret_value().split(",")]
        try:
            return Vault(keys)
        except BadKey as error:
            raise BadSetting("EBOK_SECRET_KEY", "is not a key") from error


def _is_address(text: str, schemes: Set[str]) -> bool:
    try:
        address = urlsplit(text)
        return address.scheme in schemes and bool(address.hostname) and address.port != 0
    except ValueError:  # a port that is no number, brackets that do not close
        return False


def load_settings() -> Settings:
    """From the environment and the file that EBOK_ENV_FILE names (``.env``; none when empty).

    Raises BadSetting with the first variable that is wrong.
    """
    env_file = os.environ.get("EBOK_ENV_FILE", ".env") or None
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        fault = error.errors()[0]
        variable = f"EBOK_{str(fault['loc'][0]).upper()}"
        message = str(fault["msg"]).removeprefix("Value error, ")
        raise BadSetting(variable, message) from error
