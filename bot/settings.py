"""Settings from the environment or a ``.env`` file; each is described here and nowhere else."""

from __future__ import annotations

import os
import re
import socket
from collections.abc import Set
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL

from storage.urls import BadAddress, database_url
from storage.vault import BadKey, Vault, kept_key, load_or_make_key

PREFIX = "EBOK_"
MAIL_SERVER = re.compile(r"^(imap|mail|poczta)\d*\.(?=[^.]+\.[^.\d]+)")


class BadSetting(ValueError):
    """One variable that is wrong or missing; the message shows a right value."""

    def __init__(self, variable: str, fault: str) -> None:
        example = EXAMPLES.get(variable)  # of the descriptions below
        hint = f" Example: {variable}={example}" if example else ""
        super().__init__(f"{variable}: {fault}.{hint}")
        self.variable = variable


class Settings(BaseSettings):
    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", env_ignore_empty=True)

    # Told once: .env.example, docs/operators/settings.md and the examples of BadSetting are made
    # of these (make settings).
    bot_token: SecretStr | None = Field(
        None,
        description="The token from @BotFather; needed. The sandbox takes 42:SANDBOX.",
        examples=["123456789:AAE…"],
    )
    telegram_api: str | None = Field(
        None,
        description="Base address of the Bot API; this one is of `ebok sandbox`."
        " Default: Telegram's own.",
        examples=["http://127.0.0.1:8081"],
    )
    database_url: SecretStr | None = Field(
        None,
        description="Where residents' data stand. Default: an SQLite file in EBOK_DATA_DIR, good"
        " for one machine.",
        examples=["postgresql+psycopg://ebok:password@localhost/ebok"],
    )
    redis_url: SecretStr | None = Field(
        None,
        description="Conversation state, locks and limits in Redis or Valkey; needed for several"
        " workers. Default: in the database.",
        examples=["redis://localhost:6379/0"],
    )
    data_dir: Path = Field(
        Path("var"),
        description="The folder of the database and the key file. Default: var",
        examples=["/var/lib/ebok"],
    )
    secret_key: SecretStr | None = Field(
        None,
        description="Encrypts personal columns. Several with commas, newest first, rotate the key."
        " Default: made at the first start in EBOK_DATA_DIR/secret.key. Keep a copy of it apart"
        " from the database's backups: without it PESEL and NIP can neither be read nor compared.",
        examples=["32 bytes in URL-safe base64"],
    )
    office_chat_id: int | None = Field(
        None,
        description="The office's group in Telegram: a forum, where each case has a topic, or a"
        " plain group.",
        examples=["-1001234567890"],
    )
    office_mail: str | None = Field(
        None,
        description="The office's mailbox, where messages to the office go as well.",
        examples=["biuro@example.com"],
    )
    imap_url: SecretStr | None = Field(
        None,
        description="The mailbox in which the office's answers by mail come in; best one of its"
        " own, read by nobody else. imaps:// is TLS, imap:// is without. A sign such as @ or / in"
        " the user or the password is written as %40 or %2F. Default: no answers by mail.",
        examples=["imaps://ebok%40example.com:password@mail.example.com/INBOX"],
    )
    answers_mail: str | None = Field(
        None,
        description="The address of that mailbox, to which the office's people answer. Default: the"
        " user of EBOK_IMAP_URL, completed with its server's domain.",
        examples=["ebok@example.com"],
    )
    answers_from: str | None = Field(
        None,
        description="Who may answer residents by mail besides EBOK_OFFICE_MAIL: addresses, or"
        " whole domains with @ before them, with commas.",
        examples=["anna.nowak@example.com, @biuro.example.com"],
    )
    smtp_url: SecretStr | None = Field(
        None,
        description="Outgoing mail; without it nobody gets a password. smtp:// uses STARTTLS when"
        " it is offered.",
        examples=["smtps://ebok:password@mail.example.com:465"],
    )
    mail_from: str | None = Field(
        None,
        description="The sender of mails. Default: the office's address from the profile.",
        examples=["eBOK SM PIAST <ebok@example.com>"],
    )
    webhook_url: str | None = Field(
        None,
        description="The public address for webhook delivery. Default: polling.",
        examples=["https://ebok.example.com/telegram"],
    )
    webhook_secret: SecretStr | None = Field(
        None,
        description="Checked with every call of the webhook; needed with it. Letters, digits, _"
        " and - only.",
        examples=["a-long-random-word"],
    )
    listen: str = Field(
        "127.0.0.1:8080",
        description="Where the webhook's reverse proxy forwards to. Default: 127.0.0.1:8080",
        examples=["127.0.0.1:8080"],
    )
    profile: Path | None = Field(
        None,
        description="The cooperative's name, office, telephone and documents: a commented example"
        " stands in examples/profile/. Default: the built-in SM PIAST.",
        examples=["/etc/ebok/profile.toml"],
    )
    worker_id: str = Field(
        default_factory=socket.gethostname,
        description="Stable name of this worker, by which unfinished work is found again."
        " Default: the host's name.",
        examples=["ebok-1"],
    )
    session_minutes: float = Field(
        15,
        gt=0,
        le=7 * 24 * 60,
        allow_inf_nan=False,
        description="Logging out after so many minutes of silence. Default: 15",
        examples=["15"],
    )
    remember_days: float = Field(
        30,
        gt=0,
        le=10 * 366,
        allow_inf_nan=False,
        description='"Remember this phone" for so many days. Default: 30',
        examples=["30"],
    )
    log_format: Literal["console", "json"] = Field(
        "console",
        description="console for people, json for machines. Default: console",
        examples=["json"],
    )

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

    @field_validator("imap_url")
    @classmethod
    def _imap_address(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not _is_mailbox(value.get_secret_value()):
            raise ValueError("must be an address with imaps:// or imap://, a user and a host")
        return value

    @field_validator("answers_from")
    @classmethod
    def _writers(cls, value: str | None) -> str | None:
        for writer in (value or "").split(","):
            if writer.strip() and not re.fullmatch(r"[^@\s]*@[^@\s]+", writer.strip()):
                raise ValueError("must be e-mail addresses, or domains such as @example.com")
        return value

    @field_validator("mail_from", "office_mail", "answers_mail")
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
            return database_url(f"sqlite:///{self.data_dir.absolute() / 'ebok.db'}")
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
    def imap(self) -> str | None:
        return self.imap_url.get_secret_value() if self.imap_url else None

    @property
    def answers_to(self) -> str | None:
        """The address of the mailbox that is read; None when none is."""
        if self.imap is None or self.answers_mail is not None:
            return self.answers_mail if self.imap else None
        address = urlsplit(self.imap)
        user, host = unquote(address.username or ""), address.hostname or ""
        return user if "@" in user else f"{user}@{MAIL_SERVER.sub('', host)}"

    @property
    def writers(self) -> frozenset[str]:
        """Addresses, and domains with @ before them, in small letters."""
        named = (self.answers_from or "").lower().split(",")
        return frozenset(writer.strip() for writer in named if writer.strip())

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

    def existing_data_dir(self) -> Path:
        """Makes it at the first start. Raises BadSetting."""
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise BadSetting("EBOK_DATA_DIR", f"cannot be used: {error.strerror}") from error
        return self.data_dir

    def existing_vault(self) -> Vault | None:
        """None when no key is set and none has been made yet. Raises BadSetting."""
        if self.secret_key is None and kept_key(self.data_dir) is None:
            return None
        return self.vault()

    def vault(self) -> Vault:
        """Makes the key file at the first start. Raises BadSetting."""
        if self.secret_key is None:
            try:
                keys = [load_or_make_key(self.existing_data_dir())]
            except OSError as error:
                raise BadSetting("EBOK_DATA_DIR", f"cannot be used: {error.strerror}") from error
        else:
            keys = [key.strip() for key in self.secret_key.get_secret_value().split(",")]
        try:
            return Vault(keys)
        except BadKey as error:
            raise BadSetting("EBOK_SECRET_KEY", "is not a key") from error


EXAMPLES = {
    f"{PREFIX}{name.upper()}": str(field.examples[0])
    for name, field in Settings.model_fields.items()
    if field.examples
}


def _is_address(text: str, schemes: Set[str]) -> bool:
    try:
        address = urlsplit(text)
        return address.scheme in schemes and bool(address.hostname) and address.port != 0
    except ValueError:  # a port that is no number, brackets that do not close
        return False


def _is_mailbox(text: str) -> bool:
    return _is_address(text, {"imap", "imaps"}) and bool(urlsplit(text).username)


def load_settings() -> Settings:
    """From the environment and the file that EBOK_ENV_FILE names (``.env``; none when empty).

    Raises BadSetting with the first variable that is wrong.
    """
    env_file = os.environ.get("EBOK_ENV_FILE", ".env") or None
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        fault = error.errors()[0]
        variable = f"{PREFIX}{str(fault['loc'][0]).upper()}"
        message = str(fault["msg"]).removeprefix("Value error, ")
        raise BadSetting(variable, message) from error
