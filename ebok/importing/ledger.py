"""ledger.csv: what was charged and paid, matched by its ``id``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.ext.asyncio import AsyncSession

from ebok.importing.cells import amount, choice, text
from ebok.importing.dates import DateReader
from ebok.importing.files import Comparison, Promised, Step, TableFile
from ebok.importing.report import ProblemCode, shown
from ebok.importing.rows import Counts, FirstLines, Row, difference, ids_by_key, table_of
from ebok.importing.sheet import Column, Line, Sheet
from storage.tables import LedgerEntry, Premises

CHARGE, CORRECTION = "charge", "correction"
KINDS = {kind: kind for kind in (CHARGE, "payment", CORRECTION, "interest")}

LEDGER, PREMISES = table_of(LedgerEntry), table_of(Premises)

read_id, read_code, read_title, read_component = text(60), text(40), text(200), text(120)
read_kind = choice(KINDS)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    id: str
    code: str
    booked_on: date
    due_on: date | None
    kind: str
    title: str
    component: str | None
    amount: int  # grosze, as in the ledger


class LedgerFile(TableFile[LedgerLine]):
    table = "ledger"
    columns = (
        Column("id"),
        Column("code"),
        Column("date"),
        Column("due"),
        Column("kind"),
        Column("title"),
        Column("component", required=False),
        Column("amount", decimal=True),
    )

    def __init__(self, dates: DateReader, promised: Promised) -> None:
        self._dates = dates
        self._promised = promised
        self._places: dict[str, list[int]] = {}  # the lines of each code
        self._premises: dict[str, int] = {}

    def read(self, sheet: Sheet, step: Step) -> list[LedgerLine]:
        ids = FirstLines()
        entries = []
        for line in sheet.lines():
            step(line.number)
            entry = self._read_entry(line)
            if (first := ids.seen(line["id"], line.number)) is not None:
                line.refuse("id", ProblemCode.DUPLICATE, str(first))
            self._places.setdefault(line["code"], []).append(line.number)
            if entry is not None:
                entries.append(entry)
        return entries

    async def check(self, session: AsyncSession, sheet: Sheet) -> None:
        mentioned = [code for code in self._places if code]
        self._premises = await ids_by_key(session, PREMISES, "code", mentioned)
        for code in mentioned:
            if code not in self._premises and code not in self._promised.codes:
                for line in self._places[code]:
                    sheet.refuse(line, "code", ProblemCode.UNKNOWN_CODE, shown(code))

    async def compare(
        self, session: AsyncSession, rows: Sequence[LedgerLine], sheet: Sheet, step: Step
    ) -> Comparison:
        has_component = sheet.has("component")
        found = await difference(
            session,
            LEDGER,
            "external_id",
            [self._columns_of(entry, has_component=has_component) for entry in rows],
            step,
        )
        return Comparison(Counts.of(len(rows), found), [found])

    def _columns_of(self, entry: LedgerLine, *, has_component: bool) -> Row:
        columns = {
            "external_id": entry.id,
            "premises_id": self._premises.get(entry.code),  # None: a dry run promised them
            "booked_on": entry.booked_on,
            "due_on": entry.due_on,
            "kind": entry.kind,
            "title": entry.title,
            "amount": entry.amount,
        }
        return columns | {"component": entry.component} if has_component else columns

    def _read_entry(self, line: Line) -> LedgerLine | None:
        entry_id = line.read("id", read_id)
        code = line.read("code", read_code)
        booked_on = line.read("date", self._dates)
        kind = line.read("kind", read_kind)
        due_on = self._read_due(line, kind)
        title = line.read("title", read_title)
        component = line.read_optional("component", read_component)
        grosze = line.read("amount", amount)
        if grosze is not None and grosze < 0 and kind not in (None, CORRECTION):
            line.refuse("amount", ProblemCode.NEGATIVE, shown(line["amount"]))
        if (
            entry_id is None
            or code is None
            or booked_on is None
            or kind is None
            or title is None
            or grosze is None
        ):
            return None
        return LedgerLine(entry_id, code, booked_on, due_on, kind, title, component, grosze)

    def _read_due(self, line: Line, kind: str | None) -> date | None:
        due_on = line.read_optional("due", self._dates)
        if kind == CHARGE and not line["due"]:
            line.refuse("due", ProblemCode.DUE_MISSING)
        if kind not in (None, CHARGE) and due_on is not None:
            line.warn("due", ProblemCode.DUE_IGNORED)
            return None
        return due_on
