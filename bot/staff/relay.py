"""What colleagues write in a case's topic goes to its resident; what begins with ! stays inside."""

from __future__ import annotations

from aiogram import Bot
from aiogram.types import Message

from bot.staff.rights import colleague_of
from dialogs.answers import SENT_BY_PEOPLE
from dialogs.case_messages import content_in
from ebok.cases.answering import answer, edit_answer, note
from ebok.cases.case import Author, Content
from ebok.cases.plain import in_plain_text
from ebok.cases.reading import case_at, case_of_thread, message_on_record, record
from ebok.services import Services
from locales.speech import N_, _

NOTE_SIGN = "!"


async def case_of(services: Services, message: Message) -> int | None:
    """By its topic; in a plain group by what it replies to."""
    if message.is_topic_message and message.message_thread_id is not None:
        return await case_of_thread(services, message.chat.id, message.message_thread_id)
    if message.reply_to_message is None:
        return None
    found = await case_at(services, message.chat.id, message.reply_to_message.message_id)
    return None if found is None else found[0]


async def written(message: Message, services: Services, bot: Bot) -> None:
    if message.content_type not in SENT_BY_PEOPLE:
        return
    number = await case_of(services, message)
    if number is None:
        if _replies_to(message, bot):
            await message.reply(_(N_("⚠️ Nobody got this. Please reply to a case's message.")))
        return
    here = (message.chat.id, message.message_id)
    content = content_in(message, colleague_of(message))
    if content is None:
        await message.reply(
            _(N_("⚠️ This cannot be passed on. Please send a text, a picture or a file."))
        )
        return
    if is_note(content):
        await note(services, number, content, here, message.media_group_id)
        return
    if content.kind == "text" and content.html.startswith("/"):
        await message.reply(_(N_("⚠️ There is no such command. Nothing was sent. See /pomoc")))
        return
    case = await record(services, number)
    if case.chat_id is None and not case.joined:
        await message.reply(
            _(N_("⚠️ The person has erased the account: there is no chat to write to."))
        )
        return
    await answer(
        services,
        number,
        content,
        written_at=here,
        album=message.media_group_id,
        answers=await _answered_message(services, message),
    )


def _replies_to(message: Message, bot: Bot) -> bool:
    """In a group without topics, where a colleague may believe to have written to a resident."""
    answered = None if message.is_topic_message else message.reply_to_message
    by = None if answered is None else answered.from_user
    return by is not None and by.id == bot.id


async def edited(message: Message, services: Services) -> None:
    content = content_in(message, colleague_of(message))
    if content is not None and is_note(content) and await _was_sent(services, message):
        await message.reply(
            _(N_("⚠️ The resident has this message already and still sees it as it was."))
        )
    elif content is not None:
        await edit_answer(services, message.chat.id, message.message_id, content)


def is_note(content: Content) -> bool:
    return in_plain_text(content).startswith(NOTE_SIGN)


async def _was_sent(services: Services, message: Message) -> bool:
    found = await case_at(services, message.chat.id, message.message_id)
    written = None if found is None else await message_on_record(services, found[1] or 0)
    return written is not None and written.author is Author.OFFICE


async def _answered_message(services: Services, message: Message) -> int | None:
    if message.reply_to_message is None:
        return None
    found = await case_at(services, message.chat.id, message.reply_to_message.message_id)
    return None if found is None else found[1]
