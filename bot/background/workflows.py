"""The durable functions and their queues. Arguments are row numbers, never personal data."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import structlog
from aiogram import Bot
from dbos import DBOS, DBOSConfig
from sqlalchemy import URL

from bot.background.delivering import deliver
from bot.background.housekeeping import sweep_old
from bot.mail import Postman
from ebok.office import Office
from ebok.outgoing import DELIVER, QUEUES, unsent
from ebok.registration.application import DECIDE
from ebok.registration.decision import decide
from storage.jobs import APPLICATION_VERSION, CHAT_QUEUE, MAIL_QUEUE, OFFICE_QUEUE

log = structlog.get_logger(__name__)

# Seconds; DBOS looks into its queues once a second otherwise. Each look costs about 3 ms of a core.
POLL, CHAT_POLL = 0.25, 0.1
# Between two tries: 1 s, 2 s, 4 s … 5 min. Letters are given up after three days (delivering.py).
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(minutes=5)
HISTORY_KEPT_FOR = timedelta(days=30)
BATCH = 500


@dataclass
class _Tools:
    office: Office
    bot: Bot
    postman: Postman


# DBOS registers functions per process and by name; what they work with is handed over at start.
_tools: _Tools | None = None


def _at_hand() -> _Tools:
    if _tools is None:
        raise RuntimeError("background work was not started")
    return _tools


@DBOS.step()
async def deliver_step(outgoing_id: int) -> bool:
    tools = _at_hand()
    return await _done(lambda: deliver(tools.office, tools.bot, tools.postman, outgoing_id))


@DBOS.workflow(name=DELIVER)
async def deliver_workflow(outgoing_id: int, attempt: int = 0) -> None:
    if not await deliver_step(outgoing_id):
        letter = await unsent(_at_hand().office, outgoing_id)
        if letter is not None:
            await _again_later(QUEUES[letter.channel], DELIVER, outgoing_id, attempt)


@DBOS.step()
async def decide_step(application_id: int) -> bool:
    return await _done(lambda: decide(_at_hand().office, application_id))


@DBOS.workflow(name=DECIDE)
async def decide_workflow(application_id: int, attempt: int = 0) -> None:
    if not await decide_step(application_id):
        await _again_later(OFFICE_QUEUE, DECIDE, application_id, attempt)


async def _done(work: Callable[[], Awaitable[object]]) -> bool:
    """False when it failed. The exception goes no further: DBOS would write its message, with
    addresses in it, into the log and the database."""
    try:
        await work()
    except Exception as error:
        log.warning("background work is tried again later", reason=type(error).__name__)
        return False
    return True


async def _again_later(queue: str, job: str, row_id: int, attempt: int) -> None:
    """As a job of its own after a growing pause: waiting takes no place in the queue."""
    office = _at_hand().office
    delay = min(FIRST_PAUSE * 2 ** min(attempt, 20), LONGEST_PAUSE)
    async with office.database.upkeep() as session:
        await office.jobs.enqueue(
            session, queue=queue, job=job, row_id=row_id, attempt=attempt + 1, delay=delay
        )


@DBOS.step()
async def sweep_step() -> None:
    await sweep_old(_at_hand().office)
    await sweep_history(datetime.now(UTC) - HISTORY_KEPT_FOR)


async def sweep_history(before: datetime) -> None:
    """DBOS keeps what it has finished for ever; ended work older than ``before`` goes."""
    while done := await DBOS.list_workflows_async(
        status=["SUCCESS", "CANCELLED", "ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"],
        completed_before=before.isoformat(),
        limit=BATCH,
        load_input=False,
        load_output=False,
    ):
        await DBOS.delete_workflows_async([workflow.workflow_id for workflow in done])


@DBOS.workflow(name="sweep_old")
async def sweep_workflow(_scheduled: datetime, _context: object) -> None:
    await sweep_step()


async def start_background(
    office: Office, bot: Bot, postman: Postman, url: URL, worker_id: str
) -> None:
    """Must be called on the program's own event loop: the work then runs there too."""
    global _tools  # noqa: PLW0603 - see above
    _tools = _Tools(office, bot, postman)
    config: DBOSConfig = {
        "name": "ebok",
        "system_database_url": url.render_as_string(hide_password=False),
        "executor_id": worker_id,
        "application_version": APPLICATION_VERSION,
        "log_level": "WARNING",
        "notification_listener_polling_interval_sec": 1.0,
    }
    DBOS(config=config)
    DBOS.launch()
    await DBOS.register_queue_async(OFFICE_QUEUE, worker_concurrency=8, polling_interval_sec=POLL)
    await DBOS.register_queue_async(MAIL_QUEUE, worker_concurrency=50, polling_interval_sec=POLL)
    # Telegram takes about 30 messages a second; a short period keeps the sliding second near it.
    await DBOS.register_queue_async(
        CHAT_QUEUE,
        worker_concurrency=50,
        limiter={"limit": 3, "period": 0.1},
        polling_interval_sec=CHAT_POLL,
    )
    await DBOS.apply_schedules_async(
        [{"schedule_name": "sweep_old", "workflow_fn": sweep_workflow, "schedule": "17 3 * * *"}]
    )


def stop_background() -> None:
    DBOS.destroy(workflow_completion_timeout_sec=10)
