"""Waits out Telegram's "too many requests" and short faults of the network, for direct replies.

A handler never sleeps of its own accord; here only the chat concerned waits, and no transaction
is open (docs/decisions/0002-short-transactions.md).
"""

from __future__ import annotations

import asyncio

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, GetUpdates, TelegramMethod
from aiogram.methods.base import Response, TelegramType

ATTEMPTS = 4
LONGEST_WAIT = 20.0  # seconds a request waits in all


class PatientRequests(BaseRequestMiddleware):
    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        own_patience = isinstance(method, GetUpdates)  # the poller's
        waited = 0.0
        for attempt in range(1, 1 if own_patience else ATTEMPTS):
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as busy:
                # A callback's answer is worth nothing after a few seconds.
                waited += busy.retry_after
                if waited > LONGEST_WAIT or isinstance(method, AnswerCallbackQuery):
                    raise
                await asyncio.sleep(busy.retry_after)
            except (TelegramNetworkError, TelegramServerError, ClientDecodeError):
                await asyncio.sleep(0.3 * 2**attempt)
        return await make_request(bot, method)
