"""Fixtures for any bot's tests: an empty sandbox for each test, its people, their chats.

`@pytest.mark.sandbox("--limits")` gives the command-line options of one test's sandbox.
"""

import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import pytest_asyncio

from telegram_sandbox.client import Chat, Person, Sandbox
from telegram_sandbox.process import Address, started


class People:
    """`await people("Anna", phone="+48…")` makes a person; `staff=True` puts them in the group."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def __call__(self, first_name: str = "Jan", **fields: Any) -> Person:
        return await self._sandbox.person(first_name, **fields)


class Chats:
    """`chats(person)` is their chat with the bot, `await chats.group(person)` the group."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def __call__(self, person: Person | int) -> Chat:
        return self._sandbox.chat(person)

    async def group(self, person: Person | int) -> Chat:
        group = await self._sandbox.group()
        return self._sandbox.chat(person, group["id"])


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Address]:
    """One process for all tests that need no options of their own; each finds it empty."""
    with started() as address:
        yield address


@contextlib.asynccontextmanager
async def running_here(**settings: Any) -> AsyncIterator[Sandbox]:
    """A sandbox inside this very process and event loop, set up by the fields of `Settings`."""
    from telegram_sandbox.server import HOST, running  # noqa: PLC0415 - the server takes a second
    from telegram_sandbox.settings import Settings  # noqa: PLC0415

    set_up = Settings(**settings)
    async with (
        running(set_up, 0, 0) as server,
        Sandbox(
            f"http://{HOST}:{server.port}", set_up.token, f"{HOST}:{server.smtp_port}"
        ) as client,
    ):
        yield client


@pytest_asyncio.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """A sandbox that nothing has happened in yet."""
    marker = request.node.get_closest_marker("sandbox")
    settings = dict(marker.kwargs) if marker is not None else {}
    if settings.pop("in_process", False):
        async with running_here(**settings) as client:
            yield client
        return
    with ExitStack() as stack:
        if marker is None:
            address = request.getfixturevalue("sandbox_process")
        else:
            address = stack.enter_context(started(*marker.args))
        async with Sandbox(*address) as client:
            await client.reset()
            yield client


@pytest.fixture
def people(sandbox: Sandbox) -> People:
    return People(sandbox)


@pytest.fixture
def chats(sandbox: Sandbox) -> Chats:
    return Chats(sandbox)
