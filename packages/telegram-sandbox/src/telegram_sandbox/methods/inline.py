"""Inline queries and web apps: results that a bot offers and a person sends."""

import asyncio
from typing import Any

from aiogram.methods import AnswerInlineQuery, AnswerWebAppQuery
from aiogram.types import InputTextMessageContent

from telegram_sandbox.errors import ControlError, TelegramError, bad_request
from telegram_sandbox.keyboards import inline_markup
from telegram_sandbox.methods.media import NAMES, media_object
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.sending import LONGEST_TEXT, caption_content, text_of
from telegram_sandbox.model import Chat, Json, Message, Person
from telegram_sandbox.schema import given, plain
from telegram_sandbox.world import World

MOST_RESULTS = 50
ANSWER_WAIT_S = 5.0
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
PLACE = ("latitude", "longitude", "horizontal_accuracy", "live_period", "heading")
CONTACT = ("phone_number", "first_name", "last_name", "vcard")


@handles(AnswerInlineQuery)
def answer_inline_query(world: World, call: AnswerInlineQuery, uploads: Uploads) -> bool:
    query = world.inline_queries.find(call.inline_query_id, world.now())
    if query is None:
        raise bad_request(TOO_OLD)
    if len(call.results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    ids = [result.id for result in call.results]
    if any(not 1 <= len(name.encode()) <= 64 for name in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) < len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    contents = {result.id: _content(world, result) for result in call.results}
    query.answer = {
        "results": [plain(result) for result in call.results],
        "next_offset": call.next_offset or "",
        "contents": contents,
    }
    query.answered.set()
    return True


@handles(AnswerWebAppQuery)
def answer_web_app_query(world: World, call: AnswerWebAppQuery, uploads: Uploads) -> Json:
    query = world.inline_queries.find(call.web_app_query_id, world.now())
    if query is None or query.answer is not None:
        raise bad_request(TOO_OLD)
    content = _content(world, call.result)
    if content is None:
        raise bad_request("failed to get HTTP URL content")
    query.answer = {}
    chat, person = world.chats[query.chat_id], world.people[query.person_id]
    return {"inline_message_id": _send(world, chat, person, content)}


def _content(world: World, result: Any) -> Json | None:
    """What the result sends, with its buttons; None for a file that only an address names."""
    content = _body(world, result)
    markup = inline_markup(getattr(result, "reply_markup", None))
    return None if content is None else {"content": content, "markup": markup}


def _body(world: World, result: Any) -> Json | None:
    given_content = getattr(result, "input_message_content", None)
    if isinstance(given_content, InputTextMessageContent):
        return _text(world, given_content)
    source = given_content or result
    if getattr(source, "phone_number", None):
        return {"contact": _picked(source, CONTACT)}
    if getattr(source, "latitude", None) is not None:
        place = _picked(source, PLACE)
        if address := getattr(source, "address", None):
            venue = {"location": place, "title": source.title, "address": address}
            return {"venue": venue, "location": place}
        return {"location": place}
    for kind in NAMES:
        stored = world.files.whole(getattr(result, f"{kind}_file_id", None) or "")
        if stored is not None:
            return {kind: media_object(kind, stored, result), **caption_content(world, result)}
    if type(result).__name__.endswith("Article"):
        raise bad_request("message text is empty")
    return None


def _text(world: World, text: InputTextMessageContent) -> Json:
    made = text_of(world, text.message_text, text.parse_mode, text.entities)
    if not made.text:
        raise bad_request("message text is empty")
    if len(made.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    content: Json = {"text": made.text}
    if made.entities:
        content["entities"] = made.entities
    if preview := given(text.link_preview_options):
        content["link_preview_options"] = plain(preview)
    return content


def _picked(source: Any, names: tuple[str, ...]) -> Json:
    return {name: value for name in names if (value := getattr(source, name, None)) is not None}


async def ask(world: World, chat: Chat, person: Person, text: str, offset: str) -> Json:
    """What the bot offers for the text; nothing when it does not answer in time."""
    query = world.inline_queries.open(chat.id, person.id, world.now())
    world.updates.push(
        "inline_query",
        person.id,
        {
            "id": query.id,
            "from": person.user(),
            "query": text[:256],
            "offset": offset,
            "chat_type": "sender" if chat.private else chat.type,
        },
    )
    query.text = text[:256]
    try:
        await asyncio.wait_for(query.answered.wait(), ANSWER_WAIT_S)
    except TimeoutError:
        return {"query_id": query.id, "results": None}
    answer = query.answer or {}
    return {"query_id": query.id} | {key: answer[key] for key in ("results", "next_offset")}


def choose(world: World, chat: Chat, person: Person, query_id: str, result_id: str) -> Message:
    """The person sends one of the results."""
    query = world.inline_queries.find(query_id, world.now())
    contents = (query.answer or {}).get("contents", {}) if query else {}
    if query is None or result_id not in contents:
        raise ControlError(404, f"no result {result_id!r} of query {query_id!r}")
    if contents[result_id] is None:
        raise ControlError(409, "the result's file is elsewhere, and nothing is fetched from there")
    number = _send(world, chat, person, contents[result_id])
    world.updates.push(
        "chosen_inline_result",
        person.id,
        {
            "result_id": result_id,
            "from": person.user(),
            "query": query.text,
            "inline_message_id": number,
        },
    )
    return world.inline_messages[number]


def _send(world: World, chat: Chat, person: Person, made: Json) -> str:
    """As the person's own message, made by the bot; the id by which the bot can edit it."""
    if chat.private and chat.blocked:
        raise TelegramError(403, "Forbidden: bot was blocked by the user")
    chat.started = True
    message = world.post(chat, person.user(), made["content"], markup=made["markup"], via=world.bot)
    world.tell_bot("message", chat, message.api())
    number = f"SBXinline-{message.chat.id}-{message.id}"
    world.inline_messages[number] = message
    return number


def open_web_app(world: World, chat: Chat, person: Person) -> str:
    """The id with which a page that the person opened answers for them."""
    return world.inline_queries.open(chat.id, person.id, world.now()).id
