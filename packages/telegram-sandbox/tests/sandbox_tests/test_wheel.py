"""The wheel alone is enough: the command and the page's files are in it."""

from asyncio.subprocess import PIPE, create_subprocess_exec
from pathlib import Path

import aiohttp

from sandbox_tests.wheels import environment, installed
from telegram_sandbox.client import Sandbox
from telegram_sandbox.process import STARTED

PROJECT = Path(__file__).parents[2]
FILES = ("/", "/page/js/app.js", "/page/css/base.css")


async def test_the_command_of_an_installed_wheel_serves_bot_api_and_page(tmp_path: Path) -> None:
    command = installed(PROJECT, tmp_path) / "telegram-sandbox"
    ports = ("--port", "0", "--smtp-port", "0")
    process = await create_subprocess_exec(
        command, *ports, cwd=tmp_path, env=environment(), stdout=PIPE
    )
    assert process.stdout is not None
    try:
        found = STARTED.search((await process.stdout.readline()).decode())
        assert found
        async with Sandbox(found[1]) as sandbox, aiohttp.ClientSession(found[1]) as http:
            assert (await sandbox.bot_api("getMe"))["ok"]
            for path in FILES:
                async with http.get(path) as answer:
                    assert answer.status == 200
    finally:
        process.terminate()
        await process.communicate()
