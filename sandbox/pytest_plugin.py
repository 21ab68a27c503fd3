"""Fixtures for any bot's tests: a sandbox of its own for each test, its people, their chats.

Switch it on with `pytest_plugins = ["sandbox.pytest_plugin"]` in the top `conftest.py`;
`@pytest.mark.sandbox("--limits")` gives the command-line options of one test's sandbox.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from sandbox.client import Chat, Person, Sandbox
from sandbox.process import started


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


@pytest_asyncio.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """A fresh sandbox in a process of its own, on free ports."""
    marker = request.node.get_closest_marker("sandbox")
    async with started(*(marker.args if marker else ())) as running:
        yield running


@pytest.fixture
def people(sandbox: Sandbox) -> People:
    return People(sandbox)


@pytest.fixture
def chats(sandbox: Sandbox) -> Chats:
    return Chats(sandbox)
