"""Waiting for what must come, with a deadline instead of a guess."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 20.0  # seconds; other work shares the machine


async def until(
    look: Callable[[], Awaitable[T | None]],
    what: str,
    instead: Callable[[], Awaitable[object]] | None = None,
    patience: float = PATIENCE,
) -> T:
    """The first answer that is something; a failure says what was there ``instead``."""
    deadline = time.monotonic() + patience
    while True:
        if found := await look():
            return found
        if time.monotonic() > deadline:
            there = await instead() if instead else ""
            raise AssertionError(f"did not come: {what}\n{there}")
        await asyncio.sleep(0.03)
