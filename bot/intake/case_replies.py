"""A reply to what the office wrote continues its case, on whatever screen it was written; so do the
buttons below the office's messages, pressed or typed. They stand before the dialogs."""

from __future__ import annotations

import re
from typing import Any

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message, ReactionTypeEmoji
from aiogram_dialog import DialogManager, ShowMode
from aiogram_dialog.api.entities import Context, Stack
from aiogram_dialog.api.internal import CONTEXT_KEY, STACK_KEY

from bot.intake.callback_answers import answer_quietly
from dialogs import states
from dialogs.answers import said
from dialogs.case_messages import content_in
from dialogs.frame import spoken
from dialogs.office.handlers import continue_case
from dialogs.reaching import ways_to_reach
from ebok.cases.answering import settle
from ebok.cases.case import Blocked, Content, NoSuchCase
from ebok.cases.newest import newest_from_office
from ebok.cases.reading import case_at
from ebok.cases.writing import edit, write_on
from ebok.services import Services
from locales.speech import N_, _

TAKEN = "👌"
# bot.outbox.texts.cases, and the receipt of dialogs.office
HEADING = re.compile(r"🏢 [^\n]*?(\d+)(?:\n|$)|✅ [^\n]*\n\D+(\d+)\n\n")
ANSWER, SETTLED, UNSETTLED = "answer", "settled", "unsettled"
BUTTONS = {N_("Answer"): ANSWER, N_("Yes"): SETTLED, N_("No"): UNSETTLED}
SHOWS_UNSENT = {states.Office.summary, states.Office.unfinished, states.Office.case}
BUTTON = F.data.regexp(r"^case:(\d+):(answer|settled|unsettled)$")


def case_replies_router() -> Router:
    router = Router(name="case replies")
    router.message.register(replied, answers_a_case)
    router.message.register(typed, types_a_button)
    router.edited_message.register(edited)
    router.callback_query.register(pressed, BUTTON.as_("button"))
    return router


async def answers_a_case(message: Message, services: Services) -> Any:
    if message.reply_to_message is None or (message.text or "").startswith("/"):
        return False
    content = content_in(message)
    if content is None:
        return False
    answered = message.reply_to_message
    found = await case_at(services, message.chat.id, answered.message_id)
    number, case_message = found or (_number_in(answered), None)
    if number is None:
        return False
    return {"number": number, "answered": case_message, "content": content}


def _number_in(answered: Message) -> int | None:
    """By the heading, for a person who answers before we have noted where the answer stands."""
    by_us = answered.from_user is not None and answered.from_user.is_bot
    heading = HEADING.match(answered.text or answered.caption or "")
    return int(heading[1] or heading[2]) if by_us and heading is not None else None


async def replied(
    message: Message, services: Services, number: int, answered: int | None, content: Content
) -> None:
    try:
        reopened = await write_on(
            services,
            message.chat.id,
            number,
            content,
            message.message_id,
            message.media_group_id,
            answered,
        )
    except Blocked:
        phone = ways_to_reach(services.profile.office)["phone"]
        await message.reply(
            _(
                N_("☎️ The office does not take messages from this phone. Please call: {phone}."),
                phone=phone,
            )
        )
        return
    except NoSuchCase:
        await message.reply(
            _(N_("⚠️ This case is closed for good. Please press Write to the office."))
        )
        return
    if reopened:
        await message.reply(
            _(N_("🔁 Case no. {number} is open again. The office has your message."), number=number)
        )
    else:
        await message.react([ReactionTypeEmoji(emoji=TAKEN)])


async def edited(message: Message, services: Services, dialog_manager: DialogManager) -> None:
    """The summary of what is not sent yet shows it as it is now."""
    content = content_in(message)
    if content is None or not await edit(services, message.chat.id, message.message_id, content):
        return
    if dialog_manager.has_context() and dialog_manager.current_context().state in SHOWS_UNSENT:
        await dialog_manager.show(ShowMode.EDIT)


async def pressed(
    event: CallbackQuery, services: Services, dialog_manager: DialogManager, button: Any
) -> None:
    number, deed = int(button.group(1)), button.group(2)
    assert event.message is not None  # noqa: S101 - the router takes private chats only
    if deed == ANSWER:
        await answer_quietly(event)
        await continue_case(services, dialog_manager, number)
        return
    try:
        words = await _settled(services, event.message.chat.id, number, deed)
    except NoSuchCase:
        await answer_quietly(event, _(N_("This button is old.")))
        return
    await answer_quietly(event)
    if isinstance(event.message, Message):
        await event.message.edit_text(words)


async def _settled(services: Services, chat_id: int, number: int, deed: str) -> str:
    await settle(services, chat_id, number, settled=deed == SETTLED)
    words = (
        N_("✅ Thank you. Case no. {number} is closed.")
        if deed == SETTLED
        else N_("🔁 Case no. {number} is open again. You can answer this message.")
    )
    return _(words, number=number)


async def types_a_button(message: Message, services: Services, **data: Any) -> Any:
    """One of the words below the office's newest message, with no screen below it."""
    deed = {spoken(_(label)): deed for label, deed in BUTTONS.items()}.get(spoken(said(message)))
    context: Context | None = data.get(CONTEXT_KEY)  # handlers' dialog_manager comes later
    stack: Stack | None = data.get(STACK_KEY)
    if deed is None or (context is not None and context.state in states.TAKES_ANY_WORDS):
        return False
    newest = await newest_from_office(services, message.chat.id)
    if newest is None or (deed != ANSWER and not newest.asks):
        return False
    if stack is not None and (stack.last_message_id or 0) > newest.message_id:
        return False
    return {"number": newest.number, "deed": deed}


async def typed(
    message: Message, services: Services, dialog_manager: DialogManager, number: int, deed: str
) -> None:
    if deed == ANSWER:
        await continue_case(services, dialog_manager, number)
    else:
        await message.answer(await _settled(services, message.chat.id, number, deed))
