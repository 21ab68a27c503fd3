"""``phone``: a person's telephone at a running office, in one process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ebok.services import Services
from tests.fixtures.phone import Phone, running_phone


@pytest.fixture
def phone(services: Services) -> Iterator[Phone]:
    with running_phone(services) as person:
        yield person
