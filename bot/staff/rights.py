"""Who belongs to the office: members of its group, asked of Telegram, remembered for a minute."""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import IntEnum

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError
from aiogram.types import (
    ChatMemberAdministrator,
    ChatMemberMember,
    ChatMemberOwner,
    ChatMemberRestricted,
    Message,
)

REMEMBERED = 60.0  # seconds; a colleague who left has no longer
MOST_REMEMBERED = 500


class Right(IntEnum):
    NONE = 0
    STAFF = 1
    ADMINISTRATOR = 2


class Rights:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[tuple[int, int], tuple[float, Right]] = {}

    async def of(self, bot: Bot, group_id: int, user_id: int) -> Right:
        key, now = (group_id, user_id), self._clock()
        known = self._known.get(key)
        if known is not None and known[0] > now:
            return known[1]
        right = await _asked(bot, group_id, user_id)
        if len(self._known) >= MOST_REMEMBERED:
            self._known.clear()
        if right is not Right.NONE:  # whoever joins is served at once
            self._known[key] = (now + REMEMBERED, right)
        return right


async def _asked(bot: Bot, group_id: int, user_id: int) -> Right:
    try:
        member = await bot.get_chat_member(group_id, user_id)
    except (TelegramBadRequest, TelegramForbiddenError):
        return Right.NONE
    if isinstance(member, ChatMemberOwner | ChatMemberAdministrator):
        return Right.ADMINISTRATOR
    if isinstance(member, ChatMemberRestricted):
        return Right.STAFF if member.is_member else Right.NONE
    return Right.STAFF if isinstance(member, ChatMemberMember) else Right.NONE


def is_anonymous(message: Message) -> bool:
    """An administrator who writes in the name of the group."""
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def colleague_of(message: Message) -> str | None:
    """A colleague's name; None when the administrator hides it."""
    if is_anonymous(message) or message.from_user is None:
        return None
    return message.from_user.full_name[:128]
