"""The office's answers, in the resident's chat."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import assert_never

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.outbox.case_letters.noting import DELIVERED, Also, answering, noting
from bot.outbox.contents import Edited, Place, edit_content, send_contents
from bot.outbox.texts.cases import heading_of_answer
from bot.outbox.uploads import uploads_for
from ebok.cases.placing import MAIL, present_group
from ebok.cases.reading import message_on_record, place_of, to_pass_on
from ebok.cases.undelivered import tell_unchanged
from ebok.outbox.letters import (
    CaseAnswered,
    CaseAnswerEdited,
    CaseClosed,
    CaseKnown,
    CaseLetterToResident,
)
from ebok.services import Services
from locales.speech import N_, _

CHANGED = N_("The office has changed a message:")
KNOWN = N_("The office knows of this fault already. We will write to you here.")
KNOWN_ANSWER = N_("The office knows already:")
# plain: quote
CLOSED = N_("✅ The office has closed case no. {number}.\n<b>Is the matter settled?</b>")


async def pass_on(
    services: Services, bot: Bot, chat_id: int, letter: CaseLetterToResident
) -> Also | None:
    match letter:
        case CaseAnswered():
            return await _answer(services, bot, chat_id, letter)
        case CaseAnswerEdited():
            return await _edit(services, bot, chat_id, letter)
        case CaseClosed(case=number):
            return await _ask(bot, chat_id, number)
        case CaseKnown():
            return await _tell_known(services, bot, chat_id, letter)
    assert_never(letter)


async def _answer(services: Services, bot: Bot, chat_id: int, letter: CaseAnswered) -> Also | None:
    pieces = await to_pass_on(services, letter.message, chat_id)
    if not pieces:
        return None
    place = await answering(services, Place(chat_id), pieces[0])
    heading, button = heading_of_answer(letter.case), _answer_button(letter.case)
    uploads = await uploads_for(services, pieces)
    sent = await send_contents(bot, place, pieces, heading, button, uploads)
    await _mark_delivered(services, bot, letter.message)
    return uploads.noted_with(services, noting(chat_id, letter.case, sent))


async def _edit(
    services: Services, bot: Bot, chat_id: int, letter: CaseAnswerEdited
) -> Also | None:
    """What was not passed on yet goes as it is now anyway, but for what went by mail; what the
    resident has deleted comes once more."""
    stands_at = await place_of(services, letter.message, chat_id)
    piece = await message_on_record(services, letter.message)
    if piece is None:
        return None
    if stands_at is None:
        mailed = await place_of(services, letter.message, MAIL) is not None
        return partial(tell_unchanged, services, letter=letter) if mailed else None
    edited = Edited(chat_id, stands_at, piece.content)
    heading, button = heading_of_answer(letter.case), _answer_button(letter.case)
    if piece.album is not None:  # its heading stands in a message of its own
        done = await edit_content(bot, edited)
    else:
        done = await edit_content(bot, edited, heading, button)
    if done:
        return None
    changed = f"{heading}\n<i>{_(CHANGED)}</i>"
    sent = await send_contents(bot, Place(chat_id), [piece], changed, button)
    return noting(chat_id, letter.case, sent)


async def _tell_known(services: Services, bot: Bot, chat_id: int, letter: CaseKnown) -> Also | None:
    heading, button = heading_of_answer(letter.case), _answer_button(letter.case)
    if letter.message is None:
        words = f"{heading}\n{_(KNOWN)}"
        message = await bot.send_message(chat_id, words, reply_markup=button)
        return noting(chat_id, letter.case, [(message.message_id, None)])
    pieces = await to_pass_on(services, letter.message, chat_id)
    if not pieces:
        return None
    known = f"{heading}\n{_(KNOWN_ANSWER)}"
    sent = await send_contents(bot, Place(chat_id), pieces, known, button)
    return noting(chat_id, letter.case, sent)


async def _ask(bot: Bot, chat_id: int, number: int) -> Also:
    yes = InlineKeyboardButton(text=_(N_("Yes")), callback_data=f"case:{number}:settled")
    no = InlineKeyboardButton(text=_(N_("No")), callback_data=f"case:{number}:unsettled")
    message = await bot.send_message(
        chat_id,
        _(CLOSED, number=number),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[yes, no]]),
    )
    return noting(chat_id, number, [(message.message_id, None)])


def _answer_button(number: int) -> InlineKeyboardMarkup:
    button = InlineKeyboardButton(text=_(N_("Answer")), callback_data=f"case:{number}:answer")
    return InlineKeyboardMarkup(inline_keyboard=[[button]])


async def _mark_delivered(services: Services, bot: Bot, message_id: int) -> None:
    """A silent receipt on the colleague's own message; nothing depends on it."""
    if services.office.chat_id is None:
        return
    group_id = await present_group(services, services.office.chat_id)
    stands_at = await place_of(services, message_id, group_id)
    if stands_at is not None:
        with suppress(TelegramAPIError):
            await bot.set_message_reaction(group_id, stands_at, reaction=[DELIVERED])
