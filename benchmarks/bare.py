"""A bot of nothing but aiogram: what the calls of a press cost when nobody thinks about them.

It is told what eBOK called for each button and each text, and does the same with the same words.
"""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Mapping
from typing import Any

from aiogram import Bot, Dispatcher, methods
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.methods import TelegramMethod
from aiogram.types import CallbackQuery, Message

NAMED_BY_EVENT = ("chat_id", "message_id", "callback_query_id")


class Reply:
    """One call, ready but for the numbers that the event brings."""

    def __init__(self, method: str, fields: Mapping[str, Any]) -> None:
        self._method = getattr(methods, method[0].upper() + method[1:])
        ready = self._method.model_validate({name: _read(fields[name]) for name in fields})
        self._fields = {name: getattr(ready, name) for name in fields}

    def to(self, **numbers: Any) -> TelegramMethod[Any]:
        named = {name: numbers[name] for name in NAMED_BY_EVENT if name in self._fields}
        method: TelegramMethod[Any] = self._method(**{**self._fields, **named})
        return method


def _read(value: str) -> Any:
    return json.loads(value) if value[:1] in ("{", "[") else value


def build_dispatcher(script: Mapping[str, Any]) -> Dispatcher:
    replies = {
        said: [Reply(method, fields) for method, fields in calls] for said, calls in script.items()
    }
    dispatcher = Dispatcher()

    @dispatcher.callback_query()
    async def pressed(query: CallbackQuery, bot: Bot) -> None:
        if query.message is not None:
            chat_id, message_id = query.message.chat.id, query.message.message_id
            for reply in replies[query.data or ""]:
                await bot(
                    reply.to(chat_id=chat_id, message_id=message_id, callback_query_id=query.id)
                )

    @dispatcher.message()
    async def written(message: Message, bot: Bot) -> None:
        for reply in replies[message.text or ""]:
            await bot(reply.to(chat_id=message.chat.id, message_id=message.message_id))

    return dispatcher


async def main(address: str, token: str) -> None:
    """The script comes as JSON by standard input: ``{said: [[method, fields], …]}``."""
    dispatcher = build_dispatcher(json.load(sys.stdin))
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(address)))
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
