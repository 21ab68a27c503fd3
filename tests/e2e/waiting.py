"""Waiting for what must come, with a deadline instead of a guess."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 20.0  # seconds; other work shares the machine


async def until(look: Callable[[], Awaitable[T | None]], what: str) -> T:
    """The first answer that is something."""
    deadline = time.monotonic() + PATIENCE
    while True:
        if found := await look():
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"did not come: {what}")
        await asyncio.sleep(0.03)
