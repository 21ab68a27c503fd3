"""premises.csv: flats, garages and shops with their holders, co-owners in a line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, delete, insert, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.identity.addresses import address
from ebok.importing.cells import account, area, people, proper_text, symbol, text
from ebok.importing.files import Comparison, Promised, Step, TableFile
from ebok.importing.report import ProblemCode, shown
from ebok.importing.rows import (
    Counts,
    FirstLines,
    Move,
    chunks,
    difference,
    ids_by_key,
    table_of,
)
from ebok.importing.sheet import Column, Line, Sheet
from storage.staging import Staging
from storage.tables import Holder, Member, Premises

MEMBERS, PREMISES, HOLDERS = table_of(Member), table_of(Premises), table_of(Holder)


@dataclass(frozen=True)
class Place:
    """What all lines of one code say alike."""

    code: str
    address: str
    kind: str
    area: int | None  # hundredths of a square metre
    people: int | None
    account: str | None


@dataclass(frozen=True)
class PremisesLine:
    place: Place
    symbol: str


class PremisesFile(TableFile[PremisesLine]):
    table = "premises"
    columns = (
        Column("code"),
        Column("symbol"),
        Column("address"),
        Column("kind"),
        Column("area", required=False, decimal=True),
        Column("people", required=False),
        Column("account", required=False),
    )

    def __init__(self, promised: Promised) -> None:
        self._promised = promised
        self._references: list[tuple[int, str]] = []

    def read(self, sheet: Sheet, step: Step) -> list[PremisesLine]:
        pairs = FirstLines()
        accounts: dict[str, tuple[str, int]] = {}
        places: dict[str, tuple[Place, int]] = {}
        rows = []
        for line in sheet.lines():
            step(line.number)
            place, holder = read_place(line), line.read("symbol", symbol)
            if holder is not None:
                self._references.append((line.number, holder))
            if place is None or holder is None:
                continue
            if (first := pairs.seen((place.code, holder), line.number)) is not None:
                line.refuse("symbol", ProblemCode.DUPLICATE, str(first))
            known, first_line = places.setdefault(place.code, (place, line.number))
            if known != place:
                line.refuse("code", ProblemCode.CONTRADICTION, str(first_line))
            if place.account is not None:
                code, first_line = accounts.setdefault(place.account, (place.code, line.number))
                if code != place.code:
                    line.warn("account", ProblemCode.SAME_ACCOUNT, str(first_line))
            rows.append(PremisesLine(place, holder))
        return rows

    async def check(self, session: AsyncSession, sheet: Sheet) -> None:
        symbols = {holder for _, holder in self._references}
        known = await ids_by_key(session, MEMBERS, "symbol", sorted(symbols))
        for line, holder in self._references:
            if holder not in known and holder not in self._promised.symbols:
                sheet.refuse(line, "symbol", ProblemCode.UNKNOWN_SYMBOL, holder)

    async def compare(
        self, session: AsyncSession, rows: Sequence[PremisesLine], sheet: Sheet, step: Step
    ) -> Comparison:
        holders: defaultdict[str, set[str]] = defaultdict(set)
        places = {}
        for row in rows:
            places[row.place.code] = row.place
            holders[row.place.code].add(row.symbol)
        wanted = [columns_of(place, sheet) for place in places.values()]
        found = await difference(session, PREMISES, "code", wanted)
        moved = await moved_holders(session, holders)
        step(len(rows))
        changed = (found.changed_keys | moved.codes) - found.new_keys
        new_lines = sum(len(holders[code]) for code in found.new_keys)
        changed_lines = sum(len(holders[code]) for code in changed)
        counts = Counts(new_lines, changed_lines, len(rows) - new_lines - changed_lines)
        return Comparison(counts, [found, moved])

    def promise(self, rows: Sequence[PremisesLine]) -> None:
        self._promised.codes.update(row.place.code for row in rows)


def read_place(line: Line) -> Place | None:
    code = line.read("code", text(40))
    written_address = line.read("address", proper_text(200))
    kind = line.read("kind", text(60))
    place_area = line.read_optional("area", area)
    lives_there = line.read_optional("people", people)
    number = line.read_optional("account", account)
    if code is None or written_address is None or kind is None:
        return None
    if not is_readable(written_address):
        line.warn("address", ProblemCode.ODD_ADDRESS, shown(written_address))
    return Place(code, written_address, kind.lower(), place_area, lives_there, number)


def is_readable(written_address: str) -> bool:
    """Whether a resident's own address can ever be the same."""
    read = address(written_address)
    return bool(read.street and read.numbers)


def columns_of(place: Place, sheet: Sheet) -> dict[str, Any]:
    columns: dict[str, Any] = {"code": place.code, "address": place.address, "kind": place.kind}
    if sheet.has("area"):
        columns["area_dm2"] = place.area
    if sheet.has("people"):
        columns["people"] = place.people
    if sheet.has("account"):
        columns["account_number"] = place.account
    return columns


@dataclass(frozen=True)
class MovedHolders:
    gone: Collection[tuple[str, str]]  # premises by code, holder by symbol
    added: Collection[tuple[str, str]]

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(code for code, _ in (*self.gone, *self.added))

    async def stage(self, staging: Staging) -> Move:
        gone, added = [await self._put(staging, pairs) for pairs in (self.gone, self.added)]

        async def move(session: AsyncSession) -> None:
            if gone is not None:
                pair = tuple_(HOLDERS.c.premises_id, HOLDERS.c.member_id)
                await session.execute(delete(HOLDERS).where(pair.in_(ids_of(gone))))
            if added is not None:
                columns = ["premises_id", "member_id"]
                await session.execute(insert(HOLDERS).from_select(columns, ids_of(added)))

        return move

    async def _put(self, staging: Staging, pairs: Collection[tuple[str, str]]) -> Table | None:
        rows = [{"code": code, "symbol": symbol} for code, symbol in sorted(pairs)]
        return await staging.put([PREMISES.c.code, MEMBERS.c.symbol], rows) if rows else None


def ids_of(pairs: Table) -> Select[tuple[int, int]]:
    """Known only when the rows before them are in."""
    joined = pairs.join(PREMISES, PREMISES.c.code == pairs.c.code).join(
        MEMBERS, MEMBERS.c.symbol == pairs.c.symbol
    )
    return select(PREMISES.c.id, MEMBERS.c.id).select_from(joined)


async def moved_holders(
    session: AsyncSession, wanted: Mapping[str, Collection[str]]
) -> MovedHolders:
    """The holders of these premises will be exactly those."""
    stored: set[tuple[str, str]] = set()
    for codes in chunks(list(wanted)):
        found = await session.execute(
            select(PREMISES.c.code, MEMBERS.c.symbol)
            .select_from(HOLDERS.join(PREMISES).join(MEMBERS))
            .where(PREMISES.c.code.in_(codes))
        )
        stored.update((code, holder) for code, holder in found)
    asked = {(code, holder) for code, holders in wanted.items() for holder in holders}
    return MovedHolders(stored - asked, asked - stored)
