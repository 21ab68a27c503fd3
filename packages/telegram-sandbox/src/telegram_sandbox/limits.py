"""Telegram's flood limits: 30 messages/s overall, 1/s per chat with a burst, 20/min per group."""

import math
from collections import OrderedDict, deque
from dataclasses import dataclass

from telegram_sandbox.errors import too_many_requests

BURST_PER_CHAT = 5
KEPT_CHATS = 20_000


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class FloodLimits:
    def __init__(self, *, enabled: bool) -> None:
        self.enabled = enabled
        self._second: deque[float] = deque()
        self._chats: OrderedDict[int, _Bucket] = OrderedDict()
        self._groups: dict[int, deque[float]] = {}

    def check(self, chat_id: int, *, group: bool, now: float, messages: int = 1) -> None:
        """Counts one call that sends `messages` to `chat_id`, or raises 429 with the seconds to
        wait. Where one message may go, an album goes whole; what follows waits the longer."""
        if not self.enabled:
            return
        bucket = self._chats.get(chat_id) or _Bucket(BURST_PER_CHAT, now)
        tokens = min(BURST_PER_CHAT, bucket.tokens + (now - bucket.at))
        minute = self._groups.setdefault(chat_id, deque()) if group else deque()
        _forget(self._second, now - 1)
        _forget(minute, now - 60)
        waits = [
            self._second[0] + 1 - now if len(self._second) >= 30 else 0.0,
            1 - tokens if tokens < 1 else 0.0,
            minute[0] + 60 - now if len(minute) >= 20 else 0.0,
        ]
        if max(waits) > 0:
            raise too_many_requests(max(1, math.ceil(max(waits))))
        self._second.extend([now] * messages)
        minute.extend([now] * messages)
        self._chats.pop(chat_id, None)
        self._chats[chat_id] = _Bucket(tokens - messages, now)
        if len(self._chats) > KEPT_CHATS:
            self._chats.popitem(last=False)


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
