"""Fixtures for any bot's tests: an empty sandbox for each test, its people, their chats.

Switch it on with `pytest_plugins = ["sandbox.pytest_plugin"]` in the top `conftest.py`;
`@pytest.mark.sandbox("--limits")` gives the command-line options of one test's sandbox.
"""

from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import pytest_asyncio

from sandbox.client import Chat, Person, Sandbox
from sandbox.process import Address, started


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sandbox(*options): command line of this test's sandbox")


class People:
    """`await people("Anna", phone="+48…")` makes a person; `staff=True` puts them in the office."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    async def __call__(self, first_name: str = "Jan", **fields: Any) -> Person:
        return await self._sandbox.person(first_name, **fields)


class Chats:
    """`chats(person)` is their chat with the bot, `await chats.office(person)` the group."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def __call__(self, person: Person | int) -> Chat:
        return self._sandbox.chat(person)

    async def office(self, person: Person | int) -> Chat:
        office = await self._sandbox.office()
        return self._sandbox.chat(person, office["id"])


@pytest.fixture(scope="session")
def sandbox_process() -> Iterator[Address]:
    """One process for all tests that need no options of their own; each finds it empty."""
    with started() as address:
        yield address


@pytest_asyncio.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """A sandbox that nothing has happened in yet."""
    marker = request.node.get_closest_marker("sandbox")
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
