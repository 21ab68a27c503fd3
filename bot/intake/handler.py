"""One update, handled wholly or not at all; both ways of delivery come through here."""

from __future__ import annotations

import structlog
from aiogram import Dispatcher
from aiogram.types import Update
from pydantic import ValidationError

from bot.intake.chat_locks import ChatLocks
from bot.intake.errors import PASSING, without_content
from bot.intake.inbox import EarlierWaits
from bot.intake.scope import ScopedBot, UpdateScope, open_scope
from bot.intake.throttle import Throttle
from ebok.accounts.sessions import end_if_over
from ebok.languages import spoken
from ebok.services import Services
from locales.speech import current_language, speaking
from storage.claims import AlreadyHandled
from storage.conversations import Conversations, Handled
from storage.inbox import LARGEST, RawUpdate

log = structlog.get_logger(__name__)


class UpdateHandler:
    def __init__(
        self,
        services: Services,
        bot: ScopedBot,
        dispatcher: Dispatcher,
        conversations: Conversations,
        locks: ChatLocks,
        throttle: Throttle,
    ) -> None:
        self._services = services
        self._bot = bot
        self._dispatcher = dispatcher
        self._conversations = conversations
        self._locks = locks
        self._throttle = throttle

    async def handle(self, raw: RawUpdate) -> None:
        """Raises what is worth another try (``PASSING``, EarlierWaits); then the same update may be
        handled again. What no try would mend is logged, so that it holds nobody else up."""
        update_id, chat_id = raw["update_id"], chat_of(raw)
        try:
            # The chat's lock holds until its state is saved, error messages included; aiogram's
            # own would be given back before.
            async with self._locks.lock(chat_id, update_id):
                scope = await open_scope(self._conversations, self._services, chat_id, update_id)
                if scope.opened.handled is Handled.DONE:
                    return
                if scope.opened.row.earlier_waits:
                    raise EarlierWaits
                await self._handle_and_commit(scope, raw)
        except AlreadyHandled:
            log.info("a second delivery changes nothing", update_id=update_id)
        except (*PASSING, EarlierWaits):
            raise
        except Exception as error:
            log.error(
                "an update cannot be handled",
                update_id=update_id,
                update_type=type_of(raw),
                exc_info=without_content(error),
            )

    async def _handle_and_commit(self, scope: UpdateScope, raw: RawUpdate) -> None:
        try:
            await self._handle_in(scope, raw)
            await scope.commit(self._conversations)
        except Exception:
            await scope.remember_shown()
            raise

    async def _handle_in(self, scope: UpdateScope, raw: RawUpdate) -> None:
        bot = self._bot.within(scope)
        try:
            update = Update.model_validate(raw, context={"bot": bot})
            kind = update.event_type
            _check_numbers(update)
        except (ValidationError, LookupError, OverflowError):
            # Telegram grows faster than libraries: one such update must not stop all others.
            log.warning(
                "an update is not understood", update_id=scope.claim.update_id, type=type_of(raw)
            )
            return
        with speaking(spoken(scope.opened.row.language, _phone_language(raw))):
            if not await self._throttle.lets_in(update, scope.chat_id):
                return
            if scope.session_ended:
                # Now, not at the next look of the schedules: what is shown from here on stays.
                await end_if_over(scope.services, scope.chat_id, current_language())
            if kind == "message" and update.message is not None:
                if update.message.from_user is None:
                    return  # of a channel: aiogram-dialog knows no conversation without a person
                scope.note_shown(scope.chat_id, update.message.message_id)
            await self._dispatcher.feed_update(
                bot,
                update,
                scope=scope,
                services=scope.services,
                resident=scope.resident,
                session_ended=scope.session_ended,
                fsm_storage=scope.conversation,
            )


def _check_numbers(update: Update) -> None:
    """Raises OverflowError for a message that no row could hold."""
    pressed = update.callback_query
    message = update.message or (pressed and pressed.message)
    if message and max(abs(message.message_id), abs(message.chat.id)) > LARGEST:
        raise OverflowError


def chat_of(raw: RawUpdate) -> int:
    """What is ordered among itself: a chat, else a person, else the update alone."""
    event = _event(raw)
    message = event.get("message")
    inner = message.get("chat") if isinstance(message, dict) else None
    for place in (event.get("chat"), inner, event.get("from") or event.get("user")):
        number = place.get("id") if isinstance(place, dict) else None
        if isinstance(number, int) and abs(number) <= LARGEST:
            return int(number)
    return -int(raw["update_id"])


def type_of(raw: RawUpdate) -> str:
    """``message``, ``callback_query`` … whether we know it or not."""
    return next((str(key) for key in raw if key != "update_id"), "empty")


def _event(raw: RawUpdate) -> RawUpdate:
    event = raw.get(type_of(raw))
    return event if isinstance(event, dict) else {}


def _phone_language(raw: RawUpdate) -> str | None:
    person = _event(raw).get("from")
    language = person.get("language_code") if isinstance(person, dict) else None
    return language if isinstance(language, str) else None
