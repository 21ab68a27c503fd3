"""What people do in Telegram's client: write, press, edit, delete, react, block."""

import asyncio
from itertools import islice
from typing import Any

from telegram_sandbox.errors import ControlError
from telegram_sandbox.files import StoredFile
from telegram_sandbox.formatting import formatted
from telegram_sandbox.keyboards import button_rows, inline_view, normalised, reply_view
from telegram_sandbox.methods.media import media_object
from telegram_sandbox.model import Chat, Json, Member, Message, Person
from telegram_sandbox.views import media_id
from telegram_sandbox.world import World

PRESS_WAIT_S = 5.0
MOST_LABELS = 100
# The account that stands for every anonymous administrator.
ANONYMOUS: Json = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}


def find_person(world: World, person_id: int) -> Person:
    person = world.people.get(person_id)
    if person is None:
        raise ControlError(404, f"no person {person_id}")
    return person


def chat_with(world: World, chat_id: int, person: Person) -> Chat:
    """The chat if `person` can write there."""
    chat = world.chats.get(chat_id)
    if chat is None:
        raise ControlError(404, f"no chat {chat_id}")
    if chat.private:
        if chat.id != person.id:
            raise ControlError(403, f"chat {chat_id} is not {person.name}'s")
    elif chat.members.get(person.id, Member(0, "left")).status in ("left", "kicked"):
        raise ControlError(403, f"{person.name} is not a member of {chat.title}")
    return chat


def may_speak(chat: Chat, person: Person) -> None:
    """Raises ControlError for who has blocked the bot, and for who is restricted in the group."""
    if chat.private:
        if chat.blocked:
            raise ControlError(409, f"{person.name} has blocked the bot")
        return
    member = chat.members[person.id]
    if member.status == "restricted" and not member.rights.get("can_send_messages"):
        raise ControlError(403, f"{person.name} may not write in {chat.title}")


def find_message(chat: Chat, message_id: int) -> Message:
    message = chat.messages.get(message_id)
    if message is None:
        raise ControlError(404, f"no message {message_id} in chat {chat.id}")
    return message


def write(
    world: World,
    chat: Chat,
    person: Person,
    content: Json,
    *,
    thread: int | None = None,
    reply_to: int | None = None,
    anonymous: bool = False,
    **more: Any,
) -> Message:
    """The person's message, seen by the bot as an update."""
    if anonymous and chat.private:
        raise ControlError(400, "anonymous administrators write in groups only")
    may_speak(chat, person)
    reply = find_message(chat, reply_to) if reply_to else None
    if thread is None and reply is not None:
        thread = reply.thread
    if thread is not None and world.topic(chat, thread) is None:
        raise ControlError(404, f"no topic {thread} in chat {chat.id}")
    chat.started = True
    sender = person.user()
    if anonymous:
        sender, content = ANONYMOUS, content | {"sender_chat": chat.brief()}
    message = world.post(chat, sender, content, thread=thread, reply_to=reply, **more)
    if _heard(world, chat, message):
        world.tell_bot("message", chat, message.api())
    return message


def _heard(world: World, chat: Chat, message: Message) -> bool:
    """Privacy mode: in a group, a bot that is no administrator hears commands and replies to it
    (core.telegram.org/bots/features#privacy-mode)."""
    if chat.private or world.bot_member(chat).status == "administrator":
        return True
    answered = message.reply_to is not None and message.reply_to.by_bot
    return answered or str(message.content.get("text", "")).startswith("/")


def text_content(text: str) -> Json:
    made = formatted(text)
    if not made.text:
        raise ControlError(400, "an empty text cannot be sent")
    content: Json = {"text": made.text}
    return content | {"entities": made.entities} if made.entities else content


def file_content(stored: StoredFile, caption: str | None) -> Json:
    content: Json = {stored.kind: media_object(stored.kind, stored)}
    if caption:
        made = formatted(caption)
        content["caption"] = made.text
        if made.entities:
            content["caption_entities"] = made.entities
    return content


def contact_content(person: Person) -> Json:
    if not person.phone:
        raise ControlError(409, f"{person.name} has no phone to share")
    contact: Json = {"phone_number": person.phone, "first_name": person.first_name}
    if person.last_name:
        contact["last_name"] = person.last_name
    return {"contact": contact | {"user_id": person.id}}


def edit(world: World, chat: Chat, person: Person, message_id: int, text: str) -> Message:
    message = find_message(chat, message_id)
    if message.sender["id"] != person.id:
        raise ControlError(403, "people edit their own messages only")
    may_speak(chat, person)
    made = text_content(text)
    if "text" in message.content:
        message.content = made
    elif not media_id(message.content):
        raise ControlError(400, "only a text or a caption can be edited")
    else:
        rest = {k: v for k, v in message.content.items() if not k.startswith("caption")}
        message.content = rest | {
            f"caption{'_' + k if k != 'text' else ''}": v for k, v in made.items()
        }
    message.edited = int(world.now())
    world.tell_message(message)
    if _heard(world, chat, message):
        world.tell_bot("edited_message", chat, message.api())
    return message


def react(world: World, chat: Chat, person: Person, message_id: int, emoji: str | None) -> None:
    message = find_message(chat, message_id)
    may_speak(chat, person)
    old = message.reactions.pop(person.id, [])
    new = [{"type": "emoji", "emoji": emoji}] if emoji else []
    if new:
        message.reactions[person.id] = new
    world.tell_message(message)
    world.tell_bot(
        "message_reaction",
        chat,
        {
            "chat": chat.brief(),
            "message_id": message.id,
            "user": person.user(),
            "date": int(world.now()),
            "old_reaction": old,
            "new_reaction": new,
        },
    )


def set_blocked(world: World, chat: Chat, person: Person, *, blocked: bool) -> None:
    if not chat.private:
        raise ControlError(400, "a bot is blocked in a private chat")
    if chat.blocked == blocked:
        return
    chat.blocked = blocked
    old: Json = {"status": "member"}
    new: Json = {"status": "kicked", "until_date": 0}
    if not blocked:
        old, new = new, old
    world.tell_person(person)
    world.updates.push(
        "my_chat_member",
        chat.id,
        {
            "chat": chat.brief(),
            "from": person.user(),
            "date": int(world.now()),
            "old_chat_member": old | {"user": world.bot},
            "new_chat_member": new | {"user": world.bot},
        },
    )


# -- pressing ------------------------------------------------------------------------------


def labels(chat: Chat, person_id: int) -> list[str]:
    """The labels a person could press now, the newest message's first."""
    found = [
        button["text"]
        for number in islice(reversed(chat.buttons), MOST_LABELS)
        if chat.messages[number].seen_by(person_id)
        for row in inline_view(chat.messages[number])
        for button in row
    ]
    if chat.keyboard:
        found += [b["text"] for row in reply_view(chat.keyboard.markup) or () for b in row]
    return list(dict.fromkeys(found))[:MOST_LABELS]


def find_button(
    chat: Chat,
    person_id: int,
    label: str | None,
    message_id: int | None,
    place: tuple[int, int] | None,
) -> tuple[Message, Json] | None:
    """The inline button at `place` or with `label`, of one message or the newest that has it."""
    wanted = normalised(label) if label is not None else None
    if message_id is None:
        numbers = reversed(chat.buttons) if wanted is None else chat.buttons.with_label(wanted)
        message_id = next((n for n in numbers if chat.messages[n].seen_by(person_id)), 0)
    message = chat.messages.get(message_id)
    if message is None or not message.seen_by(person_id):
        return None
    for r, row in enumerate(button_rows(message)):
        for c, button in enumerate(row):
            if place == (r, c) if place else normalised(button["text"]) == wanted:
                return message, button
    return None


async def press(world: World, chat: Chat, person: Person, message: Message, button: Json) -> Json:
    """Presses an inline button and waits for the bot's answer to the callback."""
    if "callback_data" not in button:
        done: Json = {"answer": None}
        if "copy_text" in button:
            done["copied"] = button["copy_text"]["text"]
        return done | {key: button[key] for key in ("url", "disabled") if key in button}
    query = world.queries.open(chat.id, person.id, world.now())
    world.tell_bot(
        "callback_query",
        chat,
        {
            "id": query.id,
            "from": person.user(),
            "message": message.api(),
            "chat_instance": str(chat.id * 7919),
            "data": button["callback_data"],
        },
    )
    try:
        await asyncio.wait_for(query.answered.wait(), PRESS_WAIT_S)
    except TimeoutError:
        return {"answer": None}
    return {"answer": query.answer}


def press_reply(world: World, chat: Chat, person: Person, label: str) -> Message | None:
    """Presses a button of the reply keyboard; None when none has this label."""
    keyboard = chat.keyboard
    if keyboard is None:
        return None
    for row in keyboard.markup.get("keyboard", []):
        for button in row:
            if normalised(button["text"]) != normalised(label):
                continue
            shares = button.get("request_contact")
            content = contact_content(person) if shares else text_content(button["text"])
            if keyboard.markup.get("one_time_keyboard"):
                world.hide_keyboard(chat)
            return write(world, chat, person, content, thread=keyboard.thread)
    return None
