"""eBOK installed from its wheel, with no checkout near: the demo brings what it needs along."""

from __future__ import annotations

from asyncio.subprocess import PIPE, create_subprocess_exec
from pathlib import Path

from sandbox_tests.wheels import environment, installed
from telegram_sandbox.client import Sandbox
from tests.fixtures.ports import free_port

PROJECT = Path(__file__).parents[2]


async def test_the_demo_opens_from_the_wheel_alone(tmp_path: Path) -> None:
    programs = installed(PROJECT, tmp_path)
    stranger = await create_subprocess_exec(
        programs / "python", "-c", "import telegram_sandbox", stderr=PIPE, env=environment()
    )
    assert b"No module named 'telegram_sandbox'" in (await stranger.communicate())[1]
    port = free_port()
    words = ("demo", "--no-browser", "--port", str(port), "--data", "demo")
    demo = await create_subprocess_exec(
        programs / "ebok", *words, cwd=tmp_path, env=environment(), stdout=PIPE
    )
    assert demo.stdout is not None
    try:
        printed = b""
        while b"Ctrl-C" not in printed:
            line = await demo.stdout.readline()
            assert line, printed
            printed += line
        async with Sandbox(f"http://127.0.0.1:{port}") as sandbox:
            assert (await sandbox.health())["ready"]
            assert (await sandbox.group())["title"] == "Biuro"
    finally:
        demo.terminate()
        await demo.communicate()
    assert demo.returncode == 0
