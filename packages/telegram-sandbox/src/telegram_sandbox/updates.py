"""The queue of updates: offsets, confirmation, one poller at a time, old updates again."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from telegram_sandbox.errors import TelegramError, conflict

REMEMBERED = 10_000
WAITING = 100_000
OPT_IN = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


@dataclass(slots=True)
class Update:
    id: int
    kind: str
    chat_id: int
    body: dict[str, Any]
    again: bool = False
    handed_out: bool = False

    def api(self) -> dict[str, Any]:
        """As the bot gets it; one without a kind is what somebody has put into the queue."""
        if not self.kind:
            return {"update_id": self.id, **self.body}
        return {"update_id": self.id, self.kind: self.body}


class UpdateQueue:
    def __init__(self, progress: Callable[[], None], first_id: int) -> None:
        self.allowed: list[str] = []
        self.changed = asyncio.Event()
        self.webhook_active = False
        self.polls = 0
        self._progress = progress
        self.next_id = first_id
        # Taken from the front all the time, which a plain dict is slow at.
        self._waiting: OrderedDict[int, Update] = OrderedDict()
        self._again: dict[int, Update] = {}
        self._history: OrderedDict[int, Update] = OrderedDict()
        self._ticket: asyncio.Future[None] | None = None
        self._waiters = 0
        self._closed = False
        self._interruption: TelegramError | None = None

    def __len__(self) -> int:
        return len(self._waiting) + len(self._again)

    @property
    def polling(self) -> bool:
        return self._waiters > 0

    def push(self, kind: str, chat_id: int, body: dict[str, Any]) -> int | None:
        """Queues an update unless the bot did not ask for its kind; the id it got."""
        if not (kind in self.allowed if self.allowed else kind not in OPT_IN):
            return None
        update = Update(self.next_id, kind, chat_id, body)
        self._queue(update)
        return update.id

    def inject(self, raw: dict[str, Any]) -> int:
        """Queues what Telegram might send, or never would, as it stands; the id it goes by here."""
        given = raw.get("update_id")
        number = given if type(given) is int else self.next_id
        update = Update(number, "", _chat_of(raw), raw)
        if update.id >= self.next_id:
            self.next_id = update.id
            self._queue(update)
        else:
            update.again = True
            self._again[update.id] = self._history[update.id] = update
            self._wake()
        return update.id

    def _queue(self, update: Update) -> None:
        self.next_id += 1
        self._waiting[update.id] = update
        self._history[update.id] = update
        if len(self._history) > REMEMBERED:
            self._history.popitem(last=False)
        if len(self._waiting) > WAITING:
            self._waiting.popitem(last=False)
        self._wake()

    def redeliver(self, update_id: int) -> bool:
        update = self._history.get(update_id)
        if update is None:
            return False
        if update_id not in self._waiting:
            self._again[update_id] = Update(
                update.id, update.kind, update.chat_id, update.body, again=True
            )
        self._wake()
        return True

    def clear(self) -> None:
        self._waiting.clear()
        self._again.clear()
        self._wake()

    def settle(self, update: Update) -> None:
        """Marks one update as handled (the webhook's way of confirming)."""
        (self._again if update.again else self._waiting).pop(update.id, None)
        self._progress()
        self._wake()

    def pending(self, limit: int, offset: int = 0) -> list[Update]:
        """The next updates for a poller, old ones that come again first."""
        chosen = [update for update in self._again.values() if not update.handed_out][:limit]
        # The queue is ordered and confirmed from its front, so the ids before offset are gone.
        waiting = (update for update in self._waiting.values() if update.id >= offset)
        chosen.extend(islice(waiting, limit - len(chosen)))
        return chosen

    def confirm(self, offset: int) -> None:
        """Forgets what `offset` confirms; a negative one keeps only the newest updates."""
        waited = len(self)
        if offset < 0:
            for _ in range(len(self._waiting) + offset):
                self._waiting.popitem(last=False)
        else:
            while self._waiting and next(iter(self._waiting)) < offset:
                self._waiting.popitem(last=False)
            for update_id in [u.id for u in self._again.values() if u.handed_out]:
                if update_id < offset:
                    del self._again[update_id]
        if len(self) < waited:
            self._progress()
        self._wake()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """One getUpdates; a newer one ends it with Telegram's conflict."""
        if self.webhook_active:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self.polls += 1
        self._interruption = None
        mine = self.polls
        self._wake()
        if offset:
            self.confirm(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + timeout
        while True:
            batch = self.pending(limit, max(offset, 0))
            left = deadline - loop.time()
            if batch or left <= 0 or self._closed:
                for update in batch:
                    update.handed_out = True
                return [update.api() for update in batch]
            await self._wait(left)
            if self._interruption is not None and self.polls != mine:
                raise self._interruption
            if self.polls != mine:
                raise conflict(
                    "terminated by other getUpdates request; "
                    "make sure that only one bot instance is running"
                )
            if self.webhook_active:
                raise conflict("terminated by setWebhook request")

    async def _wait(self, seconds: float) -> None:
        self._waiters += 1
        ticket: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._ticket = ticket
        try:
            await asyncio.wait_for(ticket, seconds)
        except TimeoutError:
            return
        finally:
            self._waiters -= 1

    def use_webhook(self, active: bool) -> None:
        self.webhook_active = active
        self._wake()

    def kept(self) -> tuple[int, list[str], list[Update]]:
        """What a file keeps of it: the next id, the kinds asked for, all that still waits."""
        return self.next_id, self.allowed, [*self._again.values(), *self._waiting.values()]

    def restore(self, kept: tuple[int, list[str], list[Update]]) -> None:
        next_id, self.allowed, updates = kept
        self.next_id = max(next_id, self.next_id)
        for update in updates:
            (self._again if update.again else self._waiting)[update.id] = update
            self._history[update.id] = update

    def interrupt(self, why: TelegramError) -> None:
        """Ends the poll that waits now."""
        if self.polling:
            self.polls += 1
            self._interruption = why
            self._wake()

    def close(self) -> None:
        self._closed = True
        self._wake()

    def _wake(self) -> None:
        self.changed.set()
        if self._ticket is not None and not self._ticket.done():
            self._ticket.set_result(None)


def _chat_of(raw: dict[str, Any]) -> int:
    """The chat whose updates a webhook gets one after the other; 0 where none can be seen."""
    for body in raw.values():
        if isinstance(body, dict):
            inner = body.get("message", body)
            for place in ("chat", "from"):
                found = inner.get(place) if isinstance(inner, dict) else None
                if isinstance(found, dict) and isinstance(found.get("id"), int):
                    return int(found["id"])
    return 0
