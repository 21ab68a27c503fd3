"""Icons of topics: Telegram has a set of its own for bots, asked for once in a life of the
program. A topic without one is as good."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramAPIError

from ebok.cases.case import CaseState

# Of each the first that Telegram has.
WANTED = {
    CaseState.NEW: ("❗", "⚡", "❓"),
    CaseState.OPEN: ("💬", "🗣", "📝"),
    CaseState.CLOSED: ("✅", "🏁"),
}
VARIATION = "\ufe0f"  # the same sign with and without it

log = structlog.get_logger(__name__)
_known: WeakKeyDictionary[Bot, dict[str, str]] = WeakKeyDictionary()


async def icon_of(bot: Bot, state: CaseState) -> str | None:
    there = await _asked_once(bot)
    return next((there[sign] for sign in WANTED.get(state, ()) if sign in there), None)


async def _asked_once(bot: Bot) -> dict[str, str]:
    """Ids by their signs."""
    if bot not in _known:
        try:
            stickers = await bot.get_forum_topic_icon_stickers()
        except TelegramAPIError as error:  # asked again the next time
            log.info("topics get no icons", reason=type(error).__name__)
            return {}
        _known[bot] = {
            one.emoji.replace(VARIATION, ""): one.custom_emoji_id
            for one in stickers
            if one.emoji is not None and one.custom_emoji_id is not None
        }
    return _known[bot]
