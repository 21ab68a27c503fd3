"""aiogram's storage over ours: an update's changes are one write, together with its claim."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import StorageKey

from bot.conversation import ConversationStorage
from dialogs.states import Menu
from storage.claims import AlreadyHandled, Claim, current_claim
from storage.conversations import Handled, SqlConversations, Standing
from storage.database import Database

KEY = StorageKey(bot_id=1, chat_id=1001, user_id=1001)
STACK = StorageKey(bot_id=1, chat_id=1001, user_id=1001, destiny="aiogd:stack:")
UPDATE = 700


class Broken(Exception):
    """A handler failed."""


class Counted(SqlConversations):
    """Says how often it was read and written."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.loads = 0
        self.saves: list[dict[str, Standing]] = []

    async def load(self, key: str) -> Standing:
        self.loads += 1
        return await super().load(key)

    async def save(self, changes: Mapping[str, Standing], claim: Claim | None) -> None:
        self.saves.append(dict(changes))
        await super().save(changes, claim)


@pytest.fixture
def conversations(database: Database) -> Counted:
    return Counted(database)


@pytest.fixture
def storage(conversations: Counted) -> ConversationStorage:
    return ConversationStorage(conversations)


async def test_state_and_data_are_kept_from_update_to_update(storage: ConversationStorage) -> None:
    async with storage.update(Claim(UPDATE)):
        await storage.set_state(KEY, Menu.main)
        await storage.set_data(KEY, {"page": 2})

    async with storage.update(Claim(UPDATE + 1)):
        assert await storage.get_state(KEY) == "Menu:main"
        assert await storage.get_data(KEY) == {"page": 2}


async def test_an_update_writes_once_and_reads_each_key_once(
    storage: ConversationStorage, conversations: Counted
) -> None:
    async with storage.update(Claim(UPDATE)):
        for page in range(5):
            await storage.set_data(KEY, {"page": page})
            await storage.set_state(STACK, State(f"s{page}", "Group"))
            await storage.get_data(KEY)
        assert conversations.saves == []

    assert len(conversations.saves) == 1
    assert len(conversations.saves[0]) == 2
    assert conversations.loads == 2


async def test_what_did_not_change_is_not_written_again(
    storage: ConversationStorage, conversations: Counted
) -> None:
    async with storage.update(Claim(UPDATE)):
        await storage.set_data(KEY, {"page": 1})
    async with storage.update(Claim(UPDATE + 1)):
        await storage.set_data(KEY, {"page": 1})

    assert [len(changes) for changes in conversations.saves] == [1, 0]


async def test_each_destiny_of_a_chat_stands_for_itself(storage: ConversationStorage) -> None:
    await storage.set_data(KEY, {"page": 1})
    await storage.set_data(STACK, {"page": 2})

    assert await storage.get_data(KEY) == {"page": 1}
    assert await storage.get_data(STACK) == {"page": 2}


async def test_the_claim_is_at_hand_inside_and_done_outside(
    storage: ConversationStorage, conversations: Counted
) -> None:
    claim = Claim(UPDATE)

    async with storage.update(claim):
        assert current_claim.get() is claim
        assert await conversations.handled(UPDATE) is Handled.NO

    assert current_claim.get() is None
    assert await conversations.handled(UPDATE) is Handled.DONE


async def test_what_is_changed_in_place_is_not_kept(storage: ConversationStorage) -> None:
    await storage.set_data(KEY, {"list": [1], "table": {"a": 1}})

    async with storage.update(Claim(UPDATE)):
        data = await storage.get_data(KEY)
        data["list"].append(2)
        data["table"]["b"] = 2
        assert await storage.get_data(KEY) == {"list": [1], "table": {"a": 1}}

    assert await storage.get_data(KEY) == {"list": [1], "table": {"a": 1}}


async def test_what_was_given_may_change_afterwards(storage: ConversationStorage) -> None:
    given = {"list": [1]}
    async with storage.update(Claim(UPDATE)):
        await storage.set_data(KEY, given)
        given["list"].append(2)

    assert await storage.get_data(KEY) == {"list": [1]}


async def test_what_is_not_json_is_refused_at_once(storage: ConversationStorage) -> None:
    await storage.set_data(KEY, {"page": 1})

    with pytest.raises(TypeError):
        await storage.set_data(KEY, {"page": object()})

    assert await storage.get_data(KEY) == {"page": 1}


async def test_a_failed_update_leaves_everything_as_it_was(
    storage: ConversationStorage, conversations: Counted
) -> None:
    await storage.set_data(KEY, {"page": 1})

    async def fail() -> None:
        async with storage.update(Claim(UPDATE)):
            await storage.set_data(KEY, {"page": 2})
            raise Broken

    with pytest.raises(Broken):
        await fail()

    assert await storage.get_data(KEY) == {"page": 1}
    assert await conversations.handled(UPDATE) is Handled.NO
    assert current_claim.get() is None


async def test_changes_can_be_forgotten_and_the_update_still_counts(
    storage: ConversationStorage, conversations: Counted
) -> None:
    await storage.set_data(KEY, {"page": 1})

    async with storage.update(Claim(UPDATE)):
        await storage.set_data(KEY, {"page": 2})
        storage.forget_changes()
        assert await storage.get_data(KEY) == {"page": 1}

    assert await storage.get_data(KEY) == {"page": 1}
    assert await conversations.handled(UPDATE) is Handled.DONE


async def test_an_abandoned_update_saves_nothing(
    storage: ConversationStorage, conversations: Counted
) -> None:
    claim = Claim(UPDATE)

    async with storage.update(claim):
        await storage.set_data(KEY, {"page": 2})
        claim.abandoned = True

    assert conversations.saves == []
    assert await storage.get_data(KEY) == {}


async def test_a_second_delivery_is_told_and_changes_nothing(storage: ConversationStorage) -> None:
    async def deliver(page: int) -> None:
        async with storage.update(Claim(UPDATE)):
            await storage.set_data(KEY, {"page": page})

    await deliver(1)
    with pytest.raises(AlreadyHandled):
        await deliver(2)

    assert await storage.get_data(KEY) == {"page": 1}
