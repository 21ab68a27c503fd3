"""The documentation says what is true today, and its bots in ten lines run word for word."""

import asyncio
import re
import sys

import pytest

from telegram_sandbox.client import Person, Sandbox
from telegram_sandbox.documentation import DOCUMENT, with_table


def test_the_table_of_methods_is_current() -> None:
    document = DOCUMENT.read_text()

    assert with_table(document) == document, "run: python -m telegram_sandbox.documentation"


@pytest.mark.parametrize("library", ["aiogram", "python-telegram-bot"])
async def test_a_bot_in_ten_lines_echoes(sandbox: Sandbox, anna: Person, library: str) -> None:
    found = re.search(rf"^{library}:\n\n```python\n(.*?)```", DOCUMENT.read_text(), re.M | re.S)
    assert found
    program = found[1].replace("http://127.0.0.1:8081", sandbox.url)
    chat = sandbox.chat(anna)

    bot = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    await chat.send("Dzień dobry")
    async with asyncio.timeout(120):
        while await chat.texts() != ["Dzień dobry"] * 2:
            await sandbox.idle(timeout_ms=60_000)
    bot.terminate()

    assert len([line for line in found[1].splitlines() if line]) <= 10
    assert await bot.wait() == 0
