"""Polls: sending and stopping them, the votes of people, and the hour at which they close."""

from typing import Any

from aiogram.methods import SendPoll, StopPoll

from telegram_sandbox.errors import ControlError, bad_request
from telegram_sandbox.keyboards import inline_markup
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.sending import send, text_of
from telegram_sandbox.methods.targets import find_message, writable_chat
from telegram_sandbox.model import Json, Message, Person
from telegram_sandbox.world import World

OPEN_S = range(5, 2_628_001)


@handles(SendPoll)
def send_poll(world: World, call: SendPoll, uploads: Uploads) -> Json:
    question = text_of(world, call.question, call.question_parse_mode, call.question_entities)
    if not 1 <= len(question.text) <= 300:
        raise bad_request("poll question must be non-empty and at most 300 characters long")
    poll: Json = {
        "id": world.new_album_id(),
        "question": question.text,
        "options": _options(world, call),
        "total_voter_count": 0,
        "is_closed": bool(call.is_closed),
        "is_anonymous": call.is_anonymous is not False,
        "type": "quiz" if call.type == "quiz" else "regular",
        "allows_multiple_answers": bool(call.allows_multiple_answers),
        "allows_revoting": bool(call.allows_revoting),
        "members_only": bool(call.members_only),
    }
    if question.entities:
        poll["question_entities"] = question.entities
    if poll["type"] == "quiz":
        poll |= _right_options(call, len(poll["options"]))
    if call.explanation:
        why = text_of(
            world, call.explanation, call.explanation_parse_mode, call.explanation_entities
        )
        poll |= {"explanation": why.text, "explanation_entities": why.entities}
    closes = _closing(world, call)
    if closes and call.open_period:
        poll["open_period"] = _seconds(call.open_period)
    if closes:
        poll["close_date"] = closes
    message = send(world, call, {"poll": poll})
    close_later(world, message)
    return message.api()


def close_later(world: World, message: Message) -> None:
    """At the hour that the poll in the message names, if there is one."""
    poll = message.content.get("poll", {})
    if "close_date" in poll and not poll["is_closed"]:
        world.later(poll["close_date"], lambda: close(world, message))


def _options(world: World, call: SendPoll) -> list[Json]:
    if not 1 <= len(call.options) <= 12:
        raise bad_request("poll must have from 1 to 12 options")
    options = []
    for number, option in enumerate(call.options):
        text = option if isinstance(option, str) else option.text
        mode = None if isinstance(option, str) else option.text_parse_mode
        made = text_of(world, text, mode, None if isinstance(option, str) else option.text_entities)
        if not 1 <= len(made.text) <= 100:
            raise bad_request("poll options must be non-empty and at most 100 characters long")
        shown: Json = {"text": made.text, "voter_count": 0, "persistent_id": str(number)}
        options.append(shown | ({"text_entities": made.entities} if made.entities else {}))
    return options


def _right_options(call: SendPoll, count: int) -> Json:
    """Under the newer name and the older one, which knows one only."""
    one = call.correct_option_id
    right = call.correct_option_ids or ([] if one is None else [one])
    if not right or any(not 0 <= number < count for number in right):
        raise bad_request("wrong correct option ID specified")
    return {"correct_option_ids": right, "correct_option_id": right[0]}


def _closing(world: World, call: SendPoll) -> int:
    """The second at which the poll closes by itself; 0 for never."""
    now = int(world.now())
    if call.open_period:
        seconds = _seconds(call.open_period)
    elif call.close_date:
        date: Any = call.close_date
        seconds = int(date.timestamp() if hasattr(date, "timestamp") else date) - now
    else:
        return 0
    if seconds not in OPEN_S:
        raise bad_request("poll can be open for 5 seconds to 730 hours")
    return now + seconds


def _seconds(period: Any) -> int:
    return int(period.total_seconds() if hasattr(period, "total_seconds") else period)


@handles(StopPoll)
def stop_poll(world: World, call: StopPoll, uploads: Uploads) -> Json:
    chat = writable_chat(world, call.chat_id)
    message = find_message(chat, call.message_id, "message with poll to stop not found")
    poll = message.content.get("poll")
    if poll is None or message.sender["id"] != world.settings.bot_id:
        raise bad_request("message with poll to stop not found")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    world.set_markup(message, inline_markup(call.reply_markup))
    close(world, message)
    return dict(message.content["poll"])


def close(world: World, message: Message) -> None:
    """Nobody votes any more; the bot is told. Nothing happens to what is closed or gone."""
    if (
        message.chat.messages.get(message.id) is message
        and not message.content["poll"]["is_closed"]
    ):
        _change(world, message, is_closed=True)


def _change(world: World, message: Message, **changed: Any) -> None:
    message.content = message.content | {"poll": message.content["poll"] | changed}
    world.tell_message(message)
    world.tell_bot("poll", message.chat, message.content["poll"])


def vote(world: World, message: Message, person: Person, chosen: list[int]) -> None:
    """The person's choice in place of an earlier one; none takes it back."""
    poll = message.content.get("poll")
    if poll is None:
        raise ControlError(400, f"message {message.id} is no poll")
    if poll["is_closed"]:
        raise ControlError(409, "the poll is closed")
    if any(not 0 <= number < len(poll["options"]) for number in chosen):
        raise ControlError(400, f"options: the poll has {len(poll['options'])} of them")
    if len(chosen) > 1 and not poll["allows_multiple_answers"]:
        raise ControlError(400, "options: one answer only")
    final = poll["type"] == "quiz" and not poll["allows_revoting"]
    if message.votes.get(person.id) and final:
        raise ControlError(409, "an answer to a quiz is final")
    message.votes[person.id] = sorted(set(chosen))
    if not chosen:
        del message.votes[person.id]
    counts = [
        sum(n in votes for votes in message.votes.values()) for n in range(len(poll["options"]))
    ]
    options = [o | {"voter_count": n} for o, n in zip(poll["options"], counts, strict=True)]
    _change(world, message, options=options, total_voter_count=len(message.votes))
    if not poll["is_anonymous"]:
        world.tell_bot(
            "poll_answer",
            message.chat,
            {
                "poll_id": poll["id"],
                "user": person.user(),
                "option_ids": sorted(set(chosen)),
                "option_persistent_ids": [str(number) for number in sorted(set(chosen))],
            },
        )
