"""Who holds a client number: when a file gives it to somebody else, the account of the holder
before ends in the import's own transaction, before anybody sees what is the new holder's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from cryptography.fernet import InvalidToken
from sqlalchemy import Select, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from ebok import audit
from ebok.accounts.closing import close_account
from ebok.accounts.paper_codes import void
from ebok.identity.folding import words
from ebok.identity.given_names import GIVEN_NAMES
from ebok.identity.matching import same_company, same_person
from ebok.importing.rows import Move, chunks
from ebok.registration.waiting import decline_all
from ebok.services import Services
from storage.staging import Staging
from storage.tables import Account, Application, Member
from storage.vault import Vault

T = TypeVar("T")

CAUSE = "import:members"


@dataclass(frozen=True)
class Holder:
    kind: str  # person | company
    name: str
    identifier: str | None = field(repr=False)  # digits of a PESEL or NIP


@dataclass(frozen=True)
class StoredHolder:
    kind: str
    name: str
    fingerprint: str | None
    sealed: bytes | None


def is_still_held(vault: Vault, before: StoredHolder, after: Holder) -> bool:
    """By the same person or company. PESEL or NIP decide, even a corrected one: whoever is taken
    for another registers again, but nobody sees what is another's. Where one of the two is not on
    record or cannot be read, the names decide, and a changed surname is no other person."""
    if before.fingerprint is None or before.sealed is None or after.identifier is None:
        return _may_be_same(before, after)
    if before.fingerprint in vault.fingerprints(after.identifier):
        return True
    try:
        return vault.open(before.sealed) == after.identifier
    except InvalidToken:  # of a key that is no longer listed
        return _may_be_same(before, after)


def _may_be_same(before: StoredHolder, after: Holder) -> bool:
    if before.kind == after.kind == "company":
        return same_company(before.name, after.name)
    if same_person(before.name, after.name):
        return True
    mine, theirs = set(words(before.name)), set(words(after.name))
    if mine & GIVEN_NAMES and theirs & GIVEN_NAMES:
        return bool(mine & theirs & GIVEN_NAMES)
    return bool(mine & theirs)


async def stored_holders(session: AsyncSession, symbols: Sequence[str]) -> dict[str, StoredHolder]:
    found = await session.execute(
        select(
            Member.symbol,
            Member.kind,
            Member.name,
            Member.identifier_fingerprint,
            Member.sealed_identifier,
        ).where(Member.symbol.in_(symbols))
    )
    return {row.symbol: StoredHolder(*row[1:]) for row in found}


async def symbols_with_account(session: AsyncSession, symbols: Sequence[str]) -> set[str]:
    found: set[str] = set()
    for chunk in chunks(symbols):
        found.update(await session.scalars(_accounts(chunk, Member.symbol)))
    return found


def _accounts(symbols: Sequence[str], column: InstrumentedAttribute[T]) -> Select[T]:
    return (
        select(column)
        .join_from(Account, Member, Account.member_id == Member.id)
        .where(Member.symbol.in_(symbols))
    )


@dataclass(frozen=True)
class NewHolders:
    """A change of the import: accounts of these symbols end, also one that was opened after the
    file had been compared, and how to reach an earlier applicant is forgotten."""

    services: Services
    symbols: Sequence[str]

    async def stage(self, staging: Staging) -> Move:
        async def move(session: AsyncSession) -> None:
            for chunk in chunks(self.symbols):
                # Their data agreed with those of the holder before.
                await decline_all(self.services, session, chunk, audit.SYSTEM)
                await session.execute(
                    update(Application)
                    .where(Application.symbol.in_(chunk), Application.decided_at.is_not(None))
                    .values(sealed_answers=None)
                )
                await void(session, chunk)
                for account_id in (await session.scalars(_accounts(chunk, Account.id))).all():
                    await close_account(self.services, session, account_id, cause=CAUSE)

        return move
