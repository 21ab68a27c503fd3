"""However many rows an import changes: all of a file or nothing of it, and residents go on."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event, text, update

from ebok.importing.folder import ChangedMeanwhile
from ebok.importing.report import ProblemCode
from ebok.importing.rows import table_of
from storage.tables import Holder, LedgerEntry, Member
from storage.vault import Vault, new_key
from tests.ebok.importing.office_files import CHARGE, FLAT, JAN, MARIA, Office, counts, faults

LEDGER, MEMBERS, HOLDERS = table_of(LedgerEntry), table_of(Member), table_of(Holder)
ROWS = 12_000  # more than one portion

IMPORT_AND_DIE = """
import asyncio, os, signal, sys
from pathlib import Path
from sqlalchemy import Engine, event, make_url
from ebok.importing import import_folder
from ebok.passwords import PasswordHasher
from ebok.profile import load_profile
from ebok.services import Services
from storage.database import Database
from storage.vault import Vault

url, key, folder, fatal = sys.argv[1:]

@event.listens_for(Engine, "after_cursor_execute")
def die(connection, cursor, statement, parameters, context, executemany):
    if statement.strip().startswith(fatal):
        os.kill(os.getpid(), signal.SIGKILL)

services = Services(Database(make_url(url)), Vault([key]), load_profile(), PasswordHasher())
asyncio.run(import_folder(services, Path(folder)))
"""


def bookings(rows: int, zloty: int) -> list[str]:
    return [
        f"{CHARGE.replace('K1', f'K{row}').replace('112,20', f'{zloty},20')}" for row in range(rows)
    ]


@pytest.fixture
async def flat(office: Office) -> Office:
    office.write_members(MARIA)
    office.write_premises(FLAT)
    await office.bring_in()
    return office


@contextmanager
def heard_by(hear: Any) -> Iterator[None]:
    event.listen(Engine, "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", hear)


@contextmanager
def statements_heard() -> Iterator[list[tuple[str, bool]]]:
    """What is written into the tables that residents use, and whether it is said row by row."""
    heard: list[tuple[str, bool]] = []

    def hear(
        _connection: Any, _cursor: Any, statement: str, _parameters: Any, _context: Any, many: bool
    ) -> None:
        words = statement.split(maxsplit=3)
        if words[0] in {"INSERT", "UPDATE", "DELETE"} and "staged" not in " ".join(words[:3]):
            heard.append((words[0], many))

    with heard_by(hear):
        yield heard


async def test_a_change_of_many_rows_is_a_few_statements_under_the_writers_lock(
    flat: Office,
) -> None:
    flat.write_ledger(*bookings(ROWS, 100))
    await flat.bring_in()
    flat.write_ledger(*bookings(ROWS, 200), *bookings(2 * ROWS, 200)[ROWS:])

    with statements_heard() as heard:
        report = await flat.bring_in()

    assert counts(report, "ledger.csv") == (ROWS, ROWS, 0)
    assert heard == [("INSERT", False), ("UPDATE", False)]
    assert {amount for _, amount in await flat.rows(LEDGER, "id", "amount")} == {20020}


@pytest.mark.parametrize("dry_run", [True, False])
async def test_what_changes_nothing_comes_through_while_somebody_else_writes(
    flat: Office, dry_run: bool
) -> None:
    flat.write_ledger(CHARGE)
    await flat.bring_in()
    if dry_run:
        flat.write_ledger(CHARGE.replace("112,20", "113,20"))

    async with flat.database.transaction() as session:
        await session.execute(update(MEMBERS).values(phone=MEMBERS.c.phone))
        report = await flat.bring_in(dry_run=dry_run)

    assert report.ok
    assert counts(report, "ledger.csv") == ((0, 1, 0) if dry_run else (0, 0, 1))


async def test_residents_write_while_a_file_is_read_compared_and_staged(flat: Office) -> None:
    flat.write_ledger(*bookings(ROWS, 100))
    written: list[str] = []
    resident = create_engine(flat.database.url)

    def write(
        _connection: Any, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool
    ) -> None:
        if statement.startswith("INSERT INTO staged"):
            with resident.begin() as connection:
                connection.execute(update(MEMBERS).values(phone=f"+4860000{len(written):04}"))
            written.append(statement)

    with heard_by(write):
        report = await flat.bring_in()
    resident.dispose()

    assert len(written) == 3
    assert counts(report, "ledger.csv") == (ROWS, 0, 0)


@pytest.mark.parametrize(
    "fatal",
    ["INSERT INTO staged_1", "CREATE TEMPORARY TABLE staged_2", "INSERT INTO l", "UPDATE l"],
)
async def test_a_kill_in_the_middle_leaves_the_file_before_as_it_was(
    flat: Office, fatal: str
) -> None:
    key = new_key()
    flat.services = replace(flat.services, vault=Vault([key]))
    flat.write_ledger(*bookings(20, 100))
    await flat.bring_in()
    before = await flat.rows(LEDGER, "id", "external_id", "amount")
    flat.write_ledger(*bookings(40, 200))

    url = flat.database.url.render_as_string(hide_password=False)
    killed = await asyncio.create_subprocess_exec(
        sys.executable, "-c", IMPORT_AND_DIE, url, key, str(flat.folder), fatal
    )

    assert await killed.wait() == -signal.SIGKILL
    assert await flat.rows(LEDGER, "id", "external_id", "amount") == before
    assert counts(await flat.bring_in(), "ledger.csv") == (20, 20, 0)


async def test_another_import_meanwhile_is_named_and_nothing_is_half_done(flat: Office) -> None:
    flat.write_ledger(*bookings(3, 100))
    other = create_engine(flat.database.url)
    row = "external_id, premises_id, booked_on, kind, title, amount"

    def bring_in_first(
        _connection: Any, _cursor: Any, statement: str, _parameters: Any, _context: Any, _many: bool
    ) -> None:
        if "CREATE TEMPORARY TABLE staged_1" in statement:
            with other.begin() as connection:
                connection.execute(
                    text(
                        f"INSERT INTO ledger_entries ({row})"  # noqa: S608
                        " SELECT 'K1', id, '2026-11-01', 'payment', 'Wpłata', 1 FROM premises"
                    )
                )

    with heard_by(bring_in_first), pytest.raises(ChangedMeanwhile):
        await flat.bring_in()
    other.dispose()

    assert await flat.rows(LEDGER, "external_id", "amount") == [("K1", 1)]
    assert counts(await flat.bring_in(), "ledger.csv") == (2, 1, 0)


async def test_a_dry_run_sees_what_the_files_before_would_bring(flat: Office) -> None:
    flat.write_members(MARIA, JAN)
    garage = FLAT.replace("I12-5", "G1").replace("104217", "118830")
    flat.write_premises(FLAT.replace("104217", "118830"), garage)
    flat.write_ledger(CHARGE, CHARGE.replace("K1", "K2").replace("I12-5", "G1"))

    report = await flat.bring_in(dry_run=True)

    assert [counts(report, f"{name}.csv") for name in ("members", "premises", "ledger")] == [
        (1, 0, 1),
        (1, 1, 0),
        (2, 0, 0),
    ]
    assert await flat.rows(LEDGER, "external_id") == []
    assert len(await flat.rows(HOLDERS, "member_id")) == 1

    again = await flat.bring_in()

    assert [(file.new, file.changed) for file in again.files] == [(1, 0), (1, 1), (2, 0)]
    assert [len(await flat.rows(HOLDERS, "member_id", "premises_id"))] == [2]


async def test_a_dry_run_promises_nothing_of_a_refused_file(flat: Office) -> None:
    flat.write_members(MARIA, JAN, "1;x")
    flat.write_premises(FLAT.replace("104217", "118830"))

    report = await flat.bring_in(dry_run=True)

    assert faults(report, "premises.csv") == [(2, "symbol", ProblemCode.UNKNOWN_SYMBOL)]
