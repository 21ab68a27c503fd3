"""A real sandbox, a small bot and a real Chromium for the page's tests."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from sandbox_tests.browser.chromium import (
    OpenPage,
    browser,
    missing,
    screenshots,
    share_one_loop,
    visits,
)
from sandbox_tests.browser.rehearsal_bot import RehearsalBot
from telegram_sandbox.client import Sandbox
from telegram_sandbox.process import started

__all__ = ["browser", "screenshots"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    share_one_loop(items, Path(__file__).parent)


@asynccontextmanager
async def rehearsed() -> AsyncIterator[Sandbox]:
    """A sandbox with the small bot in it."""
    with started() as address:
        async with Sandbox(*address) as client:
            group = await client.group()
            bot = RehearsalBot(client.url, client.token, group["id"])
            running = asyncio.create_task(bot.run())
            yield client
            await bot.stop()
            await running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox(browser: Browser) -> AsyncIterator[Sandbox]:
    """One for all tests of the page."""
    async with rehearsed() as client:
        yield client


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[OpenPage]:
    async with visits(browser, sandbox.url) as open_at:
        yield open_at
    await sandbox.clear_faults()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to run inside the page."""
    if find_spec("axe_playwright_python") is None:
        missing("axe-playwright-python")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
