"""One update, handled wholly or not at all; both ways of delivery come through here."""

from __future__ import annotations

import structlog
from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from aiogram.types import Update

from bot.conversation import ConversationStorage
from bot.errors import PASSING, without_content
from bot.private_messages import watching
from ebok.office import Office
from storage.claims import AlreadyHandled, Claim

log = structlog.get_logger(__name__)


class UpdateHandler:
    def __init__(
        self,
        office: Office,
        bot: Bot,
        dispatcher: Dispatcher,
        storage: ConversationStorage,
        isolation: BaseEventIsolation,
    ) -> None:
        self._office = office
        self._bot = bot
        self._dispatcher = dispatcher
        self._storage = storage
        self._isolation = isolation

    async def handle(self, update: Update) -> None:
        """Raises what is worth another try (``PASSING``); then the same update may be handled
        again. What no try would mend is logged, so that it holds nobody else up."""
        chat_id = chat_of(update)
        key = StorageKey(self._bot.id, chat_id, chat_id)
        try:
            # The chat's lock holds until its state is saved, error messages included; aiogram's
            # own would be given back before.
            async with (
                self._isolation.lock(key),
                self._storage.update(Claim(update.update_id)),
                watching(self._office, chat_id),
            ):
                await self._dispatcher.feed_update(self._bot, update)
        except AlreadyHandled:
            log.info("a second delivery changes nothing", update_id=update.update_id)
        except PASSING:
            raise
        except Exception as error:
            log.error(
                "an update cannot be handled",
                update_id=update.update_id,
                update_type=update.event_type,
                exc_info=without_content(error),
            )


def chat_of(update: Update) -> int:
    """What is ordered among itself: a chat, else a person, else the update alone."""
    event = update.event
    chat = getattr(event, "chat", None) or getattr(getattr(event, "message", None), "chat", None)
    found = chat or getattr(event, "from_user", None)
    return found.id if found is not None else -update.update_id
