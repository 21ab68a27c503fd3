"""premises.csv: flats, garages and shops with their holders, co-owners in a line each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.importing.cells import account, area, people, symbol, text
from storage.importing.files import Step, TableFile
from storage.importing.report import ProblemCode
from storage.importing.rows import Counts, FirstLines, chunks, ids_by_key, put_rows, table_of
from storage.importing.sheet import Column, Line, Sheet
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
        Column("area", required=False),
        Column("people", required=False),
        Column("account", required=False),
    )

    def __init__(self) -> None:
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
            if holder not in known:
                sheet.refuse(line, "symbol", ProblemCode.UNKNOWN_SYMBOL, holder)

    async def store(
        self, session: AsyncSession, rows: Sequence[PremisesLine], sheet: Sheet, step: Step
    ) -> Counts:
        counts = Counts()
        holders: defaultdict[str, set[str]] = defaultdict(set)
        places = {}
        for row in rows:
            places[row.place.code] = row.place
            holders[row.place.code].add(row.symbol)
        for chunk in chunks(list(places.values())):
            difference = await put_rows(
                session, PREMISES, "code", [columns_of(place, sheet) for place in chunk]
            )
            moved = await put_holders(session, {place.code: holders[place.code] for place in chunk})
            changed = (difference.changed | moved) - difference.new
            lines = {place.code: len(holders[place.code]) for place in chunk}
            counts.add(
                sum(lines.values()),
                new=sum(lines[code] for code in difference.new),
                changed=sum(lines[code] for code in changed),
            )
            step(sum(lines.values()))
        return counts


def read_place(line: Line) -> Place | None:
    code = line.read("code", text(40))
    address = line.read("address", text(200))
    kind = line.read("kind", text(60))
    place_area = line.read_optional("area", area)
    lives_there = line.read_optional("people", people)
    number = line.read_optional("account", account)
    if code is None or address is None or kind is None:
        return None
    return Place(code, address, kind.lower(), place_area, lives_there, number)


def columns_of(place: Place, sheet: Sheet) -> dict[str, Any]:
    columns: dict[str, Any] = {"code": place.code, "address": place.address, "kind": place.kind}
    if sheet.has("area"):
        columns["area_dm2"] = place.area
    if sheet.has("people"):
        columns["people"] = place.people
    if sheet.has("account"):
        columns["account_number"] = place.account
    return columns


async def put_holders(session: AsyncSession, wanted: dict[str, set[str]]) -> frozenset[str]:
    """Makes the holders of these premises exactly those; gives the codes where that changed."""
    premises = await ids_by_key(session, PREMISES, "code", list(wanted))
    symbols = sorted(set().union(*wanted.values()))
    members = await ids_by_key(session, MEMBERS, "symbol", symbols)
    codes = {premises_id: code for code, premises_id in premises.items()}
    asked = {(premises[code], members[holder]) for code in wanted for holder in wanted[code]}
    found = await session.execute(
        select(HOLDERS.c.premises_id, HOLDERS.c.member_id).where(
            HOLDERS.c.premises_id.in_(list(codes))
        )
    )
    stored = {(premises_id, member_id) for premises_id, member_id in found}
    if gone := stored - asked:
        await session.execute(
            delete(HOLDERS).where(
                HOLDERS.c.premises_id == bindparam("gone_premises_id"),
                HOLDERS.c.member_id == bindparam("gone_member_id"),
            ),
            as_parameters(gone, "gone_premises_id", "gone_member_id"),
        )
    if added := asked - stored:
        await session.execute(insert(HOLDERS), as_parameters(added, "premises_id", "member_id"))
    return frozenset(codes[premises_id] for premises_id, _ in gone | added)


def as_parameters(
    pairs: Collection[tuple[int, int]], first: str, second: str
) -> list[dict[str, int]]:
    return [{first: one, second: other} for one, other in sorted(pairs)]
