"""Starting the sandbox as a process of its own on free ports, and stopping it again."""

import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator

STARTED = re.compile(r"(http://\S+)\s+SMTP: (\S+)\s+token: (\S+)")
Address = tuple[str, str, str]


@contextlib.contextmanager
def started(*options: str) -> Iterator[Address]:
    """(url, token, SMTP address) of a new sandbox; `options` go to its command line."""
    command = [
        sys.executable,
        "-m",
        "telegram_sandbox",
        "--port",
        "0",
        "--smtp-port",
        "0",
        *options,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        try:
            line = process.stdout.readline() if process.stdout else ""
            found = STARTED.search(line)
            if found is None:
                raise RuntimeError(f"the sandbox did not start: {line!r}")
            url, smtp, token = found.groups()
            yield url, token, smtp
        finally:
            process.terminate()
