"""Files that only their owner may read: the database holds names, addresses and debts."""

from __future__ import annotations

import glob
import os
import stat
from contextlib import suppress
from pathlib import Path

from sqlalchemy import URL

from storage.urls import is_sqlite
from storage.vault import KEY_FILE

FOLDER, FILE = 0o700, 0o600


def make_private(url: URL, data_dir: Path) -> None:
    """At each start, before the database is opened; what an earlier version left open is closed.
    A folder that others share, such as /tmp, keeps its mode."""
    with suppress(OSError):
        if not data_dir.stat().st_mode & stat.S_ISVTX:
            data_dir.chmod(FOLDER)
    if not (is_sqlite(url) and url.database) or url.database == ":memory:":
        return
    path = Path(url.database)
    path.parent.mkdir(parents=True, exist_ok=True, mode=FOLDER)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, FILE))
    # The database, what SQLite lays beside it, and the names of workers.
    for found in (*path.parent.glob(f"{glob.escape(path.name)}*"), data_dir / KEY_FILE):
        with suppress(OSError):  # not there, or another user's
            found.chmod(FILE)
