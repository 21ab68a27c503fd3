"""What pytest loads where this package is installed: the fixtures, if pytest-asyncio is there too.

Whoever has come by the package without its `pytest` extra keeps a pytest that starts.
"""

from importlib.util import find_spec

import pytest

if find_spec("pytest_asyncio"):
    from telegram_sandbox.fixtures import chats, people, sandbox, sandbox_process

    __all__ = ["chats", "people", "sandbox", "sandbox_process"]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "sandbox(*options, in_process=False, **settings): the command line of this test's sandbox, "
        "or its settings in the test's own process",
    )
