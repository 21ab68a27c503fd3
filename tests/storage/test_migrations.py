"""The way to the newest schema can be walked both ways, and ends where the models stand."""

from __future__ import annotations

from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import URL, inspect

from storage.migrate import (
    alembic_config,
    connected,
    current_revision,
    downgrade,
    newest_revision,
    upgrade,
)
from storage.tables import Base

ALEMBIC_TABLE = "alembic_version"
SCRIPTS = list(reversed(list(ScriptDirectory.from_config(alembic_config()).walk_revisions())))


def tables(url: URL) -> set[str]:
    with connected(url) as connection:
        return set(inspect(connection).get_table_names()) - {ALEMBIC_TABLE}


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.revision)
def test_a_migration_goes_up_and_down_and_up_again(bare_database_url: URL, script: Any) -> None:
    before = script.down_revision
    if before is not None:
        upgrade(bare_database_url, before)
    tables_before = tables(bare_database_url)

    upgrade(bare_database_url, script.revision)
    tables_after = tables(bare_database_url)
    downgrade(bare_database_url, before or "base")

    assert current_revision(bare_database_url) == before
    assert tables(bare_database_url) == tables_before

    upgrade(bare_database_url, script.revision)

    assert current_revision(bare_database_url) == script.revision
    assert tables(bare_database_url) == tables_after


def test_the_migrations_make_what_the_models_say(bare_database_url: URL) -> None:
    upgrade(bare_database_url)

    assert current_revision(bare_database_url) == newest_revision()
    with connected(bare_database_url) as connection:
        command.check(alembic_config(connection))  # raises when a model says something else


def test_tables_of_others_in_the_same_database_are_left_alone(bare_database_url: URL) -> None:
    with connected(bare_database_url) as connection:
        connection.exec_driver_sql("CREATE TABLE workflow_status (id INTEGER PRIMARY KEY)")

    upgrade(bare_database_url)
    with connected(bare_database_url) as connection:
        command.check(alembic_config(connection))
    downgrade(bare_database_url, "base")

    assert tables(bare_database_url) == {"workflow_status"}


def test_a_migrated_database_is_handed_to_every_test(database_url: URL) -> None:
    assert current_revision(database_url) == newest_revision()
    assert set(Base.metadata.tables) <= tables(database_url)  # beside those of DBOS
