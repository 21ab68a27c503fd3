"""The database for somebody who changes nothing, not even the files that SQLite lays beside it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL

from storage.urls import is_sqlite
from storage.worker_names import somebody_works_on

COPIES_TRIED = 5


@contextmanager
def looking_only(url: URL) -> Iterator[URL | None]:
    """None when there is no file yet.

    A log that a power cut left would be worked in by whoever opens it, so it is read from a copy.
    Beside a running program nothing is left to work in.
    """
    path = Path(url.database or "")
    if not is_sqlite(url):
        yield url
    elif not path.is_file():
        yield None
    elif not _log_of(path).exists():
        yield _reading(url, path, immutable="1")
    elif somebody_works_on(path):
        yield _reading(url, path)
    else:
        with tempfile.TemporaryDirectory(prefix="ebok-look-") as folder:  # its owner's only
            copy = Path(folder) / path.name
            yield url.set(database=str(copy)) if _copied(path, copy) else _reading(url, path)


def _reading(url: URL, path: Path, **more: str) -> URL:
    return url.set(database=f"file:{quote(str(path))}", query={"uri": "true", "mode": "ro", **more})


def _copied(path: Path, copy: Path) -> bool:
    """False when somebody, an import for one, writes all the time."""
    for _attempt in range(COPIES_TRIED):
        before = _state(path)
        shutil.copyfile(path, copy)
        shutil.copyfile(_log_of(path), _log_of(copy))
        if _state(path) == before:
            return True
    return False


def _state(path: Path) -> list[tuple[int, int]]:
    seen = [part.stat() for part in (path, _log_of(path))]
    return [(part.st_mtime_ns, part.st_size) for part in seen]


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
