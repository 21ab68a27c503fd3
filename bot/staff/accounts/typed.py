"""An e-mail address that a colleague writes in answer to an errand's question."""

from __future__ import annotations

from typing import Any

from aiogram import Bot
from aiogram.types import Message

from bot.staff.accounts.asking import show
from bot.staff.accounts.commands import below, writer_of
from bot.staff.accounts.refusals import REFUSED, NotAllowed, refusal
from bot.staff.relay import case_of
from bot.staff.rights import Right
from ebok.accounts import errands
from ebok.accounts.errands import WITH_ADDRESS, Errand, Step
from ebok.identity.contact import email_address
from ebok.identity.errors import NotAnEmail
from ebok.services import Services
from locales.speech import N_, _


async def asked_for(message: Message, services: Services) -> Any:
    """As a reply to the question; outside of cases also without, when it is an address."""
    asked: Errand | None = None
    if message.text is None:
        return False
    if message.reply_to_message is not None:
        replied = message.reply_to_message.message_id
        asked = await errands.asked_at(services, message.chat.id, replied)
    if (
        asked is None
        and message.from_user is not None
        and _is_address(message.text)
        and await case_of(services, message) is None
    ):
        asked = await errands.asked_of(services, message.chat.id, message.from_user.id)
    if asked is None or asked.kind not in WITH_ADDRESS:
        return False
    return {"asked": asked} if asked.step in {Step.TYPING, Step.SUMMARY} else False


async def typed(
    message: Message, services: Services, bot: Bot, right: Right, asked: Errand
) -> None:
    place, above = below(message), ""
    try:
        if right is not Right.ADMINISTRATOR:
            raise NotAllowed
        try:
            asked = await errands.type_email(
                services, asked.id, writer_of(message), message.text or ""
            )
        except NotAnEmail:
            above = _(N_("⚠️ This is not an e-mail address."))
        await show(services, bot, asked, place, above=above)
    except REFUSED as fault:
        await message.reply(refusal(fault))


def _is_address(text: str) -> bool:
    try:
        return bool(email_address(text))
    except NotAnEmail:
        return False
