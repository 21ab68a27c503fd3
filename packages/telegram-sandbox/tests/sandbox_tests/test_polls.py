"""Polls: what the bot sends, how people vote, when they close."""

import asyncio
from typing import Any

import pytest

from sandbox_tests.conftest import Api
from telegram_sandbox.client import Chat, Refused, Sandbox

ASKED = {"question": "Kiedy?", "options": ["rano", "wieczorem", "wcale"]}


async def asked(api: Api, chat: Chat, **more: Any) -> dict[str, Any]:
    return dict(await api.ok("sendPoll", chat_id=chat.id, **ASKED, **more))


async def news(api: Api, kind: str) -> list[Any]:
    updates = await api.updates()
    if updates:
        await api.updates(offset=updates[-1]["update_id"] + 1)
    return [update[kind] for update in updates if kind in update]


async def test_a_vote_is_counted_and_told(api: Api, chat: Chat) -> None:
    sent = await asked(api, chat)

    await chat.vote(sent["message_id"], 1)

    (poll,) = await news(api, "poll")
    assert [option["voter_count"] for option in poll["options"]] == [0, 1, 0]
    assert poll["total_voter_count"] == 1


async def test_who_voted_for_what_is_told_unless_the_poll_is_anonymous(
    api: Api, chat: Chat
) -> None:
    sent = await asked(api, chat, is_anonymous=False, allows_multiple_answers=True)

    await chat.vote(sent["message_id"], 2, 0)
    await chat.vote(sent["message_id"])

    answers = await news(api, "poll_answer")
    assert [answer["option_ids"] for answer in answers] == [[0, 2], []]
    assert answers[0]["user"]["id"] == chat.person


@pytest.mark.parametrize(
    ("more", "votes", "reason"),
    [
        ({}, [[0, 1]], "one answer only"),
        ({}, [[3]], "the poll has 3"),
        ({"is_closed": True}, [[0]], "closed"),
        ({"type": "quiz", "correct_option_id": 0}, [[1], [0]], "final"),
    ],
)
async def test_a_vote_that_cannot_be_is_refused(
    api: Api, chat: Chat, more: dict[str, Any], votes: list[list[int]], reason: str
) -> None:
    number = (await asked(api, chat, **more))["message_id"]
    *before, last = votes
    for options in before:
        await chat.vote(number, *options)

    with pytest.raises(Refused, match=reason):
        await chat.vote(number, *last)


@pytest.mark.parametrize("right", [{"correct_option_id": 2}, {"correct_option_ids": [2]}])
async def test_a_quiz_knows_its_right_answer_by_both_names(
    api: Api, chat: Chat, right: dict[str, Any]
) -> None:
    poll = (await asked(api, chat, type="quiz", **right))["poll"]

    assert (poll["correct_option_id"], poll["correct_option_ids"]) == (2, [2])


@pytest.mark.parametrize("right", [{}, {"correct_option_id": 3}])
async def test_a_quiz_without_a_right_answer_is_refused(
    api: Api, chat: Chat, right: dict[str, Any]
) -> None:
    error = await api.error("sendPoll", chat_id=chat.id, **ASKED, type="quiz", **right)

    assert error == "Bad Request: wrong correct option ID specified"


async def test_a_poll_closes_at_its_hour_and_the_bot_is_told(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    sent = await asked(api, chat, open_period=600)
    await asked(api, chat, close_date=sent["date"] + 700)
    assert sent["poll"]["close_date"] == sent["date"] + 600

    await sandbox.advance_clock(650)

    assert [poll["is_closed"] for poll in await news(api, "poll")] == [True]
    with pytest.raises(Refused, match="closed"):
        await chat.vote(sent["message_id"], 0)


async def test_a_poll_closes_by_itself_while_time_passes(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    await asked(api, chat, open_period=5)
    await sandbox.advance_clock(4.9)

    async with asyncio.timeout(20):
        while not (told := await news(api, "poll")):
            pass
    assert told[0]["is_closed"]


async def test_a_poll_that_was_stopped_does_not_close_again(
    sandbox: Sandbox, api: Api, chat: Chat
) -> None:
    sent = await asked(api, chat, open_period=600)
    await api.ok("stopPoll", chat_id=chat.id, message_id=sent["message_id"])
    await news(api, "poll")

    await sandbox.advance_clock(650)

    assert await news(api, "poll") == []
