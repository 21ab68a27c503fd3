"""The cooperative's tutorial by clicking and typing on the page of the real demo.

It leaves var/screenshots/demo-1440.png, which is copied to docs/screenshot.png for the README.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from sandbox_tests.browser.chromium import OpenPage, visits
from tests.browser.demo import Newcomer, running_demo

pytestmark = pytest.mark.xdist_group("demo")  # started once

DESK, POCKET = (1440, 900), (390, 844)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def visit_demo(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[OpenPage]:
    async with (
        running_demo(tmp_path_factory.mktemp("demo")) as address,
        visits(browser, address) as open_at,
    ):
        yield open_at


@pytest.mark.parametrize(
    ("size", "name", "address", "amount"),
    [
        (DESK, "Maria Wiśniewska", "maria@example.com", "312,40 zł"),
        (POCKET, "Jan Żółkiewski", "jan@example.com", "58,00 zł"),
    ],
    ids=["desk", "pocket"],
)
async def test_a_newcomer_registers_reads_the_balance_and_hears_from_the_office(
    visit_demo: OpenPage,
    screenshots: Path,
    size: tuple[int, int],
    name: str,
    address: str,
    amount: str,
) -> None:
    width, height = size
    page = await visit_demo(width=width, height=height)
    newcomer = Newcomer(page)

    await newcomer.registers(name)
    await newcomer.reads_both_mails(address)
    await newcomer.logs_in_with_the_mail()
    await newcomer.sets_a_password()
    await newcomer.reads_the_balance(amount)
    await newcomer.writes_to_the_office("Kiedy jest zebranie?")
    surname = name.rsplit(maxsplit=1)[-1]
    await newcomer.is_answered_by_the_office(surname, "Kiedy jest zebranie?", "We wtorek o 17.00.")

    await page.mouse.move(width / 2, 1)
    await page.screenshot(path=screenshots / f"demo-{width}.png")
    assert await page.evaluate("document.documentElement.scrollWidth") <= width
