"""What stands in the way into the office's group is cleared: a topic deleted or closed by hand, a
group upgraded. While the group is out of reach, everything waits for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeVar

from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)

from bot.staff.topics import is_closed, is_gone, is_out_of_reach, reopen_topic
from ebok.cases.placing import note_upgrade, present_group
from ebok.cases.reach import note_in_reach, note_out_of_reach
from ebok.services import Services

TRIES_OF_A_TOPIC = 3

Done = TypeVar("Done")


class GroupOutOfReach(ConnectionError):
    """The bot was put out of the office's group, or may not write there: tried again for days."""


class KeptTopic(Protocol):
    """What is remembered of a topic."""

    async def thread_id(self) -> int | None: ...
    async def forget(self) -> None: ...


async def past_obstacles(
    services: Services,
    bot: Bot,
    chat_id: int,
    topic: KeptTopic,
    write: Callable[[int], Awaitable[Done]],
) -> Done:
    """``write`` is given the id that the group has now; where the topic was forgotten it makes
    another one. Raises GroupOutOfReach, and TelegramBadRequest for what Telegram does not take."""
    try:
        done = await _tried(services, bot, chat_id, topic, write)
    except GroupOutOfReach:
        await note_out_of_reach(services)
        raise
    await note_in_reach(services)
    return done


async def _tried(
    services: Services,
    bot: Bot,
    chat_id: int,
    topic: KeptTopic,
    write: Callable[[int], Awaitable[Done]],
) -> Done:
    for _try in range(TRIES_OF_A_TOPIC):
        group_id = await present_group(services, chat_id)
        try:
            return await write(group_id)
        except TelegramMigrateToChat as upgraded:
            await note_upgrade(services, chat_id, upgraded.migrate_to_chat_id)
        except TelegramForbiddenError as error:
            raise GroupOutOfReach(error.message) from error
        except TelegramBadRequest as error:
            thread_id = await topic.thread_id()
            if is_gone(error):
                await topic.forget()
            elif is_closed(error) and thread_id is not None:
                await reopen_topic(bot, group_id, thread_id)
            elif is_out_of_reach(error):
                raise GroupOutOfReach(error.message) from error
            else:
                raise
    raise GroupOutOfReach("the topic cannot be made")
