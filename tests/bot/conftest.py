"""Waiting that costs no time: when nothing else can happen, the loop's clock jumps ahead."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest


class Waited:
    """How long the loop has waited, in its own seconds."""

    def __init__(self) -> None:
        self.seconds = 0.0


@pytest.fixture
async def waited(monkeypatch: pytest.MonkeyPatch) -> Waited:
    loop: Any = asyncio.get_running_loop()
    passed, began, select = Waited(), loop.time(), loop._selector.select

    def jump(timeout: float | None = None) -> Any:
        passed.seconds += timeout or 0.0
        return select(0)

    monkeypatch.setattr(loop, "time", lambda: began + passed.seconds)
    monkeypatch.setattr(loop._selector, "select", jump)
    return passed
