"""Ten thousand people and a hundred thousand messages: memory is bounded, nothing is scanned."""

import asyncio
import tracemalloc

import pytest

from sandbox.api import BotApi
from sandbox.client import Person as PersonView
from sandbox.client import Sandbox
from sandbox.model import Person
from sandbox.settings import Settings
from sandbox.world import World
from tests.sandbox.conftest import Api

SMALL = Settings(history=1000)


def crowd(world: World, people: int, messages: int) -> None:
    for number in range(1, people + 1):
        world.add_person(Person(10_000 + number, "Jan"))
    chats = [chat for chat in world.chats.values() if chat.private]
    for number in range(messages):
        chat = chats[number % people]
        chat.started = True
        world.post(chat, world.bot, {"text": "Dzień dobry"})


async def test_the_oldest_messages_and_updates_are_forgotten() -> None:
    world = World(SMALL)
    crowd(world, people=10, messages=5000)

    assert sum(len(chat.messages) for chat in world.chats.values()) == SMALL.history


async def test_the_logs_are_bounded() -> None:
    world = World(SMALL)
    for number in range(20_000):
        world.calls.add("sendMessage", {"text": "x" * 10_000}, 200, None)
        world.updates.push("message", 1, {"text": str(number)})

    assert len(world.calls.after(0)) == 5000
    assert len(world.calls.after(19_990)) == 10
    assert len(world.calls.after(0)[0]["params"]["text"]) < 5000


async def test_a_call_costs_the_same_in_a_crowd() -> None:
    """Counted in allocations, not in seconds: what a call touches does not grow with the world."""

    async def cost(people: int, messages: int) -> int:
        world = World(Settings())
        crowd(world, people, messages)
        api = BotApi(world)
        params = {"chat_id": 10_001, "text": "x"}
        await api.call("sendmessage", params, {})
        tracemalloc.start()
        await api.call("sendmessage", params, {})
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert await cost(10_000, 100_000) < 3 * await cost(10, 10)


@pytest.mark.parametrize("settings", [Settings()], indirect=True)
async def test_a_thousand_people_are_answered_by_one_poller(
    world: World, sandbox: Sandbox, api: Api
) -> None:
    people: list[PersonView] = [await sandbox.person("Jan") for _ in range(200)]

    async def bot() -> int:
        offset = answered = 0
        while answered < len(people) * 5:
            updates = await api.updates(offset=offset, timeout=5)
            calls = [
                api.ok("sendMessage", chat_id=u["message"]["chat"]["id"], text="!") for u in updates
            ]
            answered += len(await asyncio.gather(*calls))
            offset = updates[-1]["update_id"] + 1
        await api.updates(offset=offset)
        return answered

    answering = asyncio.create_task(bot())
    for person in people:
        for _ in range(5):
            await sandbox.chat(person).send("?")

    assert await answering == 1000
    await sandbox.idle(quiet_ms=0)
    assert len(world.updates) == 0
