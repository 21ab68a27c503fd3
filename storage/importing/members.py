"""members.csv: who deals with the cooperative. PESEL and NIP are sealed on their way in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.importing.cells import BadCell, choice, email, nip, pesel, symbol, text
from storage.importing.files import Step, TableFile
from storage.importing.report import ProblemCode
from storage.importing.rows import Counts, FirstLines, chunks, put_rows, table_of
from storage.importing.sheet import Column, Line, Sheet
from storage.tables import Member
from storage.vault import Vault

COMPANY = "company"
KINDS = {"person": "person", COMPANY: COMPANY}
YES_NO = {"tak": True, "nie": False}

MEMBERS = table_of(Member)

Sealed = tuple[str | None, bytes | None]  # fingerprint, sealed value


@dataclass(frozen=True)
class MemberLine:
    symbol: str
    kind: str
    name: str
    identifier: str | None = field(repr=False)  # digits of a PESEL or NIP
    keeps_identifier: bool  # the file has no column for this one's
    email: str | None
    phone: str | None
    is_member: bool


class MembersFile(TableFile[MemberLine]):
    table = "members"
    columns = (
        Column("symbol"),
        Column("kind"),
        Column("name"),
        Column("pesel", stand_in="nip"),
        Column("nip", required=False),
        Column("email", required=False),
        Column("phone", required=False),
        Column("member"),
    )

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def read(self, sheet: Sheet, step: Step) -> list[MemberLine]:
        symbols, identifiers = FirstLines(), FirstLines()
        members = []
        for line in sheet.lines():
            step(line.number)
            member = read_member(line)
            if (first := symbols.seen(line["symbol"], line.number)) is not None:
                line.refuse("symbol", ProblemCode.DUPLICATE, str(first))
            if member is None:
                continue
            if (first := identifiers.seen(member.identifier, line.number)) is not None:
                line.warn("pesel", ProblemCode.SAME_IDENTIFIER, str(first))
            members.append(member)
        return members

    async def store(
        self, session: AsyncSession, rows: Sequence[MemberLine], sheet: Sheet, step: Step
    ) -> Counts:
        counts = Counts()
        for chunk in chunks(rows):
            stored = await self._stored_identifiers(session, chunk)
            difference = await put_rows(
                session,
                MEMBERS,
                "symbol",
                [self._columns_of(member, stored, sheet) for member in chunk],
            )
            counts.add(len(chunk), new=len(difference.new), changed=len(difference.changed))
            step(len(chunk))
        return counts

    async def _stored_identifiers(
        self, session: AsyncSession, members: Sequence[MemberLine]
    ) -> dict[str, Sealed]:
        found = await session.execute(
            select(
                MEMBERS.c.symbol, MEMBERS.c.identifier_fingerprint, MEMBERS.c.sealed_identifier
            ).where(MEMBERS.c.symbol.in_([member.symbol for member in members]))
        )
        return {member: (fingerprint, sealed) for member, fingerprint, sealed in found}

    def _columns_of(
        self, member: MemberLine, stored: dict[str, Sealed], sheet: Sheet
    ) -> dict[str, Any]:
        columns: dict[str, Any] = {
            "symbol": member.symbol,
            "kind": member.kind,
            "name": member.name,
            "is_member": member.is_member,
        }
        if sheet.has("email"):
            columns["email"] = member.email
        if sheet.has("phone"):
            columns["phone"] = member.phone
        fingerprint, sealed = self._seal(member, stored.get(member.symbol))
        return columns | {"identifier_fingerprint": fingerprint, "sealed_identifier": sealed}

    def _seal(self, member: MemberLine, stored: Sealed | None) -> Sealed:
        """What is stored stays when it is the same: a value seals differently each time."""
        if member.identifier is None:
            if stored is None or not member.keeps_identifier:
                return None, None
            return stored
        fingerprints = self._vault.fingerprints(member.identifier)
        if stored is not None and stored[0] in fingerprints:
            return stored
        return fingerprints[0], self._vault.seal(member.identifier)


def read_member(line: Line) -> MemberLine | None:
    known_symbol = line.read("symbol", symbol)
    kind = line.read("kind", choice(KINDS))
    name = line.read("name", text(200))
    identifier = read_identifier(line, kind)
    address = read_email(line)
    phone = line.read_optional("phone", text(40))
    is_member = line.read("member", choice(YES_NO))
    if known_symbol is None or kind is None or name is None or is_member is None:
        return None
    return MemberLine(
        known_symbol,
        kind,
        name,
        identifier,
        not line.sheet.has("nip" if kind == COMPANY else "pesel"),
        address,
        phone,
        is_member,
    )


def read_identifier(line: Line, kind: str | None) -> str | None:
    """The PESEL of a person and the NIP of a company come first; the other one stands in."""
    if line.sheet.same_column("pesel", "nip"):
        return (
            line.read_optional("nip", nip)
            if kind == COMPANY
            else line.read_optional("pesel", pesel)
        )
    by_pesel = line.read_optional("pesel", pesel)
    by_nip = line.read_optional("nip", nip)
    return by_nip or by_pesel if kind == COMPANY else by_pesel or by_nip


def read_email(line: Line) -> str | None:
    if not line["email"]:
        return None
    try:
        return email(line["email"])
    except BadCell as bad:
        line.warn("email", bad.code, bad.detail)
        return None
