"""An office on each engine: its clock stands still, and hashing costs next to nothing."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from ebok.office import Office
from ebok.passwords import PasswordHasher
from ebok.profile import load_profile
from storage.database import Database
from storage.jobs import JobQueue
from storage.vault import Vault
from tests.storage.office.people import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(datetime(2026, 11, 22, 12, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def cheap_hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
async def office(
    database: Database, vault: Vault, clock: Clock, cheap_hasher: PasswordHasher
) -> AsyncIterator[Office]:
    queue = JobQueue(database.url)
    yield Office(database, queue, vault, load_profile(), cheap_hasher, now=clock)
    queue.close()
