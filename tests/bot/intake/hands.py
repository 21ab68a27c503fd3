"""What handles updates in tests of the ways in: it can be held, and made to fail first."""

from __future__ import annotations

import asyncio

from storage.inbox import RawUpdate


class Hands:
    """Updates named in ``held`` wait until they are let go; ``faults`` come first."""

    def __init__(self) -> None:
        self.began: list[int] = []
        self.done: list[int] = []
        self.held: dict[int, asyncio.Event] = {}
        self.faults: dict[int, list[Exception]] = {}

    def hold(self, *numbers: int) -> None:
        for number in numbers:
            self.held[number] = asyncio.Event()

    def let_go(self) -> None:
        for event in self.held.values():
            event.set()

    async def __call__(self, taken: RawUpdate) -> None:
        number = taken["update_id"]
        self.began.append(number)
        if number in self.held:
            await self.held[number].wait()
        if self.faults.get(number):
            raise self.faults[number].pop(0)
        self.done.append(number)
