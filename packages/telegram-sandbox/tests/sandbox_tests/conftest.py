"""A sandbox inside the test's own process, its people, and a bot's bare hands on the Bot API."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import pytest_asyncio
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from telegram_sandbox.client import Chat, Person, Sandbox
from telegram_sandbox.server import running
from telegram_sandbox.settings import Settings
from telegram_sandbox.world import World

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000a49444154789c6360000002000154a24f5f0000000049454e44ae426082"
)

# No test fails because the machine is slow.
hypothesis_settings.register_profile(
    "any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("any speed")


class Api:
    """Bot API calls as plain JSON: `ok` unwraps a result, `error` a refusal."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def ok(self, method: str, **params: Any) -> Any:
        answer = await self.sandbox.bot_api(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def error(self, method: str, **params: Any) -> str:
        answer = await self.sandbox.bot_api(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        return list(await self.ok("getUpdates", **params))


async def until(condition: Callable[[], bool]) -> None:
    """Gives the event loop away until `condition` holds."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - the server is in this very loop
            await asyncio.sleep(0)


@pytest.fixture
def settings(request: pytest.FixtureRequest) -> Settings:
    return getattr(request, "param", Settings(seed=7, webhook_pause=0.01))


@pytest_asyncio.fixture
async def world_and_sandbox(settings: Settings) -> AsyncIterator[tuple[World, Sandbox]]:
    async with running(settings, 0, 0) as server:
        smtp = f"127.0.0.1:{server.smtp_port}"
        async with Sandbox(f"http://127.0.0.1:{server.port}", settings.token, smtp) as client:
            yield server.world, client


@pytest.fixture
def sandbox(world_and_sandbox: tuple[World, Sandbox]) -> Sandbox:
    return world_and_sandbox[1]


@pytest.fixture
def world(world_and_sandbox: tuple[World, Sandbox]) -> World:
    return world_and_sandbox[0]


@pytest.fixture
def api(sandbox: Sandbox) -> Api:
    return Api(sandbox)


@pytest_asyncio.fixture
async def anna(sandbox: Sandbox) -> Person:
    return await sandbox.person("Anna", last_name="Nowak", phone="+48600700800", username="anna_n")


@pytest_asyncio.fixture
async def chat(sandbox: Sandbox, anna: Person) -> Chat:
    """Anna's chat with the bot, started."""
    chat = sandbox.chat(anna)
    await chat.send("/start")
    return chat


@pytest_asyncio.fixture
async def staff(sandbox: Sandbox) -> Chat:
    """A member of the forum group."""
    clerk = await sandbox.person("Ewa", staff=True)
    group = await sandbox.group()
    return sandbox.chat(clerk, group["id"])
