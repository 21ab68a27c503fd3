"""The sandbox as a program: it starts, says where, stops at once; its fixtures work anywhere."""

import asyncio
import re
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

import telegram_sandbox
from telegram_sandbox.client import Sandbox
from telegram_sandbox.process import STARTED, started

pytest_plugins = ["pytester"]


async def launch(*options: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "telegram_sandbox", *options),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_a_signal_ends_it_cleanly_while_a_bot_polls_and_a_page_listens() -> None:
    process = await launch("--port", "0", "--smtp-port", "0")
    assert process.stdout is not None
    found = STARTED.search((await process.stdout.readline()).decode())
    assert found
    async with (
        Sandbox(found[1]) as sandbox,
        aiohttp.ClientSession(found[1]) as http,
        http.get("/sandbox/events") as events,
    ):
        poll = asyncio.create_task(sandbox.bot_api("getUpdates", timeout=50))
        while not (await sandbox.health())["polling"]:
            pass
        process.send_signal(signal.SIGTERM)
        _, errors = await process.communicate()
        poll.cancel()
        await asyncio.gather(poll, return_exceptions=True)
        assert (await events.read()).startswith(b"data: ")

    assert (process.returncode, errors) == (0, b"")


async def test_a_taken_port_is_one_line_and_exit_2() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = await launch("--port", str(port), "--smtp-port", "0")
        _, errors = await process.communicate()

    assert process.returncode == 2
    assert errors.decode().splitlines() == [
        f"Port {port} is taken; choose another with --port or --smtp-port."
    ]


async def test_it_runs_under_the_options_it_was_given() -> None:
    options = ("--token", "7:OTHER", "--username", "other_bot", "--group", "none")
    with started(*options) as address:
        async with Sandbox(*address) as sandbox:
            assert sandbox.token == "7:OTHER"
            assert (await sandbox.bot_api("getMe"))["result"]["username"] == "other_bot"


def test_the_fixtures_serve_a_strangers_test(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function")
    pytester.makepyfile(
        """
        import pytest

        async def test_mine(sandbox, people, chats):
            anna = await people("Anna", phone="+48600")
            ewa = await people("Ewa", staff=True)
            await chats(anna).send("/start")
            group = await chats.group(ewa)
            await group.send("hej")
            assert await chats(anna).texts() == ["/start"]

        async def test_the_next_one_starts_empty(sandbox):
            assert await sandbox.get("/people") == []

        @pytest.mark.sandbox(in_process=True, username="own_bot")
        async def test_without_a_process(sandbox, people, chats):
            anna = await people("Anna")
            await chats(anna).send("hej")
            assert (await sandbox.bot_api("getMe"))["result"]["username"] == "own_bot"
        """
    )

    pytester.runpytest_subprocess("-q").assert_outcomes(passed=3)


def test_it_imports_nothing_of_the_floors_above() -> None:
    code = "\n".join(
        path.read_text() for path in Path(telegram_sandbox.__file__).parent.rglob("*.py")
    )

    assert not re.findall(r"^\s*(?:from|import) (?:bot|dialogs|ebok|storage|locales)\b", code, re.M)
