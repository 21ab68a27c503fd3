"""A back office in small: a folder of files that a test writes line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from ebok.importing import FileReport, ImportReport, ProblemCode, import_folder
from ebok.services import Services
from storage.database import Database
from storage.vault import Vault

TODAY = date(2026, 11, 22)

MEMBERS = "symbol;kind;name;pesel;nip;email;phone;member"
PREMISES = "code;symbol;address;kind;area;people;account"
LEDGER = "id;code;date;due;kind;title;component;amount"

MARIA = "104217;person;Maria Wiśniewska;52031512346;;maria@example.com;+48600000217;tak"
JAN = "118830;person;Jan Żółkiewski;47110809172;;;;tak"
IGLA = "120045;company;Igła sp. z o.o.;;8941234562;;;nie"

ACCOUNT = "37 9990 0009 0020 1700 0000 3005"
FLAT = f"I12-5;104217;ul. Bulwar Ikara 12/5, 54-130 Wrocław;mieszkanie;38,20;2;{ACCOUNT}"
CHARGE = "K1;I12-5;2026-11-01;2026-11-15;charge;Eksploatacja;eksploatacja;112,20"


@dataclass
class Office:
    """``write`` then ``bring_in``; a later ``write`` replaces the file."""

    folder: Path
    services: Services
    progress: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def database(self) -> Database:
        return self.services.database

    @property
    def vault(self) -> Vault:
        return self.services.vault

    def write(self, name: str, *lines: str, encoding: str = "utf-8", end: str = "\n") -> None:
        text = end.join(lines) + end
        (self.folder / name).write_bytes(text.encode(encoding))

    def write_members(self, *lines: str) -> None:
        self.write("members.csv", MEMBERS, *lines)

    def write_premises(self, *lines: str) -> None:
        self.write("premises.csv", PREMISES, *lines)

    def write_ledger(self, *lines: str) -> None:
        self.write("ledger.csv", LEDGER, *lines)

    async def bring_in(
        self, *, today: date = TODAY, dry_run: bool = False, vault: Vault | None = None
    ) -> ImportReport:
        noon = datetime.combine(today, time(12), UTC)
        return await import_folder(
            replace(self.services, vault=vault or self.vault, now=lambda: noon),
            self.folder,
            dry_run=dry_run,
            progress=lambda *step: self.progress.append(step),
        )

    async def rows(self, table: Table, *columns: str) -> list[tuple[Any, ...]]:
        async with self.database.reading() as session:
            found = await session.execute(
                select(*(table.c[name] for name in columns)).order_by(table.c[columns[0]])
            )
            return [tuple(row) for row in found]


def of_file(report: ImportReport, name: str) -> FileReport:
    return next(file for file in report.files if file.name == name)


def counts(report: ImportReport, name: str) -> tuple[int, int, int]:
    """New, changed, unchanged."""
    file = of_file(report, name)
    return file.new, file.changed, file.unchanged


def faults(report: ImportReport, name: str) -> Sequence[tuple[int, str | None, ProblemCode]]:
    return [(item.line, item.column, item.code) for item in of_file(report, name).problems]


def warnings(report: ImportReport, name: str) -> Sequence[tuple[int, str | None, ProblemCode]]:
    return [(item.line, item.column, item.code) for item in of_file(report, name).warnings]
