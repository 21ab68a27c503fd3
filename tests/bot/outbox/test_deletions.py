"""Orders to delete, worked off: what is private goes from a chat, once, as soon as Telegram can."""

from __future__ import annotations

from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
)
from aiogram.methods import DeleteMessages

from bot.outbox.deliver import delete_messages
from ebok.outbox.deletions import ask_to_delete, delete_later
from ebok.services import Services
from storage.tables import Deletion
from tests.fixtures.people import CHAT, Clock, all_rows, wanted_deletions

DELETING = DeleteMessages(chat_id=CHAT, message_ids=[7])


class Telegram:
    def __init__(self, refusal: TelegramAPIError | None = None) -> None:
        self.refusal = refusal
        self.deleted: list[int] = []
        self.sent: list[tuple[int, str]] = []

    async def delete_messages(self, _chat_id: int, message_ids: list[int]) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.deleted += message_ids

    async def send_message(self, chat_id: int, text: str, **_markup: Any) -> Any:
        if self.refusal is not None:
            raise self.refusal
        self.sent.append((chat_id, text))
        return type("Sent", (), {"message_id": 9})


async def order(services: Services, *message_ids: int) -> int:
    async with services.database.transaction() as session:
        ask_to_delete(services, session, CHAT, message_ids, f"chat:{CHAT}")
    return int((await all_rows(services, Deletion))[-1].id)


async def delete(services: Services, number: int, telegram: Telegram) -> None:
    await delete_messages(services, cast(Bot, telegram), number)


async def test_private_messages_are_taken_away_once(services: Services) -> None:
    number, telegram = await order(services, 7, 8), Telegram()

    await delete(services, number, telegram)
    await delete(services, number, telegram)

    assert telegram.deleted == [7, 8]
    assert telegram.sent == []
    assert await wanted_deletions(services) == []


async def test_no_order_is_written_for_no_message(services: Services) -> None:
    async with services.database.transaction() as session:
        ask_to_delete(services, session, CHAT, [], f"chat:{CHAT}")

    assert await all_rows(services, Deletion) == []
    assert not services.database.bell.is_set()


async def test_an_order_is_due_at_once_and_wakes_whoever_works_it_off(
    services: Services, clock: Clock
) -> None:
    await delete_later(services, CHAT, 7)

    (row,) = await all_rows(services, Deletion)
    assert (row.due_at, row.message_ids) == (clock(), [7])
    assert services.database.bell.is_set()


async def test_a_deletion_waits_while_telegram_is_out_of_reach(services: Services) -> None:
    number = await order(services, 7)

    with pytest.raises(TelegramNetworkError):
        await delete(services, number, Telegram(TelegramNetworkError(DELETING, "lost")))

    assert await wanted_deletions(services) == [7]


@pytest.mark.parametrize(
    "refusal",
    [
        TelegramBadRequest(DELETING, "message can't be deleted for everyone"),
        TelegramForbiddenError(DELETING, "bot was blocked by the user"),
    ],
    ids=["too old", "blocked"],
)
async def test_what_telegram_never_deletes_is_no_more_asked_for(
    services: Services, refusal: TelegramAPIError
) -> None:
    number = await order(services, 7)

    await delete(services, number, Telegram(refusal))

    assert await wanted_deletions(services) == []


async def test_more_than_a_hundred_go_in_portions(services: Services) -> None:
    number, telegram = await order(services, *range(250)), Telegram()

    await delete(services, number, telegram)

    assert telegram.deleted == list(range(250))


async def test_an_unknown_order_is_nobodys(services: Services) -> None:
    telegram = Telegram()

    await delete(services, 4711, telegram)

    assert telegram.deleted == []
