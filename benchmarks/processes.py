"""The bots under test as processes of their own, and what the operating system says of them."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
GRACE = 20  # seconds to stop in
ON_CPU = 2  # CPUCLOCK_SCHED of Linux: nanoseconds that the scheduler gave to all threads


class Ended(Exception):
    """A program has ended that should be running, or has failed."""


class BotProcess:
    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self._process = process
        self._log = log

    @property
    def pid(self) -> int:
        return self._process.pid

    def cpu(self) -> float:
        """Seconds of all its threads so far, those that have ended among them."""
        # What clock_getcpuclockid(3) makes of a process number.
        return time.clock_gettime(~self.pid << 3 | ON_CPU)

    def check(self) -> None:
        if self._process.poll() is not None:
            raise Ended(self._log.read_text()[-2000:])

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Takes no part in anything meanwhile."""
        os.kill(self.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.pid, signal.SIGCONT)


@contextmanager
def running_ebok(settings: Mapping[str, str], folder: Path) -> Iterator[BotProcess]:
    with _running(("bot", "run"), settings, folder / "ebok.log") as process:
        yield process


@contextmanager
def running_bare(address: str, token: str, script: Any, folder: Path) -> Iterator[BotProcess]:
    path = folder / "script.json"
    path.write_text(json.dumps(script))
    words = ("benchmarks.bare", address, token)
    with _running(words, {}, folder / "bare.log", path) as process:
        yield process


async def run_ebok(*words: str, settings: Mapping[str, str], folder: Path) -> None:
    """A command to its end."""
    with _running(("bot", *words), settings, folder / "command.log") as process:
        code = await asyncio.to_thread(process._process.wait)
    if code:
        raise Ended((folder / "command.log").read_text()[-2000:])


@contextmanager
def _running(
    words: tuple[str, ...], settings: Mapping[str, str], log: Path, given: Path | None = None
) -> Iterator[BotProcess]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("EBOK_")}
    with log.open("wb") as output, (given or Path(os.devnull)).open("rb") as standard_input:
        process = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, "-m", *words],
            cwd=ROOT,
            env={**kept, **settings, "EBOK_ENV_FILE": "", "PYTHONUNBUFFERED": "1"},
            stdin=standard_input,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield BotProcess(process, log)
    except Exception as error:
        error.add_note(f"{' '.join(words[:2])} said last:\n{log.read_text()[-3000:]}")
        raise
    finally:
        process.terminate()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
