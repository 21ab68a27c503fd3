"""``ebok demo``: everything at once, and everything gone again."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
from pathlib import Path

from telegram_sandbox.client import Sandbox
from telegram_sandbox.process import STARTED
from tests.e2e.program import CommandLine, Program
from tests.fixtures.ports import free_port
from tests.waiting import until


def children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found]


def gone(pid: int) -> bool:
    """Ended; one that nobody has waited for yet is a zombie."""
    status = Path(f"/proc/{pid}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z"


async def _opened(demo: Program, address: str) -> None:
    async def look() -> bool:
        assert demo.code() is None, demo.errors.read_text()
        printed = demo.output.read_text()
        return address in printed and "Ctrl-C" in printed

    await until(look, "the demo's address", patience=90)


async def _ended_by(demo: Program, number: signal.Signals, address: str) -> None:
    parts = children(demo.pid)
    assert len(parts) == 2, "the sandbox and the bot"
    demo.signal(number)
    ended = await asyncio.to_thread(demo.wait)
    assert ended.code in {0, 130}, ended.said
    assert "Traceback" not in ended.said
    assert all(gone(part) for part in parts)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(address.rpartition(":")[2]))) != 0


async def test_the_demo_opens_shows_its_residents_and_leaves_nothing_running(
    ebok: CommandLine,
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    words = ("demo", "--no-browser", "--port", str(port), "--data", "demo")

    demo = ebok.start(*words)
    try:
        await _opened(demo, address)
        printed = demo.output.read_text()
        for fact in ("104217", "Maria Wiśniewska", "52031512346", "120045", "8941234562"):
            assert fact in printed
        async with Sandbox(address) as sandbox:
            assert (await sandbox.health())["ready"]
            people = await sandbox.get("/people")
            cards = [person for person in people if person.get("card")]
            assert [person["first_name"] for person in cards] == ["Maria", "Jan", "Igła", "Halina"]
            assert [person["first_name"] for person in people if person["staff"]] == ["Anna"]
        await _ended_by(demo, signal.SIGINT, address)

        for number in (signal.SIGTERM, signal.SIGHUP):  # by kill; by closing its window
            demo = ebok.start(*words)  # the data of the first time
            await _opened(demo, address)
            assert "Importing" not in demo.output.read_text()
            await _ended_by(demo, number, address)
    finally:
        demo.stop()


def test_a_taken_port_is_said_in_one_line(ebok: CommandLine) -> None:
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", 0))
        occupant.listen()
        port = occupant.getsockname()[1]
        ended = ebok.run("demo", "--no-browser", "--port", str(port), "--data", "demo")
    assert ended.code == 2
    assert ended.errors.count("\n") == 1
    assert str(port) in ended.errors
    assert "Traceback" not in ended.said
    assert not (ebok.folder / "demo").exists()


def test_a_taken_port_of_the_sandbox_is_said_in_one_line(ebok: CommandLine) -> None:
    with socket.socket() as occupant:
        occupant.bind(("127.0.0.1", 0))
        occupant.listen()
        ended = ebok.run("sandbox", "--port", str(occupant.getsockname()[1]))
    assert ended.code == 2
    assert ended.errors.count("\n") == 1
    assert "Traceback" not in ended.said


async def test_the_sandbox_has_a_door_of_its_own(ebok: CommandLine) -> None:
    words = ("--port", "0", "--smtp-port", "0", "--group", "group", "--seed", "7")
    program = ebok.start("sandbox", *words, "--token", "77:OWN")

    async def started() -> re.Match[str] | None:
        return STARTED.search(program.output.read_text())

    url, smtp, token = (await until(started, "the sandbox's address")).groups()
    async with Sandbox(url, token, smtp) as sandbox:
        assert (await sandbox.group())["is_forum"] is False
        assert (await sandbox.bot_api("getMe"))["result"]["id"] == 77
    assert program.stop().code == 0
