"""Sending text, answering presses, showing that the bot is at work, reacting."""

from aiogram.methods import (
    AnswerCallbackQuery,
    SendChatAction,
    SendMessage,
    SendRichMessage,
    SetMessageReaction,
)

from telegram_sandbox.errors import bad_request
from telegram_sandbox.methods.registry import Uploads, handles
from telegram_sandbox.methods.sending import send, text_content
from telegram_sandbox.methods.targets import find_message, find_thread, writable_chat
from telegram_sandbox.model import Json
from telegram_sandbox.rich.read import read_rich
from telegram_sandbox.schema import plain
from telegram_sandbox.world import World

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
REACTIONS = frozenset(
    [
        "👍",
        "👎",
        "❤",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)


@handles(SendMessage)
def send_message(world: World, call: SendMessage, uploads: Uploads) -> Json:
    return send(world, call, text_content(world, call)).api()


@handles(SendRichMessage)
def send_rich_message(world: World, call: SendRichMessage, uploads: Uploads) -> Json:
    content = {"rich_message": read_rich(world, call.rich_message, uploads)}
    return send(world, call, content).api()


@handles(SendChatAction)
def send_chat_action(world: World, call: SendChatAction, uploads: Uploads) -> bool:
    chat = writable_chat(world, call.chat_id)
    if call.action not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    thread = find_thread(world, chat, call.message_thread_id)
    world.events.publish("action", chat=chat.id, thread=thread, action=call.action)
    return True


@handles(AnswerCallbackQuery)
def answer_callback_query(world: World, call: AnswerCallbackQuery, uploads: Uploads) -> bool:
    query = world.queries.find(call.callback_query_id, world.now())
    if query is None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    if len(call.text or "") > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if query.answer is None:
        query.answer = {"text": call.text or "", "show_alert": bool(call.show_alert)}
        if call.url:
            query.answer["url"] = call.url
        query.answered.set()
        world.events.publish("answer", chat=query.chat_id, person=query.person_id, **query.answer)
    return True


@handles(SetMessageReaction)
def set_message_reaction(world: World, call: SetMessageReaction, uploads: Uploads) -> bool:
    chat = writable_chat(world, call.chat_id)
    message = find_message(chat, call.message_id, "message to react not found")
    reactions = [plain(reaction) for reaction in call.reaction or ()]
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        emoji = reaction.get("emoji", "").replace("\ufe0f", "")
        if reaction["type"] != "emoji" or emoji not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    if message.service:
        raise bad_request("message can't be reacted")
    message.reactions.pop(world.settings.bot_id, None)
    if reactions:
        message.reactions[world.settings.bot_id] = reactions
    world.tell_message(message)
    return True
