"""Starting `python -m sandbox` as a process of its own on free ports, and stopping it again."""

import asyncio
import contextlib
import re
import sys
from collections.abc import AsyncIterator

from sandbox.client import Sandbox

STARTED = re.compile(r"(http://\S+)\s+SMTP: (\S+)\s+token: (\S+)")


@contextlib.asynccontextmanager
async def started(*options: str) -> AsyncIterator[Sandbox]:
    """A running sandbox and the client for its controls; `options` go to its command line."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "sandbox", "--port", "0", "--smtp-port", "0", *options),
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        assert process.stdout is not None  # noqa: S101 - it was asked for above
        line = (await process.stdout.readline()).decode()
        found = STARTED.search(line)
        if found is None:
            raise RuntimeError(f"the sandbox did not start: {line!r}")
        url, smtp, token = found.groups()
        async with Sandbox(url, token, smtp) as sandbox:
            yield sandbox
    finally:
        if process.returncode is None:
            process.terminate()
        await process.communicate()
