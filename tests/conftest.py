"""The sandbox's fixtures for every test that plays people, which worker runs what, and no test
that fails because the machine is slow."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, settings

STORAGES = ("sqlite", "postgresql+valkey")

pytest_plugins = [
    "tests.fixtures.databases",
    "tests.fixtures.imap_server",
    "tests.fixtures.mail_server",
    "tests.fixtures.services",
]

# On top of hypothesis' own profile, which in CI repeats the same examples.
settings.register_profile("any speed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any speed")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With ``--dist loadgroup``, the end-to-end tests of one storage stay on one worker.

    A mark would do (``xdist_group``), but pytest-xdist 3.8 writes it where pytest 9 does not look.
    """
    if config.getvalue("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadGroupScheduling

    class OneOfficeOneWorker(LoadGroupScheduling):  # type: ignore[misc]  # xdist is untyped
        def _split_scope(self, nodeid: str) -> str:
            parameters = nodeid.partition("[")[2].rstrip("]").split("-")
            storage = next((name for name in STORAGES if name in parameters), None)
            return storage if storage and nodeid.startswith("tests/e2e/") else nodeid

    return OneOfficeOneWorker(config, log)
