"""The log of Bot API calls: the newest few thousand, numbered, never scanned."""

import time
from collections import deque
from itertools import islice
from typing import Any

KEPT = 5000
LONGEST = 4096


def shortened(value: Any) -> Any:
    """`value` with every long string cut, so that the log stays bounded."""
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[:LONGEST] + "…"
    if isinstance(value, dict):
        return {key: shortened(item) for key, item in islice(value.items(), 200)}
    if isinstance(value, list):
        return [shortened(item) for item in value[:200]]
    return value


class CallLog:
    def __init__(self) -> None:
        self._entries: deque[dict[str, Any]] = deque(maxlen=KEPT)
        self._count = 0

    def add(
        self, method: str, params: dict[str, Any], status: int, error: str | None
    ) -> dict[str, Any]:
        self._count += 1
        entry = {
            "n": self._count,
            "method": method,
            "params": shortened(params),
            "status": status,
            "at": time.time(),
        }
        if error:
            entry["description"] = error
        self._entries.append(entry)
        return entry

    def after(self, n: int) -> list[dict[str, Any]]:
        first = self._count - len(self._entries)
        return list(islice(self._entries, min(max(0, n - first), len(self._entries)), None))
