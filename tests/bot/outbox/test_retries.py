"""What Telegram refuses for a moment is asked for again; what would come too late is not."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import AnswerCallbackQuery, GetUpdates, SendMessage, TelegramMethod

from bot.outbox.retries import ATTEMPTS, LONGEST_WAIT, PatientRequests
from tests.bot.conftest import Waited

MESSAGE = SendMessage(chat_id=1, text="x")
BOT = Bot("42:TEST")


class Telegram:
    """Answers with these, one after another; a fault is raised."""

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)
        self.asked = 0

    async def __call__(self, _bot: Bot, _method: TelegramMethod[Any]) -> Any:
        self.asked += 1
        answer = self._answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def busy(seconds: int) -> TelegramRetryAfter:
    return TelegramRetryAfter(MESSAGE, "Too Many Requests", seconds)


def ask(telegram: Telegram, method: TelegramMethod[Any] = MESSAGE) -> Any:
    return PatientRequests()(telegram, BOT, method)


async def test_an_answer_is_passed_on(waited: Waited) -> None:
    telegram = Telegram("sent")

    assert await ask(telegram) == "sent"
    assert (telegram.asked, waited.seconds) == (1, 0)


async def test_too_many_requests_waits_as_long_as_telegram_says(waited: Waited) -> None:
    telegram = Telegram(busy(3), "sent")

    assert await ask(telegram) == "sent"
    assert waited.seconds == pytest.approx(3, abs=0.1)


@pytest.mark.parametrize(
    "fault",
    [TelegramNetworkError(MESSAGE, "lost"), TelegramServerError(MESSAGE, "Bad Gateway")],
    ids=["network", "server"],
)
async def test_a_passing_fault_is_tried_again(waited: Waited, fault: Exception) -> None:
    telegram = Telegram(fault, fault, "sent")

    assert await ask(telegram) == "sent"
    assert 0 < waited.seconds <= LONGEST_WAIT


async def test_patience_ends(waited: Waited) -> None:
    telegram = Telegram(*[TelegramNetworkError(MESSAGE, "lost")] * 10)

    with pytest.raises(TelegramNetworkError):
        await ask(telegram)

    assert telegram.asked == ATTEMPTS
    assert waited.seconds <= LONGEST_WAIT


async def test_a_long_wait_is_left_to_others(waited: Waited) -> None:
    telegram = Telegram(busy(int(LONGEST_WAIT) + 1), "sent")

    with pytest.raises(TelegramRetryAfter):
        await ask(telegram)

    assert (telegram.asked, waited.seconds) == (1, 0)


async def test_many_short_waits_are_a_long_one(waited: Waited) -> None:
    """The chat's lock is held meanwhile, and it does not hold for ever."""
    telegram = Telegram(*[busy(int(LONGEST_WAIT) - 1)] * 10)

    with pytest.raises(TelegramRetryAfter):
        await ask(telegram)

    assert waited.seconds <= LONGEST_WAIT


async def test_the_answer_to_a_press_is_worth_nothing_later(waited: Waited) -> None:
    telegram = Telegram(busy(1), True)

    with pytest.raises(TelegramRetryAfter):
        await ask(telegram, AnswerCallbackQuery(callback_query_id="1"))

    assert (telegram.asked, waited.seconds) == (1, 0)


async def test_a_refusal_for_good_is_not_tried_again(waited: Waited) -> None:
    telegram = Telegram(TelegramBadRequest(MESSAGE, "chat not found"), "sent")

    with pytest.raises(TelegramBadRequest):
        await ask(telegram)

    assert telegram.asked == 1


async def test_the_poller_has_a_patience_of_its_own(waited: Waited) -> None:
    telegram = Telegram(TelegramNetworkError(MESSAGE, "lost"), [])

    with pytest.raises(TelegramNetworkError):
        await ask(telegram, GetUpdates())

    assert waited.seconds == 0
