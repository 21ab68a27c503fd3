"""The office as it runs, once per storage, and people nobody has played before."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from telegram_sandbox.client import Sandbox
from telegram_sandbox.process import started
from tests.e2e.colleague import OFFICE_MAIL, Colleague
from tests.e2e.members import Member
from tests.e2e.office import Office
from tests.e2e.program import CommandLine, Starter, running_starter
from tests.e2e.resident import Resident
from tests.e2e.stores import (
    POSTGRESQL,
    SQLITE,
    SqliteStore,
    Store,
    postgresql_store,
)
from tests.fixtures.postgresql import running_postgresql
from tests.fixtures.valkey import running_valkey

NewResident = Callable[..., Awaitable[Resident]]
NewColleague = Callable[[str], Awaitable[Colleague]]

STORAGES = (SQLITE, POSTGRESQL)  # the scheduler of tests/conftest.py knows them by their id

# Journeys run on both; what does not depend on the storage runs on one, in turns.
on_sqlite, on_postgresql = pytest.mark.storage(SQLITE), pytest.mark.storage(POSTGRESQL)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Storage by storage, and in each the hunt for secrets last: it looks through what all the
    other journeys have left."""
    elsewhere = [item for item in items if not _meant_for_its_storage(item)]
    config.hook.pytest_deselected(items=elsewhere)
    items[:] = [item for item in items if item not in set(elsewhere)]
    here = Path(__file__).parent
    items.sort(key=lambda item: _turn(item) if here in item.path.parents else (0, False))


def _storage_of(item: pytest.Item) -> str | None:
    callspec = getattr(item, "callspec", None)  # plain tests have none
    return None if callspec is None else callspec.params.get("storage")


def _meant_for_its_storage(item: pytest.Item) -> bool:
    mark = item.get_closest_marker("storage")
    return mark is None or _storage_of(item) in mark.args


def _turn(item: pytest.Item) -> tuple[int, bool]:
    storage = _storage_of(item)
    turn = STORAGES.index(storage) + 1 if storage in STORAGES else 0
    return turn, item.path.name == "test_secrets.py"


@pytest.fixture(scope="session")
def starter() -> Iterator[Starter]:
    with running_starter() as running:
        yield running


@pytest.fixture(scope="session", params=STORAGES)
def storage(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="session")
def standing_office(
    storage: str, starter: Starter, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    with ExitStack() as stack:
        if storage == SQLITE:
            store: Store = SqliteStore(folder / "data")
        else:
            postgresql = stack.enter_context(running_postgresql())
            valkey = stack.enter_context(running_valkey())
            store = stack.enter_context(postgresql_store(postgresql, valkey))
        telegram = stack.enter_context(started("--seed", "7"))
        office = Office(starter, store, telegram, folder)
        office.import_members()
        stack.callback(office.end)
        yield office


@pytest.fixture
async def sandbox(standing_office: Office) -> AsyncIterator[Sandbox]:
    async with Sandbox(*standing_office.telegram) as client:
        yield client
        await client.clear_faults()


@pytest.fixture
async def office(standing_office: Office, sandbox: Sandbox) -> Office:
    """Open with the usual settings."""
    await standing_office.open(sandbox)
    return standing_office


@pytest.fixture
def resident(office: Office, sandbox: Sandbox) -> NewResident:
    """``await resident(member)``; without a member, somebody from the cooperative's files."""

    async def new(
        member: Member | None = None, *, phone: str | None = None, language: str = "pl"
    ) -> Resident:
        member = member or office.somebody()
        person = await sandbox.person(member.first_name, phone=phone, language_code=language)
        return Resident(office, sandbox, sandbox.chat(person), member)

    return new


@pytest.fixture
async def colleague(office: Office, sandbox: Sandbox) -> NewColleague:
    group = (await sandbox.group())["id"]
    await office.open(sandbox, EBOK_OFFICE_CHAT_ID=str(group), EBOK_OFFICE_MAIL=OFFICE_MAIL)

    async def new(name: str) -> Colleague:
        person = await sandbox.person(name, staff=True)
        return Colleague(sandbox, sandbox.chat(person, group))

    return new


@pytest.fixture
def ebok(starter: Starter, tmp_path: Path) -> CommandLine:
    """The command line in an empty folder, without any setting."""
    return CommandLine(starter, {}, tmp_path)
