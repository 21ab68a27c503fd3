"""The way to the newest schema can be walked both ways, and ends where the models stand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import URL, inspect, text

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
        connection.exec_driver_sql("CREATE TABLE meter_photos (id INTEGER PRIMARY KEY)")

    upgrade(bare_database_url)
    with connected(bare_database_url) as connection:
        command.check(alembic_config(connection))
    downgrade(bare_database_url, "base")

    assert tables(bare_database_url) == {"meter_photos"}


def test_a_migrated_database_is_handed_to_every_test(database_url: URL) -> None:
    assert current_revision(database_url) == newest_revision()
    assert tables(database_url) == set(Base.metadata.tables)


def put(url: URL, table: str, **values: object) -> None:
    """A row as an earlier version wrote it."""
    names = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    with connected(url) as connection:
        connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({places})"), values)  # noqa: S608 - our own names


def rows(url: URL, table: str, *columns: str) -> list[tuple[Any, ...]]:
    with connected(url) as connection:
        statement = text(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1")  # noqa: S608 - our own names
        return [tuple(row) for row in connection.execute(statement)]


def parsed(value: Any) -> Any:
    """JSON is text in SQLite."""
    return json.loads(value) if isinstance(value, str) else value


NOON, ONE_OCLOCK = "2026-11-22 12:00:00+00:00", "2026-11-22 13:00:00+00:00"


def put_conversation(url: URL, chat_id: int, what: str, data: dict[str, Any], at: str) -> None:
    put(
        url,
        "conversation_states",
        key=f"fsm:42:{chat_id}:{chat_id}:{what}",
        state="x",
        data=json.dumps(data, ensure_ascii=False),
        updated_at=at,
    )


def test_0002_folds_the_conversation_of_a_chat_into_one_row(bare_database_url: URL) -> None:
    upgrade(bare_database_url, "0001")
    put_conversation(bare_database_url, 1001, "aiogd:stack:", {"intents": ["abc"]}, NOON)
    put_conversation(bare_database_url, 1001, "aiogd:context:abc", {"żółć": [1, None]}, ONE_OCLOCK)
    put_conversation(bare_database_url, 2002, "aiogd:stack:", {"intents": []}, NOON)

    upgrade(bare_database_url, "0002")

    found = rows(bare_database_url, "conversation_states", "chat_id", "data", "updated_at")
    assert [(chat_id, parsed(data)) for chat_id, data, _at in found] == [
        (1001, {"stack:": {"intents": ["abc"]}, "context:abc": {"żółć": [1, None]}}),
        (2002, {"stack:": {"intents": []}}),
    ]
    newest, other = (str(at) for _chat_id, _data, at in found)
    assert newest > other  # as old as its newest part


def put_application(url: URL, number: int, sealed: bytes | None) -> None:
    put(
        url,
        "applications",
        id=number,
        chat_id=1001,
        language="pl",
        symbol="104217",
        sealed_answers=sealed,
        outcome="received" if sealed else "accepted",
        created_at=NOON,
        decided_at=None if sealed else NOON,
    )


def test_0002_makes_due_what_was_not_decided_and_nothing_else(bare_database_url: URL) -> None:
    upgrade(bare_database_url, "0001")
    put_application(bare_database_url, 1, None)
    put_application(bare_database_url, 2, b"sealed")

    upgrade(bare_database_url, "0002")

    found = rows(bare_database_url, "applications", "id", "due_at", "created_at", "attempts")
    assert [(number, due, attempts) for number, due, _at, attempts in found] == [
        (1, None, 0),
        (2, found[1][2], 0),
    ]


def put_letter(url: URL, number: int, sealed: bytes | None, failure: str | None = None) -> None:
    put(
        url,
        "outgoing",
        id=number,
        channel="mail",
        template="login_locked",
        language="pl",
        sealed=sealed,
        created_at=NOON,
        delivered_at=None if sealed or failure else NOON,
        failure=failure,
    )


def test_0002_keeps_old_letters_for_all_to_see_and_sends_none_of_them(
    bare_database_url: URL,
) -> None:
    upgrade(bare_database_url, "0001")
    put_letter(bare_database_url, 1, None)
    put_letter(bare_database_url, 2, b"sealed")
    put_letter(bare_database_url, 3, None, "too old")

    upgrade(bare_database_url, "0002")

    assert rows(bare_database_url, "outgoing", "id", "letter", "failure", "due_at", "cause") == [
        (1, "login_locked", None, None, "unknown"),
        (2, "login_locked", "written by an earlier version", None, "unknown"),
        (3, "login_locked", "too old", None, "unknown"),
    ]


def test_0002_takes_the_old_job_queue_away(bare_database_url: URL) -> None:
    upgrade(bare_database_url, "0001")
    on_sqlite = bare_database_url.get_backend_name() == "sqlite"
    with connected(bare_database_url) as connection:
        if on_sqlite:
            connection.exec_driver_sql("CREATE TABLE workflow_status (id INTEGER PRIMARY KEY)")
        else:
            connection.exec_driver_sql("CREATE SCHEMA dbos")
            connection.exec_driver_sql("CREATE TABLE dbos.workflow_status (id INTEGER)")

    upgrade(bare_database_url, "0002")

    with connected(bare_database_url) as connection:
        found = inspect(connection)
        assert "workflow_status" not in found.get_table_names()
        assert "dbos" not in found.get_schema_names()
