"""The sandbox's page in a real Chromium, with eBOK behind it."""

from pathlib import Path

import pytest

from sandbox_tests.browser.chromium import browser, screenshots, share_one_loop

__all__ = ["browser", "screenshots"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    share_one_loop(items, Path(__file__).parent)
