"""Waves of presses and texts, and what each cost the bot."""

from __future__ import annotations

import asyncio
import json
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.bot_api import BotApi, Call, Chat, NoAnswer, without_emoji
from benchmarks.processes import BotProcess
from benchmarks.residents import Member, asks_to_register

AT_ONCE = 16
TAIL = 0.03  # seconds for what a bot does after its last call, so that it is counted
MENU, SALDO = "Menu", "Saldo"

Said = str  # a button's label, or a text
Script = Mapping[Said, Sequence[Call]]


@dataclass
class Sample:
    """The same press or text, in one round or in several."""

    presses: int = 0
    cpu: float = 0.0  # seconds
    latencies: list[float] = field(default_factory=list)  # seconds

    def add(self, other: Sample) -> None:
        self.presses += other.presses
        self.cpu += other.cpu
        self.latencies += other.latencies


Round = dict[tuple[Said, int], Sample]  # and how many at once


@dataclass
class Side:
    """A bot under test with the people who use it."""

    name: str
    api: BotApi
    process: BotProcess
    chats: list[Chat]
    script: Script
    begins: Callable[[Chat], Awaitable[None]]  # up to the registration's first question

    async def wave(self, chats: Sequence[Chat], said: Said, act: Callable[..., None]) -> Sample:
        """All chats at the same moment, until everything is answered."""
        expected = Counter(call.method for call in self.script[said])
        before = self.process.cpu()
        for chat in chats:
            act(chat, said, expected.total())
        latencies = await asyncio.gather(*(chat.answered() for chat in chats))
        await self.api.acknowledged()
        await asyncio.sleep(TAIL)
        cpu = self.process.cpu() - before
        for chat in chats:
            if (called := Counter(call.method for call in chat.calls)) != expected:
                raise NoAnswer(f"{self.name} called {called} for {said!r}, not {expected}")
        return Sample(len(chats), cpu, list(latencies))


@dataclass(frozen=True)
class Size:
    rounds: int
    waves: int  # a round
    alone: int  # chats a round that are alone with the bot


async def saldo_round(side: Side, size: Size) -> Round:
    """Saldo and back."""
    found: Round = defaultdict(Sample)
    together = [side.chats] * size.waves
    alone = [[chat] for chat in side.chats[: size.alone]]
    for chats in (*together, *alone):
        for label in (SALDO, MENU):
            found[label, len(chats)].add(await side.wave(chats, label, Chat.press))
    return found


async def typed_round(side: Side, size: Size) -> Round:
    """The first answers of a registration, in chats that are new each time."""
    found: Round = defaultdict(Sample)
    answers = [said for said in side.script if said not in (SALDO, MENU)]
    for at_once in (AT_ONCE, *[1] * (size.alone // 4)):
        chats = [side.api.new_chat() for _ in range(at_once)]
        await asyncio.gather(*(side.begins(chat) for chat in chats))
        for answer in answers:
            found[answer, at_once].add(await side.wave(chats, answer, Chat.write))
    return found


async def interleaved(
    bare: Side, ebok: Side, size: Size, measure: Callable[[Side, Size], Awaitable[Round]]
) -> list[tuple[Round, Round]]:
    """(bare, eBOK) of each round. The first round warms up and is not counted."""
    found = []
    for number in range(size.rounds + 1):
        with ebok.process.stopped():
            of_bare = await measure(bare, size)
        with bare.process.stopped():
            of_ebok = await measure(ebok, size)
        if number:
            found.append((of_bare, of_ebok))
    return found


async def idle_share(process: BotProcess, seconds: float) -> float:
    """Of a core, while nobody writes."""
    await asyncio.sleep(1)
    before = process.cpu()
    await asyncio.sleep(seconds)
    return (process.cpu() - before) / seconds


async def watch_saldo(chat: Chat) -> Script:
    """What eBOK calls for Saldo and for the way back."""
    script = {}
    for label in (SALDO, MENU) * 2:  # the second time counts: nothing is left of the login
        chat.press(label)
        script[label] = await chat.settled()
    return script


async def watch_typed(chat: Chat, member: Member) -> Script:
    await asks_to_register(chat)
    script = {}
    for answer in member.answers:
        chat.write(answer)
        script[answer] = await chat.settled()
    return script


def for_bare(script: Script) -> dict[Said, list[tuple[str, dict[str, Any]]]]:
    """As JSON; each button's data is its label, so that it says the same in every screen."""
    return {
        said: [(call.method, relabelled(call.fields)) for call in calls]
        for said, calls in script.items()
    }


def relabelled(fields: Mapping[str, Any]) -> dict[str, Any]:
    markup = json.loads(fields.get("reply_markup", "{}"))
    for row in markup.get("inline_keyboard", ()):
        for button in row:
            if "callback_data" in button:
                button["callback_data"] = without_emoji(button["text"])
    return {**fields, **({"reply_markup": json.dumps(markup)} if markup else {})}


def begin_at_menu(chat: Chat, script: Script) -> None:
    """Shows a bare bot's person the screen that has the button Saldo."""
    [shown] = [call for call in script[MENU] if call.method == "editMessageText"]
    numberless = {name: value for name, value in shown.fields.items() if name != "message_id"}
    chat.take(Call("sendMessage", relabelled(numberless)))
