"""How long a resident's write waits while an import changes very many rows, on SQLite, where the
writer's lock is one for the whole office: ``python -m benchmarks.import_lock [rows]``."""

from __future__ import annotations

import asyncio
import multiprocessing
import sqlite3
import sys
import time
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Event
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import URL

from ebok.importing import import_folder
from ebok.passwords import PasswordHasher
from ebok.profile import load_profile
from ebok.services import Services
from storage.database import Database
from storage.migrate import upgrade
from storage.vault import Vault, new_key

ROWS, PREMISES = 62_000, 260
BETWEEN_WRITES = 0.01  # seconds


def write_files(folder: Path, rows: int, more: int) -> None:
    """Each run's amounts and dates differ from the last one's, so every booking changes."""
    files = {
        "members.csv": ["symbol;kind;name;pesel;member", "104217;person;Maria Wiśniewska;;tak"],
        "premises.csv": [
            "code;symbol;address;kind",
            *(f"C{n};104217;ul. Bulwar Ikara {n + 1}/2;mieszkanie" for n in range(PREMISES)),
        ],
        "ledger.csv": [
            "id;code;date;due;kind;title;component;amount",
            *(
                f"K{n};C{n % PREMISES};2026-10-0{more};2026-10-15;charge;Eksploatacja {more};"
                f"eksploatacja;{n + more},20"
                for n in range(rows)
            ),
        ],
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines), "utf-8")


def write_all_the_time(database: Path, stop: Event, longest: Queue[float]) -> None:
    connection = sqlite3.connect(database, isolation_level=None, timeout=60)
    waits = [0.0]
    while not stop.is_set():
        begun = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE members SET phone = phone")
        connection.execute("COMMIT")
        waits.append(time.perf_counter() - begun)
        time.sleep(BETWEEN_WRITES)
    longest.put(max(waits))


async def measure(folder: Path, rows: int) -> None:
    path = folder / "ebok.sqlite"
    url = URL.create("sqlite", database=str(path))
    upgrade(url)
    database = Database(url)
    services = Services(database, Vault([new_key()]), load_profile(), PasswordHasher())
    for more, what in ((1, "new"), (2, "changed")):
        write_files(folder, rows, more)
        stop = multiprocessing.Event()
        longest: Queue[float] = multiprocessing.Queue()
        resident = multiprocessing.Process(target=write_all_the_time, args=(path, stop, longest))
        resident.start()
        begun = time.perf_counter()
        await import_folder(services, folder)
        took = time.perf_counter() - begun
        stop.set()
        print(  # noqa: T201 - what was measured
            f"{rows} {what} bookings: the import took {took:.1f} s, "
            f"a resident's write waited {longest.get():.2f} s at most"
        )
        resident.join()
    await database.close()


if __name__ == "__main__":
    with TemporaryDirectory() as made:
        asyncio.run(measure(Path(made), int(sys.argv[1]) if len(sys.argv) > 1 else ROWS))
