"""State kept in a file between two runs."""

import asyncio
import pickle
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path

import aiosmtplib

from sandbox_tests.conftest import PNG, Api
from telegram_sandbox.client import Sandbox
from telegram_sandbox.process import started
from telegram_sandbox.server import running
from telegram_sandbox.settings import Settings


@asynccontextmanager
async def run(file: Path) -> AsyncIterator[Sandbox]:
    async with running(Settings(), 0, 0, file) as server:
        smtp = f"127.0.0.1:{server.smtp_port}"
        async with Sandbox(f"http://127.0.0.1:{server.port}", smtp=smtp) as client:
            yield client


async def test_everything_is_there_again(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.state"
    letter = EmailMessage()
    letter["To"] = "anna@example.com"
    letter.set_content("treść")
    async with run(file) as sandbox:
        api, anna = Api(sandbox), await sandbox.person("Anna", phone="+48600")
        clerk = await sandbox.person("Ewa", staff=True)
        chat = sandbox.chat(anna)
        await chat.send("/start")
        first = (await api.updates())[0]["update_id"]
        await api.updates(offset=first + 1)
        button = {"inline_keyboard": [[{"text": "Tak", "callback_data": "t"}]]}
        asked = await api.ok("sendMessage", chat_id=chat.id, text="Czy?", reply_markup=button)
        await chat.send("tak", reply_to=asked["message_id"])
        picture = await chat.send_file("a.png", PNG)
        group = await sandbox.group()
        await api.ok("createForumTopic", chat_id=group["id"], name="Sprawa")
        await api.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])
        await api.ok("sendPoll", chat_id=chat.id, question="?", options=["x"], open_period=60)
        await aiosmtplib.send(
            letter, sender="a@b.pl", hostname=sandbox.smtp_host, port=sandbox.smtp_port
        )
        before = await chat.messages()

    async with run(file) as sandbox:
        api, chat = Api(sandbox), sandbox.chat(anna)
        assert await sandbox.get("/people") == [anna, clerk]
        assert await chat.messages() == before
        assert await sandbox.download(picture["file"]["url"]) == PNG
        assert [topic["name"] for topic in (await sandbox.group())["topics"]] == ["Sprawa"]
        assert await api.ok("getMyCommands") == [{"command": "a", "description": "b"}]
        assert [mail["text"].strip() for mail in await sandbox.mail()] == ["treść"]
        waiting = [update["message"].get("text") for update in await api.updates()]
        assert waiting == ["tak", None]
        new = await chat.send("nowa")
        assert new["message_id"] > before[-1]["message_id"]
        assert (await api.updates())[-1]["update_id"] > first
        await sandbox.advance_clock(70)
        assert [u["poll"]["is_closed"] for u in await api.updates() if "poll" in u] == [True]
        pressing = asyncio.create_task(chat.press("tak"))
        while not (found := [u for u in await api.updates() if "callback_query" in u]):
            pass
        number = found[0]["callback_query"]["id"]
        await api.ok("answerCallbackQuery", callback_query_id=number)
        assert await pressing == {"text": "", "show_alert": False}


async def test_the_program_keeps_its_state_over_a_signal(tmp_path: Path) -> None:
    options = ("--state", str(tmp_path / "sandbox.state"))
    with started(*options) as address:
        async with Sandbox(*address) as sandbox:
            await sandbox.person("Anna")

    with started(*options) as address:
        async with Sandbox(*address) as sandbox:
            assert [person["first_name"] for person in await sandbox.get("/people")] == ["Anna"]


async def test_a_file_that_holds_something_else_is_one_line_and_exit_2(tmp_path: Path) -> None:
    ran = tmp_path / "ran"

    class Harm:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (str(ran),)

    file = tmp_path / "state"
    for content in (b"nonsense", b"", pickle.dumps({"form": 99}), pickle.dumps(Harm())):
        file.write_bytes(content)
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "telegram_sandbox", "--port", "0", "--smtp-port", "0", "--state", str(file)),
            stderr=asyncio.subprocess.PIPE,
        )
        _, errors = await process.communicate()
        assert process.returncode == 2
        assert errors.decode().splitlines() == [
            f"{file} holds no sandbox's state; name another file with --state."
        ]
        assert file.read_bytes() == content
    assert not ran.exists()
