"""What a person hears when something went wrong, and what is tried again instead.

What the office's own parts cause (database, Redis, network) is raised on: delivery tries the
update again, and nothing is lost. Everything else is logged without its content and answered.
"""

from __future__ import annotations

import structlog
from aiogram import Dispatcher
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent
from aiogram_dialog import DialogManager, ShowMode, StartMode
from aiogram_dialog.api.exceptions import OutdatedIntent, UnknownIntent, UnknownState
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from bot.intake.callback_answers import answer_quietly
from bot.intake.old_buttons import point_to_present
from bot.intake.scope import UpdateScope
from dialogs import states
from dialogs.access import MustChangePassword, NotLoggedIn
from dialogs.home import go_home
from dialogs.notices import SESSION_ENDED, start_with_notice
from ebok.cases.case import NoSuchCase
from locales.speech import N_, _
from storage.claims import AlreadyHandled

log = structlog.get_logger(__name__)

# Worth another try in a moment.
PASSING = (
    OperationalError,
    InterfaceError,
    PoolTimeout,
    RedisConnectionError,
    RedisTimeoutError,
    TelegramNetworkError,
    TelegramServerError,
    TelegramRetryAfter,
    ClientDecodeError,  # a proxy's HTML page instead of Telegram's JSON
    ConnectionError,
)


def setup_errors(dispatcher: Dispatcher) -> None:
    @dispatcher.errors(ExceptionTypeFilter(AlreadyHandled, TelegramForbiddenError))
    async def nothing_to_say(event: ErrorEvent, scope: UpdateScope) -> None:
        """Handled by another delivery, or by a person who has blocked the bot."""
        log.info("update passed over", reason=type(event.exception).__name__)
        scope.conversation.forget_changes()

    @dispatcher.errors(ExceptionTypeFilter(UnknownIntent, UnknownState, OutdatedIntent))
    async def old_button(event: ErrorEvent, dialog_manager: DialogManager) -> None:
        pressed = event.update.callback_query
        if await point_to_present(pressed, dialog_manager):
            return
        words = _(N_("This button is old. Here is the present screen."))
        await answer_quietly(pressed, words)
        dialog_manager.show_mode = ShowMode.SEND
        if isinstance(event.exception, OutdatedIntent) and dialog_manager.has_context():
            try:
                await dialog_manager.show()
            except (NotLoggedIn, MustChangePassword):  # errors are not handled a second time
                await go_home(dialog_manager)
        else:
            await go_home(dialog_manager)

    @dispatcher.errors(ExceptionTypeFilter(NotLoggedIn))
    async def log_in_first(
        event: ErrorEvent, dialog_manager: DialogManager, scope: UpdateScope
    ) -> None:
        scope.conversation.forget_changes()
        await answer_quietly(event.update.callback_query)
        notice = (
            SESSION_ENDED if scope.session_ended else N_("🔒 This is for people who are logged in.")
        )
        wanted = getattr(event.exception, "wanted", None)
        await start_with_notice(dialog_manager, states.Login.login, notice, data={"then": wanted})

    @dispatcher.errors(ExceptionTypeFilter(NoSuchCase))
    async def begin_the_message_again(
        event: ErrorEvent, dialog_manager: DialogManager, scope: UpdateScope
    ) -> None:
        """What was being written has gone, such as after beginning another message elsewhere."""
        scope.conversation.forget_changes()
        await answer_quietly(event.update.callback_query)
        notice = N_("⚠️ Please begin this message again: what is it about?")
        await start_with_notice(dialog_manager, states.Office.topic, notice)

    @dispatcher.errors(ExceptionTypeFilter(MustChangePassword))
    async def change_password_first(event: ErrorEvent, dialog_manager: DialogManager) -> None:
        await answer_quietly(event.update.callback_query)
        await dialog_manager.start(
            states.Password.new, mode=StartMode.RESET_STACK, show_mode=ShowMode.SEND
        )

    @dispatcher.errors()
    async def anything_else(event: ErrorEvent, scope: UpdateScope) -> None:
        scope.conversation.forget_changes()
        if isinstance(event.exception, PASSING):
            raise event.exception
        log.error(
            "an update failed",
            update_id=event.update.update_id,
            update_type=event.update.event_type,
            exc_info=without_content(event.exception),
        )
        sorry = _(N_("⚠️ Something failed on our side. Please try again, or press /menu."))
        await answer_quietly(event.update.callback_query, sorry, alert=True)
        if event.update.message is not None:
            try:
                await event.update.message.answer(sorry)
            except TelegramAPIError as error:
                log.warning("could not apologise", reason=type(error).__name__)


def without_content(error: Exception) -> BaseException:
    """The traceback without the message: a database error quotes the parameters."""
    return RuntimeError(type(error).__name__).with_traceback(error.__traceback__)
