"""One cooperative's office under test: a sandbox, a storage, and the program between them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

from telegram_sandbox.client import Sandbox
from telegram_sandbox.process import Address
from tests.e2e.members import FOLDER, Member, other_members
from tests.e2e.program import CommandLine, Ended, Program, Starter
from tests.e2e.stores import Store
from tests.waiting import until

SECRET_KEY = "V2hhdCBpcyB3cml0dGVuIGhlcmUgaXMgbm8gc2VjcmU="


class Office:
    """Lives as long as the test session; each test brings people nobody has played before."""

    def __init__(self, starter: Starter, store: Store, telegram: Address, folder: Path) -> None:
        url, token, smtp = telegram
        self.telegram = telegram
        self.store = store
        self.folder = folder
        environment = {
            "EBOK_BOT_TOKEN": token,
            "EBOK_TELEGRAM_API": url,
            "EBOK_SMTP_URL": f"smtp://{smtp}",
            "EBOK_DATA_DIR": str(folder / "data"),
            "EBOK_SECRET_KEY": SECRET_KEY,
            "EBOK_WORKER_ID": "e2e",
            **store.settings,
        }
        self.command = CommandLine(starter, environment, folder)
        self.secrets: set[str] = set()
        self._members = iter(other_members())
        self._program: Program | None = None
        self._settings: dict[str, str] = {}
        self._runs: list[Program] = []

    def import_members(self) -> None:
        ended = self.command.run("import", str(FOLDER))
        assert ended.code == 0, ended.said

    def somebody(self) -> Member:
        return next(self._members)

    async def open(self, sandbox: Sandbox, **settings: str) -> None:
        """Runs with these settings beside its own; a program that runs already is stopped."""
        if self._runs_with(settings):
            return
        await self.close()
        before = await _polls(sandbox)
        self._program = self.start(**settings)
        self._settings = settings

        async def at_work() -> bool:
            program = self._program
            assert program is not None
            assert program.code() is None, _last_words(program)
            return await _polls(sandbox) != before

        await until(at_work, "the program at work")

    def start(self, **settings: str) -> Program:
        """One more beside those that run; whoever calls it ends it."""
        program = self.command.start("run", **settings)
        self._runs.append(program)
        return program

    def _runs_with(self, settings: dict[str, str]) -> bool:
        program = self._program
        return program is not None and program.code() is None and settings == self._settings

    @property
    def program(self) -> Program:
        """That runs now."""
        assert self._program is not None
        return self._program

    async def close(self) -> Ended | None:
        """SIGTERM, as a service manager would; how it ended."""
        if self._program is None:
            return None
        program, self._program = self._program, None
        return await asyncio.to_thread(program.stop)

    async def crash(self) -> None:
        """kill -9."""
        assert self._program is not None
        program, self._program = self._program, None
        await asyncio.to_thread(program.kill)

    async def crash_and_return(self, sandbox: Sandbox) -> None:
        settings = self._settings
        await self.crash()
        await self.open(sandbox, **settings)

    def end(self) -> None:
        if self._program is not None:
            self._program.kill()

    def logs(self) -> Iterator[tuple[str, bytes]]:
        for run in self._runs:
            for path in (run.output, run.errors):
                yield path.name, path.read_bytes()

    async def account(self, symbol: str) -> str:
        """What ``ebok account show`` says."""
        return (await self.command("account", "show", symbol)).said


def _last_words(program: Program) -> str:
    return program.output.read_text()[-2000:] + program.errors.read_text()


async def _polls(sandbox: Sandbox) -> tuple[int, bool]:
    """Changes when a program has begun to ask for updates or has named its webhook."""
    health = await sandbox.health()
    calls = await sandbox.calls()
    webhooks = sum(call["method"].lower() == "setwebhook" for call in calls)
    return int(health["polls"]) + webhooks, True
