"""One database address as people write it, turned into the two drivers' spellings of it."""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.sqlite_driver import DRIVER


class BadAddress(ValueError):
    """Neither an SQLite nor a PostgreSQL address."""


def database_url(text: str) -> URL:
    """``sqlite:///file``, ``postgresql://…`` or ``postgresql+psycopg://…`` as a sync address."""
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise BadAddress(text) from error
    match url.get_backend_name():
        case "sqlite":
            return url.set(drivername="sqlite")
        case "postgresql" | "postgres":
            return url.set(drivername="postgresql+psycopg")
    raise BadAddress(url.get_backend_name())


def async_url(url: URL) -> URL:
    """The same database for the async engine; psycopg 3 speaks both ways under one name."""
    return url.set(drivername=DRIVER) if is_sqlite(url) else url


def is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"
