"""What comes in from groups: the office's own is served, others are left with a polite line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.filters import Command
from aiogram.filters.callback_data import CallbackData
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.intake.callback_answers import answer_quietly
from bot.staff import commands, documents, presses, relay
from bot.staff.accounts import presses as account_presses
from bot.staff.accounts import typed
from bot.staff.accounts.buttons import AccountPress, EntryPress, ErrandPress
from bot.staff.announcements import posting, pressing
from bot.staff.announcements.buttons import AnnouncementPress
from bot.staff.buttons import Press
from bot.staff.document_cards import DocumentPress
from bot.staff.outages import posting as outage_posting
from bot.staff.outages import pressing as outage_pressing
from bot.staff.outages.buttons import OutagePress
from bot.staff.rights import Right, Rights, is_anonymous
from bot.staff.standing_topics import make_standing_topics
from ebok.cases.placing import note_upgrade, present_group
from ebok.services import Services
from locales.speech import N_, _, speak

log = structlog.get_logger(__name__)

GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}
# plain: long
NOT_OURS = N_(
    "Hello. This bot works only in the office's own group, so it leaves.\n"
    "Is this the office's group? Its number is {number}: set it as EBOK_OFFICE_CHAT_ID,"
    " then add the bot again."
)
ACCOUNT_PRESSES: tuple[tuple[type[CallbackData], Callable[..., Any]], ...] = (
    (EntryPress, account_presses.entry_pressed),
    (AccountPress, account_presses.account_pressed),
    (ErrandPress, account_presses.errand_pressed),
)
IN = {"creator", "administrator", "member", "restricted"}


def staff_router(rights: Rights | None = None) -> Router:
    known = rights or Rights()
    router = Router(name="staff")
    router.message.filter(F.chat.type.in_(GROUPS))
    router.edited_message.filter(F.chat.type.in_(GROUPS))
    router.callback_query.filter(F.message.chat.type.in_(GROUPS))
    router.my_chat_member.filter(F.chat.type.in_(GROUPS))

    async def of_the_office(event: Message | CallbackQuery, services: Services, bot: Bot) -> Any:
        """Passes on who asks and in which group; nobody else gets anything."""
        message = event if isinstance(event, Message) else event.message
        if message is None or services.office.chat_id is None or event.from_user is None:
            return False
        group_id = await present_group(services, services.office.chat_id)
        if message.chat.id != group_id:
            return False
        if isinstance(event, Message) and is_anonymous(event):
            right = Right.ADMINISTRATOR
        else:
            right = await known.of(bot, group_id, event.from_user.id)
        if right is Right.NONE:
            return False
        speak("pl")  # the office's language, whatever the colleague's telephone says
        return {"right": right}

    router.message.register(upgraded, F.migrate_to_chat_id)
    for names, command in commands.COMMANDS:
        router.message.register(command, Command(*names), of_the_office)
    router.message.register(typed.typed, of_the_office, typed.asked_for)
    router.message.register(documents.title_given, of_the_office, documents.answers_for_title)
    router.message.register(documents.posted, of_the_office, documents.is_in_their_topic)
    router.message.register(
        outage_posting.answered, of_the_office, outage_posting.answers_for_outage
    )
    router.message.register(posting.listed, of_the_office, posting.answers_for_list)
    router.message.register(posting.posted, of_the_office, posting.is_in_their_topic)
    router.message.register(relay.written, of_the_office)
    router.edited_message.register(posting.edited, of_the_office, posting.is_in_their_topic)
    router.edited_message.register(relay.edited, of_the_office)
    router.callback_query.register(presses.pressed, Press.filter(), of_the_office)
    router.callback_query.register(documents.pressed, DocumentPress.filter(), of_the_office)
    router.callback_query.register(pressing.pressed, AnnouncementPress.filter(), of_the_office)
    router.callback_query.register(outage_pressing.pressed, OutagePress.filter(), of_the_office)
    for kind, handler in ACCOUNT_PRESSES:
        router.callback_query.register(handler, kind.filter(), of_the_office)
    router.callback_query.register(nothing_for_you)
    router.my_chat_member.register(added)
    router.message.register(pass_over)
    router.edited_message.register(pass_over)
    return router


async def upgraded(message: Message, services: Services) -> None:
    """The group has another id from now on."""
    own = services.office.chat_id
    if own is not None and message.migrate_to_chat_id is not None:
        present = await present_group(services, own)
        if message.chat.id == present:
            await note_upgrade(services, own, message.migrate_to_chat_id)
            log.info("the office's group was upgraded")


async def added(event: ChatMemberUpdated, bot: Bot, services: Services) -> None:
    """A group that is not the office's is left; whoever sets the program up learns its number."""
    own = services.office.chat_id
    if own is not None and event.chat.id in {own, await present_group(services, own)}:
        if event.new_chat_member.status in IN:  # it came in, or was given its rights
            await make_standing_topics(services, bot)
        return
    if event.new_chat_member.status not in IN or await _is_upgrade(bot, services, event.chat.id):
        return
    words = _(NOT_OURS, number=event.chat.id)
    try:
        await bot.send_message(event.chat.id, words)
        await bot.leave_chat(event.chat.id)
    except TelegramAPIError as error:
        log.info("a strange group cannot be left", reason=type(error).__name__)


async def _is_upgrade(bot: Bot, services: Services, group_id: int) -> bool:
    """The office's group under its new id, of which this may be the first word."""
    own = services.office.chat_id
    if own is None:
        return False
    try:
        await bot.send_chat_action(await present_group(services, own), "typing")
    except TelegramMigrateToChat as upgraded:
        await note_upgrade(services, own, upgraded.migrate_to_chat_id)
        return upgraded.migrate_to_chat_id == group_id
    except (TelegramBadRequest, TelegramForbiddenError):
        return False
    return False


async def nothing_for_you(event: CallbackQuery) -> None:
    await answer_quietly(event)


async def pass_over(_message: Message) -> None:
    """People of other groups, and what colleagues say among themselves."""
