"""What is done by the clock: ending idle sessions, and sweeping what is too old to be needed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy import delete

from ebok.accounts.sessions import DELETABLE, end_idle
from ebok.office import Office
from storage.conversations import CLAIMS_KEPT_FOR, KEPT_FOR
from storage.tables import (
    ConversationState,
    FailedLogin,
    HandledUpdate,
    Outgoing,
    PrivateMessage,
    RegistrationDraft,
)

log = structlog.get_logger(__name__)

DRAFTS_KEPT_FOR = timedelta(days=30)
LETTERS_KEPT_FOR = timedelta(days=30)
FAILURES_KEPT_FOR = timedelta(days=1)
LONGEST_PAUSE = 20.0  # seconds between two looks at idle sessions


async def watch_idle_sessions(office: Office) -> None:
    """Runs until it is cancelled; several workers may do it side by side."""
    pause = min(LONGEST_PAUSE, office.sessions.idle.total_seconds() / 4)
    while True:
        await asyncio.sleep(pause)
        try:
            await end_idle(office)
        except Exception as error:  # the database is away: the next look finds them
            log.warning("idle sessions wait", reason=type(error).__name__)


async def sweep_old(office: Office) -> None:
    """Once a day."""
    now = office.now()
    async with office.database.upkeep() as session:
        for statement in (
            delete(HandledUpdate).where(HandledUpdate.at < now - CLAIMS_KEPT_FOR),
            delete(ConversationState).where(ConversationState.updated_at < now - KEPT_FOR),
            delete(FailedLogin).where(FailedLogin.at < now - FAILURES_KEPT_FOR),
            delete(RegistrationDraft).where(RegistrationDraft.updated_at < now - DRAFTS_KEPT_FOR),
            delete(PrivateMessage).where(PrivateMessage.sent_at < now - DELETABLE),
            delete(Outgoing).where(
                Outgoing.sealed.is_(None), Outgoing.created_at < now - LETTERS_KEPT_FOR
            ),
        ):
            await session.execute(statement)
