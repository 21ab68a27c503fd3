"""Where conversations stand: one contract for the database (both engines) and for Valkey."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from redis.asyncio import Redis
from sqlalchemy import Connection, insert, select

from storage.chats import Link
from storage.claims import AlreadyHandled, Claim
from storage.conversations import (
    CLAIMS_KEPT_FOR,
    KEPT_FOR,
    Conversation,
    Conversations,
    Handled,
    RedisConversations,
    SqlConversations,
)
from storage.database import Database
from storage.tables import (
    Account,
    ChatLink,
    ChatPreference,
    ConversationState,
    HandledUpdate,
    Member,
)

SQL, VALKEY = "sql", "valkey"
CHAT, OTHER_CHAT = 1001, 2002
UPDATE = 700
EMAIL: Conversation = {
    "stack:": {"intents": ["abc"]},
    "context:abc": {"state": "Registration:email", "notice": {"żółć": [1, None, "x"]}},
}
MENU: Conversation = {"stack:": {"intents": ["def"]}, "context:def": {"state": "Menu:main"}}


@pytest.fixture(params=[SQL, VALKEY])
def conversations(request: pytest.FixtureRequest, database: Database) -> Conversations:
    if request.param == SQL:
        return SqlConversations(database)
    redis: Redis = request.getfixturevalue("valkey")
    return RedisConversations(redis, database, "ebok")


async def stands(conversations: Conversations, chat_id: int = CHAT) -> Conversation:
    return (await conversations.open(chat_id, 1)).conversation


async def handled(conversations: Conversations, update_id: int = UPDATE) -> Handled:
    return (await conversations.open(CHAT, update_id)).handled


async def prefer(database: Database, chat_id: int, language: str) -> None:
    async with database.upkeep() as session:
        session.add(ChatPreference(chat_id=chat_id, language=language))


def preferring(language: str) -> Any:
    """Something that is written beside."""

    def write(connection: Connection) -> None:
        connection.execute(insert(ChatPreference).values(chat_id=CHAT, language=language))

    return write


async def preferences(database: Database) -> list[str]:
    async with database.reading() as session:
        return list(await session.scalars(select(ChatPreference.language)))


async def test_nothing_stands_anywhere_at_first(conversations: Conversations) -> None:
    opened = await conversations.open(CHAT, UPDATE)

    assert (opened.conversation, opened.handled) == ({}, Handled.NO)
    assert (opened.row.language, opened.row.link) == (None, None)


async def test_what_was_saved_is_opened_again(conversations: Conversations) -> None:
    await conversations.save(CHAT, Claim(UPDATE), EMAIL)
    await conversations.save(OTHER_CHAT, Claim(UPDATE + 1), MENU)

    assert await stands(conversations) == EMAIL
    assert await stands(conversations, OTHER_CHAT) == MENU


async def test_the_newest_save_stands_and_nothing_of_the_older(
    conversations: Conversations,
) -> None:
    await conversations.save(CHAT, Claim(UPDATE), EMAIL)
    await conversations.save(CHAT, Claim(UPDATE + 1), MENU)

    assert await stands(conversations) == MENU


async def test_an_update_that_changed_nothing_leaves_it_standing(
    conversations: Conversations,
) -> None:
    await conversations.save(CHAT, Claim(UPDATE), EMAIL)
    await conversations.save(CHAT, Claim(UPDATE + 1), None)

    assert await stands(conversations) == EMAIL
    assert await handled(conversations, UPDATE + 1) is Handled.DONE


async def test_an_empty_conversation_removes_what_stood(conversations: Conversations) -> None:
    await conversations.save(CHAT, Claim(UPDATE), EMAIL)
    await conversations.save(OTHER_CHAT, Claim(UPDATE + 1), MENU)
    await conversations.save(CHAT, Claim(UPDATE + 2), {})

    assert await stands(conversations) == {}
    assert await stands(conversations, OTHER_CHAT) == MENU


async def test_removing_what_never_stood_is_no_fault(conversations: Conversations) -> None:
    await conversations.save(CHAT, Claim(UPDATE), {})

    assert await stands(conversations) == {}


async def test_an_update_is_done_when_it_was_saved(conversations: Conversations) -> None:
    assert await handled(conversations) is Handled.NO

    await conversations.save(CHAT, Claim(UPDATE), EMAIL)

    assert await handled(conversations) is Handled.DONE
    assert await handled(conversations, UPDATE + 1) is Handled.NO


async def test_an_update_cut_short_after_its_effect_is_half_done(
    conversations: Conversations, database: Database
) -> None:
    await database.write_at_once(Claim(UPDATE).write)

    assert await handled(conversations) is Handled.HALF


async def test_the_claim_written_with_the_effect_is_finished_with_the_conversation(
    conversations: Conversations, database: Database
) -> None:
    claim = Claim(UPDATE)
    await database.write_at_once(claim.write)
    claim.written = True

    await conversations.save(CHAT, claim, EMAIL)

    assert await handled(conversations) is Handled.DONE
    assert await stands(conversations) == EMAIL


async def test_a_second_delivery_saves_nothing(conversations: Conversations) -> None:
    await conversations.save(CHAT, Claim(UPDATE), EMAIL)

    with pytest.raises(AlreadyHandled):
        await conversations.save(CHAT, Claim(UPDATE), MENU)
    with pytest.raises(AlreadyHandled):
        await conversations.save(OTHER_CHAT, Claim(UPDATE), MENU)

    assert await stands(conversations) == EMAIL
    assert await stands(conversations, OTHER_CHAT) == {}


async def test_two_deliveries_at_once_save_once(conversations: Conversations) -> None:
    async def deliver(chat_id: int) -> None:
        await conversations.save(chat_id, Claim(UPDATE), MENU)

    ended = await asyncio.gather(deliver(CHAT), deliver(OTHER_CHAT), return_exceptions=True)

    assert sorted(type(one).__name__ for one in ended) == ["AlreadyHandled", "NoneType"]
    standing = [await stands(conversations, chat_id) for chat_id in (CHAT, OTHER_CHAT)]
    assert sorted(standing, key=bool) == [{}, MENU]


async def test_many_chats_are_saved_side_by_side(conversations: Conversations) -> None:
    def of(number: int) -> Conversation:
        return {"context:abc": {"n": number}}

    await asyncio.gather(*(conversations.save(n, Claim(UPDATE + n), of(n)) for n in range(1, 21)))

    for number in range(1, 21):
        assert await stands(conversations, number) == of(number)
        assert await handled(conversations, UPDATE + number) is Handled.DONE


async def test_what_is_written_beside_comes_with_it(
    conversations: Conversations, database: Database
) -> None:
    await conversations.save(CHAT, Claim(UPDATE), EMAIL, preferring("uk"))

    assert await preferences(database) == ["uk"]
    assert await handled(conversations) is Handled.DONE


async def test_what_fails_beside_leaves_the_update_to_be_handled_again(
    conversations: Conversations, database: Database
) -> None:
    await prefer(database, CHAT, "pl")

    with pytest.raises(Exception, match="chat_preferences"):
        await conversations.save(CHAT, Claim(UPDATE), EMAIL, preferring("uk"))

    assert await handled(conversations) is Handled.NO
    assert await stands(conversations) == {}


@pytest.mark.parametrize("conversations", [SQL], indirect=True)
async def test_in_the_database_claim_conversation_and_what_is_beside_are_one_transaction(
    conversations: Conversations, database: Database
) -> None:
    await conversations.save(OTHER_CHAT, Claim(UPDATE), MENU)

    with pytest.raises(AlreadyHandled):
        await conversations.save(CHAT, Claim(UPDATE), EMAIL, preferring("uk"))
    assert await preferences(database) == []

    unsavable: Conversation = {"context:abc": {"when": object()}}
    with pytest.raises(Exception, match="JSON serializable"):
        await conversations.save(CHAT, Claim(UPDATE + 1), unsavable, preferring("uk"))

    async with database.reading() as session:
        claims = await session.scalars(select(HandledUpdate.update_id))
        chats = await session.scalars(select(ConversationState.chat_id))
        assert (claims.all(), chats.all()) == ([UPDATE], [OTHER_CHAT])
    assert await preferences(database) == []


async def test_in_valkey_nothing_stays_for_ever(valkey: Redis, database: Database) -> None:
    conversations = RedisConversations(valkey, database, "ebok")
    await conversations.save(CHAT, Claim(UPDATE), EMAIL)

    lives = {key: await valkey.ttl(key) for key in await valkey.keys()}

    state, claim = f"ebok:chat:{CHAT}".encode(), f"ebok:update:{UPDATE}".encode()
    assert set(lives) == {state, claim}
    assert 0 < lives[state] <= KEPT_FOR.total_seconds()
    assert 0 < lives[claim] <= CLAIMS_KEPT_FOR.total_seconds()


async def test_two_offices_on_one_valkey_do_not_take_one_another_for_themselves(
    valkey: Redis, database: Database
) -> None:
    ours, theirs = (RedisConversations(valkey, database, name) for name in ("ebok:1", "ebok:2"))
    await ours.save(CHAT, Claim(UPDATE), EMAIL)

    assert await stands(theirs) == {}
    assert await handled(theirs) is Handled.NO
    await theirs.save(CHAT, Claim(UPDATE), MENU)
    assert await stands(ours) == EMAIL


async def test_a_chat_is_opened_with_its_language_and_whoever_is_logged_in(
    conversations: Conversations, database: Database
) -> None:
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
    async with database.upkeep() as session:
        member = Member(symbol="104217", kind="person", name="Maria Wiśniewska", is_member=True)
        session.add(member)
        await session.flush()
        account = Account(
            member_id=member.id,
            login="104217",
            email="maria@example.com",
            phone="+48601234567",
            language="pl",
            created_at=now,
        )
        session.add(account)
        await session.flush()
        session.add(
            ChatLink(
                chat_id=CHAT,
                account_id=account.id,
                started_at=now,
                active_at=now,
                must_change_password=False,
            )
        )
    await prefer(database, CHAT, "uk")

    row = (await conversations.open(CHAT, UPDATE)).row

    assert row.language == "uk"
    assert row.link == Link(
        account.id, member.id, "104217", "Maria Wiśniewska", now, None, must_change_password=False
    )
    assert (await conversations.open(OTHER_CHAT, UPDATE)).row.link is None
