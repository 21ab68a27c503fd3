"""members.csv: who deals with the cooperative. PESEL and NIP are sealed on their way in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.importing.cells import BadCell, choice, email, nip, pesel, phone, proper_text, symbol
from ebok.importing.files import Comparison, Promised, Step, TableFile
from ebok.importing.holders import (
    Holder,
    NewHolders,
    StoredHolder,
    is_still_held,
    stored_holders,
    symbols_with_account,
)
from ebok.importing.odd_names import is_odd
from ebok.importing.report import ProblemCode, shown
from ebok.importing.rows import Counts, FirstLines, chunks, difference, table_of
from ebok.importing.sheet import Column, Line, Sheet
from ebok.services import Services
from storage.tables import Member

COMPANY = "company"
KINDS = {"person": "person", COMPANY: COMPANY}
YES_NO = {"tak": True, "nie": False}

MEMBERS = table_of(Member)


@dataclass(frozen=True)
class MemberLine:
    number: int  # of the line
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

    def __init__(self, services: Services, promised: Promised) -> None:
        self._services = services
        self._vault = services.vault
        self._promised = promised

    def read(self, sheet: Sheet, step: Step) -> list[MemberLine]:
        symbols, identifiers = FirstLines(), FirstLines()
        members = []
        for line in sheet.lines():
            step(line.number)
            member = read_member(line)
            if member is None:
                continue
            if (first := symbols.seen(member.symbol, line.number)) is not None:
                line.refuse("symbol", ProblemCode.DUPLICATE, str(first))
            if member.kind != COMPANY and is_odd(member.name):
                line.warn("name", ProblemCode.ODD_NAME, shown(member.name))
            if (first := identifiers.seen(member.identifier, line.number)) is not None:
                line.warn("pesel", ProblemCode.SAME_IDENTIFIER, str(first))
            members.append(member)
        return members

    async def compare(
        self, session: AsyncSession, rows: Sequence[MemberLine], sheet: Sheet, step: Step
    ) -> Comparison:
        wanted = []
        replaced: list[MemberLine] = []
        for chunk in chunks(rows):
            stored = await stored_holders(session, [member.symbol for member in chunk])
            for member in chunk:
                before = stored.get(member.symbol)
                wanted.append(self._columns_of(member, before, sheet))
                if before is not None and not self._is_still(before, member):
                    replaced.append(member)
        await self._warn(session, replaced, sheet)
        found = await difference(session, MEMBERS, "symbol", wanted, step)
        new_holders = NewHolders(self._services, [member.symbol for member in replaced])
        return Comparison(Counts.of(len(rows), found), [found, new_holders])

    def promise(self, rows: Sequence[MemberLine]) -> None:
        self._promised.symbols.update(member.symbol for member in rows)

    def _is_still(self, before: StoredHolder, member: MemberLine) -> bool:
        after = Holder(member.kind, member.name, member.identifier)
        return is_still_held(self._vault, before, after)

    async def _warn(
        self, session: AsyncSession, replaced: Sequence[MemberLine], sheet: Sheet
    ) -> None:
        with_account = await symbols_with_account(session, [member.symbol for member in replaced])
        for member in replaced:
            if member.symbol in with_account:
                by_nip = member.kind == COMPANY and sheet.has("nip")
                column = "nip" if by_nip else "pesel"
                sheet.warn(member.number, column, ProblemCode.ACCOUNT_ENDS)

    def _columns_of(
        self, member: MemberLine, stored: StoredHolder | None, sheet: Sheet
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
        fingerprint, sealed = self._seal(member, stored)
        return columns | {"identifier_fingerprint": fingerprint, "sealed_identifier": sealed}

    def _seal(
        self, member: MemberLine, stored: StoredHolder | None
    ) -> tuple[str | None, bytes | None]:
        """What is stored stays when it is the same: a value seals differently each time."""
        if member.identifier is None:
            if stored is None or not member.keeps_identifier:
                return None, None
            return stored.fingerprint, stored.sealed
        fingerprints = self._vault.fingerprints(member.identifier)
        if stored is not None and stored.fingerprint in fingerprints:
            return stored.fingerprint, stored.sealed
        return fingerprints[0], self._vault.seal(member.identifier)


def read_member(line: Line) -> MemberLine | None:
    known_symbol = line.read("symbol", symbol)
    kind = line.read("kind", choice(KINDS))
    name = line.read("name", proper_text(200))
    identifier = read_identifier(line, kind)
    email_address = read_or_leave_out(line, "email", email)
    phone_number = read_or_leave_out(line, "phone", phone)
    is_member = line.read("member", choice(YES_NO))
    if known_symbol is None or kind is None or name is None or is_member is None:
        return None
    return MemberLine(
        line.number,
        known_symbol,
        kind,
        name,
        identifier,
        not line.sheet.has("nip" if kind == COMPANY else "pesel"),
        email_address,
        phone_number,
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


def read_or_leave_out(line: Line, column: str, reader: Callable[[str], str]) -> str | None:
    """A client without an e-mail or a telephone is still a client."""
    if not line[column]:
        return None
    try:
        return reader(line[column])
    except BadCell as bad:
        line.warn(column, bad.code, bad.detail)
        return None
