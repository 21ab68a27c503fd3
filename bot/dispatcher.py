"""Puts the office's dispatcher together: errors, middlewares in their order, commands, dialogs."""

from __future__ import annotations

import secrets

from aiogram import Dispatcher, F, Router
from aiogram.enums import ChatType
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message
from aiogram_dialog import BgManagerFactory, DialogManager, ShowMode, setup_dialogs
from aiogram_dialog.api.entities import stack

from bot.answering import answer_quietly
from bot.commands import commands_router
from bot.conversation import ConversationStorage
from bot.errors import setup_errors
from bot.middlewares.claim import ClaimMiddleware
from bot.middlewares.identity import IdentityMiddleware
from bot.middlewares.locale import LocaleMiddleware
from bot.middlewares.throttle import Counter, ThrottleMiddleware
from dialogs import balance, contact, help, language, login, menu, password, registration, start
from dialogs.home import go_home
from dialogs.messages import TidyMessageManager
from ebok.office import Office
from storage.conversations import Conversations

DIALOGS = (start, registration, login, password, menu, balance, contact, help, language)
ALLOWED_UPDATES = ["message", "callback_query", "my_chat_member"]


def screen_id() -> str:
    return secrets.token_urlsafe(6)


# The library's own ids are the second and one of a hundred numbers: of two screens that one update
# opens, every hundredth would overwrite the other.
stack.new_id = screen_id


def build_dispatcher(
    office: Office,
    conversations: Conversations,
    storage: ConversationStorage,
    counter: Counter,
) -> Dispatcher:
    dispatcher = Dispatcher(storage=storage, events_isolation=DisabledEventIsolation())
    setup_errors(dispatcher, storage)
    for middleware in (
        ClaimMiddleware(conversations),
        ThrottleMiddleware(counter),
        LocaleMiddleware(office),
        IdentityMiddleware(office),
    ):
        dispatcher.update.outer_middleware(middleware)
    residents = Router(name="residents")
    residents.message.filter(F.chat.type == ChatType.PRIVATE)
    residents.callback_query.filter(F.message.chat.type == ChatType.PRIVATE)
    residents.include_router(commands_router())
    for conversation in DIALOGS:
        residents.include_router(conversation.dialog)
    residents.include_router(_lost_router())
    dispatcher.include_router(residents)
    setup_everything(dispatcher)
    return dispatcher


def setup_everything(dispatcher: Dispatcher) -> BgManagerFactory:
    # bot.delivery.handling holds the chat's lock; further ones would only cost.
    return setup_dialogs(
        dispatcher,
        events_isolation=DisabledEventIsolation(),
        message_manager=TidyMessageManager(),
    )


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
