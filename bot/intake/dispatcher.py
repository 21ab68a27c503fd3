"""The dispatcher: errors, commands before dialogs, and what nobody was waiting for."""

from __future__ import annotations

from aiogram import Dispatcher, F, Router
from aiogram.enums import ChatType
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from aiogram_dialog import BgManagerFactory, DialogManager, ShowMode, setup_dialogs

from bot.intake.callback_answers import answer_quietly
from bot.intake.case_replies import case_replies_router
from bot.intake.commands import commands_router
from bot.intake.errors import setup_errors
from bot.intake.gate import albums_router, gate_router
from bot.staff.router import staff_router
from dialogs import (
    balance,
    contact,
    documents,
    guess,
    help,
    language,
    library_patches,
    login,
    menu,
    no_mail,
    office,
    password,
    registration,
    start,
    tour,
)
from dialogs.home import go_home

# A press asks them in this order: those that are pressed most come first.
DIALOGS = (
    menu,
    balance,
    documents,
    start,
    registration,
    login,
    password,
    no_mail,
    office,
    contact,
    guess,
    help,
    language,
    tour,
)
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]


def build_dispatcher() -> Dispatcher:
    """State, services and who is logged in come with each update (``bot.intake.handler``)."""
    dispatcher = Dispatcher(disable_fsm=True)
    setup_errors(dispatcher)
    residents = Router(name="residents")
    residents.message.filter(F.chat.type == ChatType.PRIVATE)
    residents.edited_message.filter(F.chat.type == ChatType.PRIVATE)
    residents.callback_query.filter(F.message.chat.type == ChatType.PRIVATE)
    residents.include_router(gate_router())
    residents.include_router(case_replies_router())
    residents.include_router(albums_router())
    residents.include_router(commands_router())
    for conversation in DIALOGS:
        residents.include_router(conversation.dialog)
    residents.include_router(_lost_router())
    dispatcher.include_router(staff_router())
    dispatcher.include_router(residents)
    setup_everything(dispatcher)
    return dispatcher


def setup_everything(dispatcher: Dispatcher) -> BgManagerFactory:
    library_patches.apply()
    # bot.intake.handler holds the chat's lock; further ones would only cost.
    factory = setup_dialogs(
        dispatcher,
        events_isolation=DisabledEventIsolation(),
        message_manager=library_patches.TidyMessageManager(),
    )
    library_patches.share_with_edits(dispatcher)
    return factory


def _lost_router() -> Router:
    """Nothing is open in this chat, or a button leads nowhere: begin at the beginning."""
    router = Router(name="lost")

    @router.message()
    async def lost_message(_message: Message, dialog_manager: DialogManager) -> None:
        await go_home(dialog_manager, show_mode=ShowMode.SEND)

    @router.callback_query()
    async def lost_button(event: CallbackQuery, dialog_manager: DialogManager) -> None:
        await answer_quietly(event)
        await go_home(dialog_manager, show_mode=ShowMode.SEND)

    @router.my_chat_member()
    async def blocked_or_back(_event: ChatMemberUpdated) -> None:
        """Nothing to do yet: whoever comes back presses Start."""

    return router
