"""An office's folder beside a database, once per engine."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from storage.vault import Vault
from tests.storage.importing.office_files import Office


@pytest.fixture
def office(tmp_path: Path, database: Database, vault: Vault) -> Office:
    folder = tmp_path / "office"
    folder.mkdir()
    return Office(folder, database, vault)
