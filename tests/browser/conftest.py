"""A real sandbox, a small bot and a real Chromium for the page's tests."""

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from sandbox.client import Sandbox
from sandbox.process import started
from tests.browser.rehearsal_bot import RehearsalBot

CHROMIUM = Path("/usr/bin/chromium")
HAS_CHROMIUM = CHROMIUM.exists()
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
SCREENSHOTS = Path(__file__).parents[2] / "var" / "screenshots"

OpenPage = Callable[..., Awaitable[Page]]


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is missing")
    pytest.skip(f"{what} is missing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # One loop for the browser, the bot and all tests of this folder.
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    if not HAS_CHROMIUM:
        _missing("Chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def rehearsed() -> AsyncIterator[Sandbox]:
    """A sandbox with the small bot in it."""
    with started() as address:
        async with Sandbox(*address) as client:
            office = await client.office()
            bot = RehearsalBot(client.url, client.token, office["id"])
            running = asyncio.create_task(bot.run())
            yield client
            await bot.stop()
            await running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sandbox(browser: Browser) -> AsyncIterator[Sandbox]:
    """One for all tests of the page."""
    async with rehearsed() as client:
        yield client


@asynccontextmanager
async def visits(browser: Browser, base: str) -> AsyncIterator[OpenPage]:
    """Opens the page at a place (`a=…&staff=…`) in a fresh profile; fails on any script error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    async def open_at(
        place: str = "", *, width: int = 1440, height: int = 900, scheme: str = "light"
    ) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(f"{base}/#{place}")
        await expect(page.locator(".health[data-state=botReady]")).to_be_attached()
        return page

    try:
        yield open_at
    finally:
        for context in contexts:
            await context.close()
    assert errors == []


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, sandbox: Sandbox) -> AsyncIterator[OpenPage]:
    async with visits(browser, sandbox.url) as open_at:
        yield open_at
    await sandbox.clear_faults()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, to run inside the page."""
    if find_spec("axe_playwright_python") is None:
        _missing("axe-playwright-python")
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def screenshots() -> Path:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    return SCREENSHOTS
