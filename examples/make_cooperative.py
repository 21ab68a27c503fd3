"""Makes ``examples/cooperative``: an invented cooperative to try everything on.

    python examples/make_cooperative.py [FOLDER]

The seed is fixed, so the files are the same to the byte each time. Every number has right check
digits, and nothing leads to a real person: the bank does not exist, the phone numbers have a row
of zeros, the mailboxes are at example.com. Dates are relative to the day of import (the grammar
stands in ``ebok/importing/dates.py``), so "due in 5 days" stays true next year.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

from invented.ledger import LEDGER_COLUMNS, Ledger, book
from invented.people import MEMBER_COLUMNS, Client, invent_clients
from invented.places import PREMISES_COLUMNS, invent_premises

SEED = 54130
FOLDER = Path(__file__).parent / "cooperative"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the invented cooperative's files.")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    write_cooperative(parser.parse_args().folder)


def write_cooperative(folder: Path) -> None:
    random = Random(SEED)  # noqa: S311  (repeatable, not secret)
    clients = invent_clients(random)
    premises = invent_premises(random, clients)
    ledger = Ledger()
    for place in premises:
        book(place, ledger, random)

    folder.mkdir(parents=True, exist_ok=True)
    write(folder / "members.csv", MEMBER_COLUMNS, map(Client.row, clients))
    write(
        folder / "premises.csv",
        PREMISES_COLUMNS,
        (row for place in premises for row in place.rows()),
    )
    write(folder / "ledger.csv", LEDGER_COLUMNS, ledger.rows)


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
