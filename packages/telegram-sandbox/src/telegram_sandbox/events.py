"""Live events: what changed in the sandbox, told to every open chat page."""

import asyncio
from typing import Any

BACKLOG = 1000


class EventHub:
    """Fans events out to subscribers; one that stops reading is dropped and must reconnect."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[dict[str, Any] | None]] = set()

    @property
    def watched(self) -> bool:
        return bool(self._queues)

    def subscribe(self) -> asyncio.Queue[dict[str, Any] | None]:
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue(BACKLOG + 1)
        self._queues.add(queue)
        return queue

    def unsubscribe(self, queue: asyncio.Queue[dict[str, Any] | None]) -> None:
        self._queues.discard(queue)

    def publish(self, kind: str, **data: Any) -> None:
        for queue in list(self._queues):
            if queue.qsize() >= BACKLOG:
                self._queues.discard(queue)
                queue.put_nowait(None)
            else:
                queue.put_nowait({"type": kind, **data})

    def close(self) -> None:
        for queue in self._queues:
            if not queue.full():
                queue.put_nowait(None)
