"""Sending what is neither text nor a file: contacts, places, polls, dice."""

from aiogram.methods import SendContact, SendDice, SendLocation, SendPoll, SendVenue, StopPoll

from sandbox.errors import bad_request
from sandbox.keyboards import inline_markup
from sandbox.methods.registry import Uploads, handles
from sandbox.methods.sending import send, text_of
from sandbox.methods.targets import find_message, writable_chat
from sandbox.model import Json
from sandbox.world import World

DICE = {"🎲": 6, "🎯": 6, "🎳": 6, "🏀": 5, "⚽": 5, "🎰": 64}


@handles(SendContact)
def send_contact(world: World, call: SendContact, uploads: Uploads) -> Json:
    contact: Json = {"phone_number": call.phone_number, "first_name": call.first_name}
    contact |= {k: v for k in ("last_name", "vcard") if (v := getattr(call, k))}
    if not call.phone_number or not call.first_name:
        raise bad_request("phone number and first name must be non-empty")
    return send(world, call, {"contact": contact}).api()


def _place(latitude: float, longitude: float) -> Json:
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    return {"latitude": latitude, "longitude": longitude}


@handles(SendLocation)
def send_location(world: World, call: SendLocation, uploads: Uploads) -> Json:
    place = _place(call.latitude, call.longitude)
    if call.live_period:
        place["live_period"] = call.live_period
    return send(world, call, {"location": place}).api()


@handles(SendVenue)
def send_venue(world: World, call: SendVenue, uploads: Uploads) -> Json:
    place = _place(call.latitude, call.longitude)
    venue = {"location": place, "title": call.title, "address": call.address}
    return send(world, call, {"venue": venue, "location": place}).api()


@handles(SendDice)
def send_dice(world: World, call: SendDice, uploads: Uploads) -> Json:
    emoji = call.emoji or "🎲"
    if emoji not in DICE:
        raise bad_request("dice emoji is invalid")
    value = world.random.randint(1, DICE[emoji])
    return send(world, call, {"dice": {"emoji": emoji, "value": value}}).api()


@handles(SendPoll)
def send_poll(world: World, call: SendPoll, uploads: Uploads) -> Json:
    question = text_of(world, call.question, call.question_parse_mode, call.question_entities)
    if not 1 <= len(question.text) <= 300:
        raise bad_request("poll question must be non-empty and at most 300 characters long")
    texts = [option if isinstance(option, str) else option.text for option in call.options]
    if not 1 <= len(texts) <= 12:
        raise bad_request("poll must have from 1 to 12 options")
    if any(not 1 <= len(text.strip()) <= 100 for text in texts):
        raise bad_request("poll options must be non-empty and at most 100 characters long")
    poll: Json = {
        "id": world.new_album_id(),
        "question": question.text,
        "options": [
            {"text": text.strip(), "voter_count": 0, "persistent_id": str(number)}
            for number, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": bool(call.is_closed),
        "is_anonymous": call.is_anonymous is not False,
        "type": "quiz" if call.type == "quiz" else "regular",
        "allows_multiple_answers": bool(call.allows_multiple_answers),
        "allows_revoting": bool(call.allows_revoting),
        "members_only": bool(call.members_only),
    }
    if call.correct_option_ids:
        poll["correct_option_ids"] = call.correct_option_ids
    if call.explanation:
        why = text_of(
            world, call.explanation, call.explanation_parse_mode, call.explanation_entities
        )
        poll |= {"explanation": why.text, "explanation_entities": why.entities}
    if call.open_period:
        poll["open_period"] = call.open_period
    return send(world, call, {"poll": poll}).api()


@handles(StopPoll)
def stop_poll(world: World, call: StopPoll, uploads: Uploads) -> Json:
    chat = writable_chat(world, call.chat_id)
    message = find_message(chat, call.message_id, "message with poll to stop not found")
    poll = message.content.get("poll")
    if poll is None or message.sender["id"] != world.settings.bot_id:
        raise bad_request("message with poll to stop not found")
    if poll["is_closed"]:
        raise bad_request("poll has already been closed")
    message.content = {"poll": poll | {"is_closed": True}}
    world.set_markup(message, inline_markup(call.reply_markup))
    world.tell_message(message)
    return dict(message.content["poll"])
