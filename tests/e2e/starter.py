"""Starts the program many times quickly: loads its modules once, then forks.

Loading aiogram's models takes seconds, and these tests start, kill and restart the program dozens
of times. A fork has its own environment, working folder, files and session, and runs the same
entry point as ``ebok`` and ``python -m bot``. When the tests end, even badly, so do the forks.

Speaks JSON lines: ``{"start": [words], "environment", "folder", "output", "errors"}`` answers a
pid, ``{"poll": pid}`` answers the exit code or null.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from importlib import import_module
from typing import Any, NoReturn

from bot.cli.main import main as program

# What the commands load when they are called.
LOADED_ONCE = ("bot.app", "bot.cli.accounts", "bot.cli.demo", "bot.cli.doctor", "bot.cli.importing")

GRACE = 15.0  # seconds


def main() -> None:
    for module in LOADED_ONCE:
        import_module(module)
    requests, answers = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    ended: dict[int, int] = {}
    running: set[int] = set()
    print(json.dumps("ready"), file=answers, flush=True)
    for line in requests:
        request = json.loads(line)
        if "start" in request:
            pid = os.fork()
            if pid == 0:
                os.close(requests.fileno())
                os.close(answers.fileno())
                _become_the_program(request)
            running.add(pid)
            answer: int | None = pid
        else:
            _reap(running, ended)
            answer = ended.get(request["poll"])
        print(json.dumps(answer), file=answers, flush=True)
    _end(running, ended)


def _end(running: set[int], ended: dict[int, int]) -> None:
    """First kindly: the demo stops parts that are in sessions of their own."""
    for number, patience in ((signal.SIGTERM, GRACE), (signal.SIGKILL, GRACE)):
        for pid in running:
            with suppress(ProcessLookupError):
                os.killpg(pid, number)
        deadline = time.monotonic() + patience
        while running and time.monotonic() < deadline:
            _reap(running, ended)
            time.sleep(0.02)


def _reap(running: set[int], ended: dict[int, int]) -> None:
    for pid in tuple(running):
        found, status = os.waitpid(pid, os.WNOHANG)
        if found:
            running.discard(pid)
            ended[pid] = os.waitstatus_to_exitcode(status)


def _become_the_program(request: dict[str, Any]) -> NoReturn:
    code = 1
    try:
        os.setsid()
        for number, path, flags in (
            (0, os.devnull, os.O_RDONLY),
            (1, request["output"], os.O_WRONLY | os.O_CREAT | os.O_APPEND),
            (2, request["errors"], os.O_WRONLY | os.O_CREAT | os.O_APPEND),
        ):
            os.dup2(os.open(path, flags, 0o600), number)
        os.chdir(request["folder"])
        os.environ.clear()
        os.environ.update(request["environment"])
        sys.argv = ["ebok", *request["start"]]
        program()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
