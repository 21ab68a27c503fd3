"""Turns come at an even pace, in the order they are asked for."""

from __future__ import annotations

import asyncio

import pytest

from bot.outbox.pace import Pace
from tests.bot.conftest import Waited


async def test_turns_that_are_asked_for_together_are_spread(waited: Waited) -> None:
    pace, order = Pace(10), []

    async def take(number: int) -> None:
        await pace.turn()
        order.append((number, waited.seconds))

    await asyncio.gather(*(take(number) for number in range(5)))

    assert [number for number, _at in order] == [0, 1, 2, 3, 4]
    assert [at for _number, at in order] == pytest.approx([0, 0.1, 0.2, 0.3, 0.4], abs=0.02)


async def test_who_comes_after_a_silence_does_not_wait(waited: Waited) -> None:
    pace = Pace(10)
    await pace.turn()
    await asyncio.sleep(5)
    before = waited.seconds

    await pace.turn()

    assert waited.seconds == before


async def test_a_silence_is_not_saved_up(waited: Waited) -> None:
    """A minute without messages is no licence for hundreds in one second."""
    pace = Pace(10)
    await asyncio.sleep(60)
    before = waited.seconds

    for _ in range(11):
        await pace.turn()

    assert waited.seconds - before == pytest.approx(1, abs=0.05)
