"""An office's folder beside a database, once per engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from ebok.services import Services
from tests.ebok.importing.office_files import Office


@pytest.fixture
def office(tmp_path: Path, services: Services) -> Office:
    folder = tmp_path / "office"
    folder.mkdir()
    return Office(folder, services)
