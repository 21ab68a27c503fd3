"""Puts background work into the same transaction as the change that asks for it (DBOS)."""

from __future__ import annotations

from datetime import timedelta

from dbos import DBOSClient, EnqueueOptions
from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session

# Pinned: by default DBOS hashes the code, and work enqueued before an upgrade would wait forever.
APPLICATION_VERSION = "ebok"

OFFICE_QUEUE = "office"  # decisions and housekeeping
CHAT_QUEUE = "chat"  # messages to Telegram, at Telegram's pace
MAIL_QUEUE = "mail"


class JobQueue:
    """Enqueues by name; the functions that do the work are registered in ``bot.background``."""

    def __init__(self, url: URL) -> None:
        self._client = DBOSClient(
            system_database_url=url.render_as_string(hide_password=False), lazy=True
        )

    async def enqueue(
        self,
        session: AsyncSession,
        *,
        queue: str,
        job: str,
        row_id: int,
        attempt: int = 0,
        delay: timedelta | None = None,
    ) -> None:
        """Numbers only: personal data never travels in a workflow's arguments."""
        options: EnqueueOptions = {
            "queue_name": queue,
            "workflow_name": job,
            "workflow_id": f"{job}:{row_id}:{attempt}",
            "app_version": APPLICATION_VERSION,
        }
        if delay is not None:
            options["delay_seconds"] = delay.total_seconds()

        def put(sync_session: Session) -> None:
            self._client.enqueue_in_transaction(sync_session, options, row_id, attempt)

        await session.run_sync(put)

    def close(self) -> None:
        self._client.destroy()
