"""The office's answers by mail: one worker at a time reads the mailbox, and each mail is handled
once. What came in while the server, the database or the program was away is handled afterwards."""

from __future__ import annotations

import asyncio
import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import structlog

from bot.intake.imap import MENDING, Address, Fault, Imap, MailboxAway
from bot.intake.mail import read_mail
from ebok.cases.answers_by_mail import PLACED, Nature, ReceivedMail, take_mail
from ebok.services import Services
from storage.leases import end_lease, take_lease
from storage.worker_names import WorkerName

log = structlog.get_logger(__name__)

LEASE, LEASE_LASTS = "mailbox", timedelta(minutes=2)
LOOKS_BACK = timedelta(days=30)
ONE_WAIT = 20.0  # seconds; far below the lease, and below what servers and firewalls bear
DRAIN = 5.0  # seconds that a stop waits
SHORTEST_PAUSE, LONGEST_PAUSE = 2.0, 300.0  # seconds after a fault


class MailboxReader:
    """``url`` is None when no mailbox is set: then there is nothing to do."""

    def __init__(self, services: Services, url: str | None, name: WorkerName) -> None:
        self._services = services
        self._url = url
        self._name = name
        self._stopping = threading.Event()  # for the thread
        self._stop_rung = asyncio.Event()
        self._ended = asyncio.Event()
        self._thread = ThreadPoolExecutor(1, "mailbox")
        self._told: Fault | None = None

    async def run(self) -> None:
        """Until ``stop``."""
        try:
            if self._url is not None:
                await self._read_on(Address.of(self._url))
        finally:
            self._ended.set()

    async def stop(self) -> None:
        """Waits a little for the mail that is being handled; one that is cut short comes again."""
        self._stopping.set()
        self._stop_rung.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ended.wait(), DRAIN)
        self._thread.shutdown(wait=False)

    async def _read_on(self, address: Address) -> None:
        faults = 0
        while not self._stopping.is_set():
            try:
                if await self._is_ours():
                    await self._read(address)
                faults = 0
            except MailboxAway as away:
                faults += 1
                self._tell(away.fault)
            except Exception as error:  # the database is away
                faults += 1
                log.warning("the mailbox waits", reason=type(error).__name__)
            pause = min(SHORTEST_PAUSE * 2 ** min(faults, 10), LONGEST_PAUSE)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stop_rung.wait(), pause)
        with suppress(Exception):  # the database is away: the lease ends by itself
            await end_lease(
                self._services.database, LEASE, self._name.current, self._services.now()
            )

    def _tell(self, fault: Fault) -> None:
        """Each fault once, until the mailbox is in reach again."""
        if fault is not self._told:
            self._told = fault
            log.error("the mailbox is out of reach", reason=str(fault), mend=MENDING[fault])

    async def _is_ours(self) -> bool:
        return await take_lease(
            self._services.database,
            LEASE,
            self._name.current,
            self._services.now(),
            LEASE_LASTS,
        )

    async def _read(self, address: Address) -> None:
        """As long as the mailbox is in reach and the lease is ours."""
        imap = await self._call(Imap.connect, address)
        try:
            if self._told is not None:
                log.info("the mailbox is in reach again")
            self._told = None
            while not self._stopping.is_set() and await self._is_ours():
                since = (self._services.now() - LOOKS_BACK).date()
                for uid in await self._call(imap.new, since):
                    await self._handle(imap, uid)
                    if self._stopping.is_set() or not await self._is_ours():
                        return
                await self._call(imap.wait, self._stopping, ONE_WAIT)
        finally:
            await self._call(imap.close)

    async def _handle(self, imap: Imap, uid: str) -> None:
        raw = await self._call(imap.fetch, uid)
        outcome = None
        if raw is not None:
            mail = await self._call(_read, raw)
            outcome = await take_mail(self._services, mail)
            log.info("a mail was handled", outcome=outcome or "again")
        await self._call(partial(imap.mark, seen=outcome is None or outcome in PLACED), uid)

    async def _call(self, work: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)


def _read(raw: bytes) -> ReceivedMail:
    """One that cannot be read at all must not stand in the way of the others: it belongs to no
    case, and the office is told that such mails lie there."""
    try:
        return read_mail(raw)
    except Exception as error:
        log.warning("a mail cannot be read", reason=type(error).__name__)
        key = hashlib.sha256(raw).hexdigest()
        return ReceivedMail(key, Nature.WRITTEN, "", "", None, (), "")
