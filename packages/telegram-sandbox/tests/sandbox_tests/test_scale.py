"""Ten thousand people and a hundred thousand messages: memory is bounded, nothing is scanned."""

import asyncio
import sys
import tracemalloc
from collections.abc import Awaitable, Callable
from types import FrameType
from typing import Any

import pytest

from sandbox_tests.conftest import Api
from telegram_sandbox.acts import find_button, write
from telegram_sandbox.api import BotApi
from telegram_sandbox.client import Person as PersonView
from telegram_sandbox.client import Sandbox
from telegram_sandbox.model import Person
from telegram_sandbox.settings import Settings
from telegram_sandbox.world import World

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


def crowded(people: int, messages: int) -> World:
    """Each message of the crowd waits as an update too and is answered with a button."""
    world = World(Settings(history=1_000_000))
    crowd(world, people, 0)
    for number in range(messages):
        person = world.people[10_001 + number % people]
        chat = world.chats[person.id]
        buttons = {"inline_keyboard": [[{"text": f"Sprawa {number}", "callback_data": "x"}]]}
        write(world, chat, person, {"text": "Dzień dobry"})
        world.post(chat, world.bot, {"text": "Proszę"}, markup=buttons)
    return world


async def test_no_request_scans_the_crowd(capsys: pytest.CaptureFixture[str]) -> None:
    """Counted in lines of Python that run, not in seconds."""
    small, large = await costs(crowded(1, 20)), await costs(crowded(10_000, 100_000))

    with capsys.disabled():
        for name, lines in large.items():
            print(f"\n{name}: {lines / small[name]:.2f} × an empty sandbox", end="")  # noqa: T201 - what was measured
    assert {name: lines for name, lines in large.items() if lines > 1.5 * small[name]} == {}


async def costs(world: World) -> dict[str, int]:
    """The lines that each kind of request runs."""
    api, jan = BotApi(world), world.people[10_001]
    chat = world.chats[jan.id]
    first, *_, last = chat.messages
    offset = next(iter(world.updates.pending(1))).id + 1

    async def call(method: str, **params: Any) -> None:
        await api.call(method, {"chat_id": jan.id, **params}, {})

    async def now(act: Callable[[], object]) -> None:
        act()

    markup = {"inline_keyboard": [[{"text": "Nowa", "callback_data": "x"}]]}
    requests: dict[str, Callable[[], Awaitable[None]]] = {
        "sendMessage": lambda: call("sendmessage", text="x"),
        "editMessageText": lambda: call("editmessagetext", message_id=first + 1, text="y"),
        "editMessageReplyMarkup": lambda: call(
            "editmessagereplymarkup", message_id=first + 1, reply_markup=markup
        ),
        "copyMessage": lambda: call("copymessage", from_chat_id=jan.id, message_id=first),
        "deleteMessage": lambda: call("deletemessage", message_id=last),
        "getChat": lambda: call("getchat"),
        "getUpdates": lambda: call("getupdates", offset=offset, limit=1),
        "a person writes": lambda: now(lambda: write(world, chat, jan, {"text": "x"})),
        "a button by its label": lambda: now(lambda: find_button(chat, 1001, "nowa", None, None)),
        "a button that is not there": lambda: now(lambda: find_button(chat, 1001, "?", None, None)),
        "a new person": lambda: now(lambda: world.add_person(Person(world.new_person_id(), "J"))),
        "a mail is read": lambda: now(lambda: world.mailbox.to("jan@example.com")),
        "an old update again": lambda: now(lambda: world.updates.redeliver(offset - 1)),
        "the newest calls": lambda: now(lambda: world.calls.after(0)),
    }
    for act in (requests["sendMessage"], requests["getUpdates"]):  # what is made once, is made
        await act()
    return {name: await lines_of(act) for name, act in requests.items()}


async def lines_of(act: Callable[[], Awaitable[None]]) -> int:
    count = 0

    def trace(frame: FrameType, event: str, _: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        await act()
    finally:
        sys.settrace(before)
    return count
