"""The sandbox as a test sees it: its process, its controls over HTTP, its mail port."""

import asyncio
import json
import smtplib
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from typing import Any

from aiohttp import ClientSession

from tests.ports import free_port

TOKEN = "4242:rehearsal-only"


class Control:
    def __init__(self, port: int, smtp_port: int, session: ClientSession) -> None:
        self.base = f"http://127.0.0.1:{port}"
        self.smtp_port = smtp_port
        self._session = session

    async def call(self, method: str, path: str, body: Any = None) -> Any:
        async with self._session.request(method, f"{self.base}/sandbox{path}", json=body) as answer:
            return json.loads(await answer.text())

    async def person(self, first_name: str, **more: Any) -> int:
        made = await self.call("POST", "/people", {"first_name": first_name, **more})
        return int(made["id"])

    async def send(self, person: int, text: str) -> None:
        await self.call("POST", f"/chats/{person}/send", {"from": person, "text": text})

    async def idle(self) -> None:
        await self.call("POST", "/idle", {"quiet_ms": 50})

    async def mail(self, to: str, subject: str, text: str, html: str | None = None) -> None:
        letter = EmailMessage()
        letter["From"] = "biuro@example.org"
        letter["To"] = to
        letter["Subject"] = subject
        letter.set_content(text)
        if html is not None:
            letter.add_alternative(html, subtype="html")
        await asyncio.to_thread(self._deliver, letter)

    def _deliver(self, letter: EmailMessage) -> None:
        with smtplib.SMTP("127.0.0.1", self.smtp_port, timeout=5) as server:
            server.send_message(letter)


async def _until_listening(process: Process, port: int) -> None:
    async with asyncio.timeout(20):
        while True:
            assert process.returncode is None, "the sandbox stopped while starting"
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                await writer.wait_closed()
                return


@asynccontextmanager
async def running_sandbox() -> AsyncIterator[Control]:
    """`python -m sandbox` on free ports, as a newcomer would start it."""
    port, smtp_port = free_port(), free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "sandbox",
        "--port", str(port), "--smtp-port", str(smtp_port), "--token", TOKEN,
    )  # fmt: skip
    try:
        await _until_listening(process, port)
        async with ClientSession() as session:
            yield Control(port, smtp_port, session)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
