"""Is this the key that the database was made with? With another one no PESEL would ever match."""

from __future__ import annotations

from cryptography.fernet import InvalidToken
from sqlalchemy import URL, Connection, insert, inspect, select, update

from storage.migrate import connected
from storage.tables import Installation, Member
from storage.vault import Vault

NAME, TEXT = "key check", "ebok key check"


class WrongKey(ValueError):
    """What stands in the database was sealed with another key."""


def compare_key_of(url: URL, vault: Vault | None) -> None:
    """Of a database of any age, one that is still empty included. Raises WrongKey."""
    with connected(url) as connection:
        compare_key(connection, vault)


def compare_key(connection: Connection, vault: Vault | None) -> None:
    """``vault`` is None when no key has been made yet: right only for a database without secrets.
    Raises WrongKey."""
    noted = _noted(connection)
    if noted is not None:
        if vault is None or noted not in vault.fingerprints(TEXT):
            raise WrongKey
        return
    if not inspect(connection).has_table(Member.__tablename__):
        return
    some = select(Member.sealed_identifier).where(Member.sealed_identifier.is_not(None)).limit(1)
    sealed = connection.scalar(some)
    if sealed is not None and not _opens(vault, sealed):
        raise WrongKey


def note_key(connection: Connection, vault: Vault) -> None:
    """At the first start, and the newest one after a rotation. Raises WrongKey."""
    compare_key(connection, vault)
    noted, value = _noted(connection), vault.fingerprint(TEXT)
    if noted is None:
        connection.execute(insert(Installation).values(name=NAME, value=value))
    elif noted != value:
        connection.execute(
            update(Installation).where(Installation.name == NAME).values(value=value)
        )


def _noted(connection: Connection) -> str | None:
    if not inspect(connection).has_table(Installation.__tablename__):
        return None  # an earlier version's
    noted: str | None = connection.scalar(
        select(Installation.value).where(Installation.name == NAME)
    )
    return noted


def _opens(vault: Vault | None, sealed: bytes) -> bool:
    try:
        return vault is not None and bool(vault.open(sealed))
    except InvalidToken:
        return False
