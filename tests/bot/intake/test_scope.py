"""The update under way: opened once, committed once, and what it notes in between."""

from __future__ import annotations

from typing import Any, cast

import pytest
from aiogram.fsm.storage.base import StorageKey
from aiogram.methods import TelegramMethod
from aiogram.types import InputMediaPhoto

from bot.intake.scope import ConversationState, ScopedBot, UpdateScope, open_scope
from ebok.accounts.login import log_in
from ebok.accounts.sessions import Resident, who
from ebok.languages import choose_language
from ebok.services import Services
from storage.claims import AlreadyHandled, Claim
from storage.conversations import Conversation, Conversations, Handled, SqlConversations
from storage.tables import ConversationState as ConversationRow
from storage.tables import PrivateMessage
from tests.fixtures.people import CHAT, OTHER_CHAT, OWN_PASSWORD, Clock, all_rows, with_account
from tests.fixtures.phone import PlayedTelegram

UPDATE = 700
GROUP = -1001
STACK = StorageKey(bot_id=42, chat_id=CHAT, user_id=CHAT, destiny="aiogd:stack:")
CONTEXT = StorageKey(bot_id=42, chat_id=CHAT, user_id=CHAT, destiny="aiogd:context:abc")


# --- the conversation's state


@pytest.fixture
def state() -> ConversationState:
    return ConversationState({"stack:": {"intents": ["abc"]}})


async def test_what_stood_is_read_and_what_is_set_stands(state: ConversationState) -> None:
    await state.set_data(CONTEXT, {"page": 2})

    assert await state.get_data(STACK) == {"intents": ["abc"]}
    assert await state.get_data(CONTEXT) == {"page": 2}
    assert state.changed == {"stack:": {"intents": ["abc"]}, "context:abc": {"page": 2}}


async def test_what_never_stood_is_empty(state: ConversationState) -> None:
    assert await state.get_data(CONTEXT) == {}


async def test_what_was_only_read_has_not_changed(state: ConversationState) -> None:
    await state.get_data(STACK)

    assert state.changed is None


async def test_what_is_set_as_it_stood_has_not_changed(state: ConversationState) -> None:
    await state.set_data(STACK, {"intents": ["abc"]})
    await state.set_data(CONTEXT, {"page": 2})
    await state.set_data(CONTEXT, {})

    assert state.changed is None


async def test_what_is_emptied_is_gone(state: ConversationState) -> None:
    await state.set_data(STACK, {})

    assert state.changed == {}


async def test_people_of_a_group_have_states_of_their_own(state: ConversationState) -> None:
    maria = StorageKey(bot_id=42, chat_id=GROUP, user_id=1, destiny="aiogd:stack:")
    jan = StorageKey(bot_id=42, chat_id=GROUP, user_id=2, destiny="aiogd:stack:")

    await state.set_data(maria, {"intents": ["m"]})

    assert await state.get_data(jan) == {}


async def test_what_is_changed_in_place_is_not_kept(state: ConversationState) -> None:
    await state.set_data(CONTEXT, {"list": [1], "table": {"a": 1}})

    data = await state.get_data(CONTEXT)
    data["list"].append(2)
    data["table"]["b"] = 2
    (await state.get_data(STACK))["intents"].append("x")

    assert await state.get_data(CONTEXT) == {"list": [1], "table": {"a": 1}}
    assert await state.get_data(STACK) == {"intents": ["abc"]}


async def test_what_was_given_may_change_afterwards(state: ConversationState) -> None:
    given = {"list": [1]}
    await state.set_data(CONTEXT, given)
    given["list"].append(2)

    assert await state.get_data(CONTEXT) == {"list": [1]}


@pytest.mark.parametrize(
    "data", [{"page": object()}, {"page": {1, 2}}, {"page": b"x"}, {(1, 2): "x"}]
)
async def test_what_is_not_json_is_refused_at_once(
    state: ConversationState, data: dict[Any, Any]
) -> None:
    await state.set_data(CONTEXT, {"page": 1})

    with pytest.raises(TypeError):
        await state.set_data(CONTEXT, data)

    assert await state.get_data(CONTEXT) == {"page": 1}


async def test_changes_can_be_forgotten(state: ConversationState) -> None:
    await state.set_data(STACK, {"intents": ["x"]})
    await state.set_data(CONTEXT, {"page": 1})

    state.forget_changes()

    assert await state.get_data(STACK) == {"intents": ["abc"]}
    assert await state.get_data(CONTEXT) == {}
    assert state.changed is None


# --- opening and committing


class Counted(SqlConversations):
    """Says how often it was opened, and what was saved."""

    opened = 0

    def __init__(self, services: Services) -> None:
        super().__init__(services.database)
        self.saved: list[Conversation | None] = []

    async def open(self, chat_id: int, update_id: int) -> Any:
        self.opened += 1
        return await super().open(chat_id, update_id)

    async def save(
        self, chat_id: int, claim: Claim, changed: Conversation | None, beside: Any = None
    ) -> None:
        self.saved.append(changed)
        await super().save(chat_id, claim, changed, beside)


@pytest.fixture
def conversations(services: Services) -> Counted:
    return Counted(services)


async def opened(
    conversations: Conversations, services: Services, update_id: int = UPDATE
) -> UpdateScope:
    return await open_scope(conversations, services, CHAT, update_id)


async def test_state_is_kept_from_update_to_update(
    conversations: Counted, services: Services
) -> None:
    scope = await opened(conversations, services)
    await scope.conversation.set_data(CONTEXT, {"page": 2})
    await scope.commit(conversations)

    scope = await opened(conversations, services, UPDATE + 1)
    assert await scope.conversation.get_data(CONTEXT) == {"page": 2}


async def test_an_update_reads_once_and_writes_once(
    conversations: Counted, services: Services
) -> None:
    scope = await opened(conversations, services)
    for page in range(5):
        await scope.conversation.set_data(CONTEXT, {"page": page})
        await scope.conversation.get_data(STACK)
    assert conversations.saved == []

    await scope.commit(conversations)

    assert conversations.opened == 1
    assert conversations.saved == [{"context:abc": {"page": 4}}]


async def test_an_unchanged_conversation_is_not_written(
    conversations: Counted, services: Services
) -> None:
    scope = await opened(conversations, services)
    await scope.conversation.set_data(CONTEXT, {"page": 1})
    await scope.commit(conversations)
    (before,) = await all_rows(services, ConversationRow)

    scope = await opened(conversations, services, UPDATE + 1)
    await scope.conversation.set_data(CONTEXT, {"page": 1})
    await scope.commit(conversations)

    (after,) = await all_rows(services, ConversationRow)
    assert after.updated_at == before.updated_at
    assert conversations.saved[-1] is None
    assert (await conversations.open(CHAT, UPDATE + 1)).handled is Handled.DONE


async def test_what_is_not_committed_leaves_everything_as_it_was(
    conversations: Counted, services: Services
) -> None:
    scope = await opened(conversations, services)
    await scope.conversation.set_data(CONTEXT, {"page": 1})

    again = await opened(conversations, services)
    assert again.opened.handled is Handled.NO
    assert await again.conversation.get_data(CONTEXT) == {}


async def test_a_second_delivery_is_told_and_changes_nothing(
    conversations: Counted, services: Services
) -> None:
    first, second = [await opened(conversations, services) for _ in range(2)]
    await first.conversation.set_data(CONTEXT, {"page": 1})
    await second.conversation.set_data(CONTEXT, {"page": 2})
    await first.commit(conversations)

    with pytest.raises(AlreadyHandled):
        await second.commit(conversations)

    assert (await opened(conversations, services)).opened.conversation == {
        "context:abc": {"page": 1}
    }


async def test_every_effect_of_the_update_carries_its_claim(
    conversations: Counted, services: Services
) -> None:
    scope = await opened(conversations, services)
    await choose_language(scope.services, CHAT, "uk")

    cut_short = await opened(conversations, services)
    assert cut_short.opened.handled is Handled.HALF
    assert cut_short.interrupted
    assert not scope.interrupted

    await cut_short.commit(conversations)
    assert (await opened(conversations, services)).opened.handled is Handled.DONE


async def test_an_interrupted_update_may_go_on_with_its_effects(
    conversations: Counted, services: Services
) -> None:
    await choose_language((await opened(conversations, services)).services, CHAT, "uk")

    again = await opened(conversations, services)
    await choose_language(again.services, CHAT, "en")

    assert (await opened(conversations, services)).opened.row.language == "en"


# --- who is there


async def test_whoever_is_logged_in_is_known(conversations: Counted, services: Services) -> None:
    await with_account(services)
    assert (await opened(conversations, services)).resident is None

    await log_in(services, CHAT, "104217", OWN_PASSWORD)

    scope = await opened(conversations, services)
    assert scope.resident is not None
    assert (scope.resident.login, scope.session_ended) == ("104217", False)


async def test_a_session_that_ran_out_is_nobodys_and_says_so(
    conversations: Counted, services: Services, clock: Clock
) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    clock.move(minutes=15)

    scope = await opened(conversations, services)

    assert (scope.resident, scope.session_ended) == (None, True)


async def test_an_update_makes_the_session_longer(
    conversations: Counted, services: Services, clock: Clock
) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    for update_id in range(3):
        clock.move(minutes=14)
        await (await opened(conversations, services, update_id)).commit(conversations)

    assert isinstance(await who(services, CHAT), Resident)


async def test_an_update_after_the_end_makes_nothing_longer(
    conversations: Counted, services: Services, clock: Clock
) -> None:
    await with_account(services)
    await log_in(services, CHAT, "104217", OWN_PASSWORD)
    clock.move(minutes=15)
    await (await opened(conversations, services)).commit(conversations)

    assert (await opened(conversations, services, UPDATE + 1)).session_ended


# --- what was shown


class Telegram(PlayedTelegram):
    """With albums and copies, which answer with more than a message, or with less."""

    def _result(self, method: TelegramMethod[Any]) -> Any:
        match method.__api_method__:
            case "sendMediaGroup":
                return [self._shown(method, number) for number in (201, 202)]
            case "copyMessage":
                return {"message_id": 203}
            case "copyMessages":
                return [{"message_id": 204}, {"message_id": 205}]
        return super()._result(method)


@pytest.fixture
async def scope(conversations: Counted, services: Services) -> UpdateScope:
    return await opened(conversations, services)


@pytest.fixture
def bot(scope: UpdateScope) -> ScopedBot:
    return ScopedBot("42:SANDBOX", session=Telegram()).within(scope)


async def test_what_is_sent_is_noted_and_remembered_with_the_update(
    conversations: Counted, services: Services, scope: UpdateScope, bot: ScopedBot
) -> None:
    sent = await bot.send_message(CHAT, "Saldo: 312,40 zł")
    assert scope.shown == {sent.message_id}
    assert await all_rows(services, PrivateMessage) == []

    await scope.commit(conversations)

    remembered = [(row.chat_id, row.message_id) for row in await all_rows(services, PrivateMessage)]
    assert remembered == [(CHAT, sent.message_id)]


async def test_of_an_album_every_part_is_noted(scope: UpdateScope, bot: ScopedBot) -> None:
    photos = [InputMediaPhoto(media="file-id")] * 2

    await bot.send_media_group(CHAT, cast(Any, photos))

    assert scope.shown == {201, 202}


async def test_copies_are_noted(scope: UpdateScope, bot: ScopedBot) -> None:
    await bot.copy_message(CHAT, OTHER_CHAT, 1)
    await bot.copy_messages(CHAT, OTHER_CHAT, [1, 2])

    assert scope.shown == {203, 204, 205}


async def test_what_is_edited_was_noted_when_it_was_sent(
    scope: UpdateScope, bot: ScopedBot
) -> None:
    await bot.edit_message_text("Saldo", chat_id=CHAT, message_id=100)

    assert scope.shown == set()


@pytest.mark.parametrize("elsewhere", [OTHER_CHAT, GROUP, "@piast"])
async def test_what_is_sent_elsewhere_is_none_of_this_chats(
    scope: UpdateScope, bot: ScopedBot, elsewhere: int | str
) -> None:
    """Messages are numbered in each chat: logging out here would delete another message."""
    await bot.send_message(elsewhere, "Nowa sprawa")

    assert scope.shown == set()


async def test_a_groups_messages_are_never_swept(
    conversations: Counted, services: Services
) -> None:
    scope = await open_scope(conversations, services, GROUP, UPDATE)
    bot = ScopedBot("42:SANDBOX", session=Telegram()).within(scope)
    await bot.send_message(GROUP, "Sprawa 17")

    await scope.commit(conversations)

    assert await all_rows(services, PrivateMessage) == []


async def test_what_answers_with_no_message_is_nothing(scope: UpdateScope, bot: ScopedBot) -> None:
    await bot.answer_callback_query("1")
    await bot.delete_message(CHAT, 7)

    assert scope.shown == set()


async def test_two_updates_do_not_note_for_one_another(
    conversations: Counted, services: Services
) -> None:
    program = ScopedBot("42:SANDBOX", session=Telegram())
    one, other = [await opened(conversations, services, update_id) for update_id in (1, 2)]

    await program.within(one).send_message(CHAT, "x")
    await program.send_message(CHAT, "of no update")

    assert (len(one.shown), len(other.shown)) == (1, 0)
