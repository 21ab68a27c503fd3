"""Where a server of a test may listen."""

from __future__ import annotations

import socket


def free_port() -> int:
    """Of the system's choosing, so that two workers are hardly ever given the same."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
