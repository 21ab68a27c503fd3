"""Where conversations stand: one contract for the database (both engines) and for Valkey."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlalchemy import select

from storage.claims import AlreadyHandled, Claim
from storage.conversations import (
    CLAIMS_KEPT_FOR,
    KEPT_FOR,
    Conversations,
    Handled,
    RedisConversations,
    SqlConversations,
    Standing,
)
from storage.database import Database
from storage.tables import ConversationState, HandledUpdate

SQL, VALKEY = "sql", "valkey"
KEY, OTHER = "fsm:1:1001:1001", "fsm:1:2002:2002"
UPDATE = 700
STANDING = Standing("Registration:email", {"misses": 1, "notice": {"żółć": [1, None, "x"]}})


@pytest.fixture(params=[SQL, VALKEY])
def conversations(request: pytest.FixtureRequest, database: Database) -> Conversations:
    if request.param == SQL:
        return SqlConversations(database)
    redis: Redis = request.getfixturevalue("valkey")
    return RedisConversations(redis, database, "ebok")


async def test_nothing_stands_anywhere_at_first(conversations: Conversations) -> None:
    assert (await conversations.load(KEY)).empty


async def test_what_was_saved_is_loaded(conversations: Conversations) -> None:
    await conversations.save({KEY: STANDING, OTHER: Standing("Menu:main")}, None)

    assert await conversations.load(KEY) == STANDING
    assert await conversations.load(OTHER) == Standing("Menu:main")


async def test_the_newest_save_stands(conversations: Conversations) -> None:
    await conversations.save({KEY: STANDING}, None)
    await conversations.save({KEY: Standing("Menu:main", {"page": 2})}, None)

    assert await conversations.load(KEY) == Standing("Menu:main", {"page": 2})


async def test_data_without_a_state_is_something(conversations: Conversations) -> None:
    await conversations.save({KEY: Standing(None, {"page": 2})}, None)

    assert await conversations.load(KEY) == Standing(None, {"page": 2})


async def test_an_empty_standing_removes_what_stood(conversations: Conversations) -> None:
    await conversations.save({KEY: STANDING, OTHER: STANDING}, None)
    await conversations.save({KEY: Standing()}, None)

    assert (await conversations.load(KEY)).empty
    assert await conversations.load(OTHER) == STANDING


async def test_removing_what_never_stood_is_no_fault(conversations: Conversations) -> None:
    await conversations.save({KEY: Standing()}, None)

    assert (await conversations.load(KEY)).empty


async def test_an_update_is_done_when_its_state_is_saved(conversations: Conversations) -> None:
    assert await conversations.handled(UPDATE) is Handled.NO

    await conversations.save({KEY: STANDING}, Claim(UPDATE))

    assert await conversations.handled(UPDATE) is Handled.DONE
    assert await conversations.handled(UPDATE + 1) is Handled.NO


async def test_an_update_that_changed_nothing_is_done_too(conversations: Conversations) -> None:
    await conversations.save({}, Claim(UPDATE))

    assert await conversations.handled(UPDATE) is Handled.DONE


async def test_an_update_cut_short_after_its_effect_is_half_done(
    conversations: Conversations, database: Database
) -> None:
    claim = Claim(UPDATE)
    async with database.upkeep() as session:
        await claim.write(session)

    assert await conversations.handled(UPDATE) is Handled.HALF


async def test_the_claim_written_with_the_effect_is_finished_with_the_state(
    conversations: Conversations, database: Database
) -> None:
    claim = Claim(UPDATE)
    async with database.upkeep() as session:
        await claim.write(session)
    claim.written = True

    await conversations.save({KEY: STANDING}, claim)

    assert await conversations.handled(UPDATE) is Handled.DONE


async def test_a_second_delivery_saves_nothing(conversations: Conversations) -> None:
    await conversations.save({KEY: STANDING}, Claim(UPDATE))

    with pytest.raises(AlreadyHandled):
        await conversations.save({KEY: Standing("Menu:main"), OTHER: STANDING}, Claim(UPDATE))

    assert await conversations.load(KEY) == STANDING
    assert (await conversations.load(OTHER)).empty


async def test_two_deliveries_at_once_save_once(conversations: Conversations) -> None:
    async def deliver(state: str) -> None:
        await conversations.save({state: Standing(state)}, Claim(UPDATE))

    ended = await asyncio.gather(deliver("first"), deliver("second"), return_exceptions=True)

    assert sorted(type(one).__name__ for one in ended) == ["AlreadyHandled", "NoneType"]
    stand = [not (await conversations.load(key)).empty for key in ("first", "second")]
    assert sorted(stand) == [False, True]


async def test_many_chats_are_saved_side_by_side(conversations: Conversations) -> None:
    async def handle(number: int) -> None:
        changes = {f"chat:{number}": Standing("Menu:main", {"n": number})}
        await conversations.save(changes, Claim(UPDATE + number))

    await asyncio.gather(*(handle(number) for number in range(20)))

    for number in range(20):
        assert (await conversations.load(f"chat:{number}")).data == {"n": number}
        assert await conversations.handled(UPDATE + number) is Handled.DONE


@pytest.mark.parametrize("conversations", [SQL], indirect=True)
async def test_in_the_database_state_and_claim_are_one_transaction(
    conversations: Conversations, database: Database
) -> None:
    unsavable: dict[str, Any] = {"when": object()}

    with pytest.raises(Exception, match="JSON serializable"):
        await conversations.save({KEY: Standing("x", unsavable)}, Claim(UPDATE))

    async with database.reading() as session:
        assert (await session.scalars(select(HandledUpdate))).all() == []
        assert (await session.scalars(select(ConversationState))).all() == []


async def test_in_valkey_nothing_stays_for_ever(valkey: Redis, database: Database) -> None:
    conversations = RedisConversations(valkey, database, "ebok")
    await conversations.save({KEY: STANDING}, Claim(UPDATE))

    lives = {key: await valkey.ttl(key) for key in await valkey.keys()}

    assert set(lives) == {f"ebok:{KEY}".encode(), f"ebok:update:{UPDATE}".encode()}
    assert 0 < lives[f"ebok:{KEY}".encode()] <= KEPT_FOR.total_seconds()
    assert 0 < lives[f"ebok:update:{UPDATE}".encode()] <= CLAIMS_KEPT_FOR.total_seconds()


async def test_two_offices_on_one_valkey_do_not_take_one_another_for_themselves(
    valkey: Redis, database: Database
) -> None:
    ours, theirs = (RedisConversations(valkey, database, name) for name in ("ebok:1", "ebok:2"))
    await ours.save({KEY: STANDING}, Claim(UPDATE))

    assert await theirs.load(KEY) == Standing()
    await theirs.save({KEY: Standing("theirs")}, Claim(UPDATE))
    assert await ours.load(KEY) == STANDING
