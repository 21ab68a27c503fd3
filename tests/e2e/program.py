"""The program under test as a process, however often it is started (see ``starter``)."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 40.0  # seconds; other work shares the machine


@dataclass(frozen=True)
class Ended:
    code: int
    output: str
    errors: str

    @property
    def said(self) -> str:
        return self.output + self.errors


class Program:
    """One process; its output and errors are appended to files."""

    def __init__(self, starter: Starter, pid: int, output: Path, errors: Path) -> None:
        self._starter = starter
        self.pid = pid
        self.output = output
        self.errors = errors

    def code(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        return self._starter.poll(self.pid)

    def wait(self, patience: float = PATIENCE) -> Ended:
        deadline = time.monotonic() + patience
        while (code := self.code()) is None:
            if time.monotonic() > deadline:
                raise TimeoutError(f"still running: {self.errors.read_text()[-2000:]}")
            time.sleep(0.01)
        return Ended(code, self.output.read_text(), self.errors.read_text())

    def signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def stop(self) -> Ended:
        """SIGTERM, as a service manager would."""
        self.signal(signal.SIGTERM)
        return self.wait()

    def kill(self) -> None:
        """kill -9, as a power cut would."""
        self.signal(signal.SIGKILL)
        self.wait()


class Starter:
    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._one_at_a_time = threading.Lock()
        self._answer()

    def start(
        self, words: Sequence[str], environment: Mapping[str, str], folder: Path, name: str
    ) -> Program:
        """Output goes to ``name.out`` and ``name.err`` in the folder, which holds the rest too."""
        output, errors = folder / f"{name}.out", folder / f"{name}.err"
        for path in (output, errors):
            path.touch()  # whoever reads them need not wait for the first line
        pid = self._ask(
            {
                "start": list(words),
                "environment": {**_surroundings(), **environment},
                "folder": str(folder),
                "output": str(output),
                "errors": str(errors),
            }
        )
        return Program(self, pid, output, errors)

    def poll(self, pid: int) -> int | None:
        code: int | None = self._ask({"poll": pid})
        return code

    def _ask(self, request: dict[str, Any]) -> Any:
        with self._one_at_a_time:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
            return self._answer()

    def _answer(self) -> Any:
        assert self._process.stdout is not None
        return json.loads(self._process.stdout.readline())


def _surroundings() -> dict[str, str]:
    """The machine's own variables without any setting of the office; wide, uncoloured output."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("EBOK_")}
    return {**kept, "COLUMNS": "200", "NO_COLOR": "1", "PYTHONUNBUFFERED": "1"}


@contextmanager
def running_starter() -> Iterator[Starter]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.starter"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        yield Starter(process)


class CommandLine:
    """``ebok`` with the same settings and folder each time."""

    def __init__(self, starter: Starter, environment: Mapping[str, str], folder: Path) -> None:
        self._starter = starter
        self.environment = environment
        self.folder = folder
        self._calls = 0

    def start(self, *words: str, **settings: str) -> Program:
        self._calls += 1
        environment = {**self.environment, **settings}
        return self._starter.start(words, environment, self.folder, f"command-{self._calls}")

    def run(self, *words: str, **settings: str) -> Ended:
        return self.start(*words, **settings).wait()

    async def __call__(self, *words: str, **settings: str) -> Ended:
        return await asyncio.to_thread(self.run, *words, **settings)
