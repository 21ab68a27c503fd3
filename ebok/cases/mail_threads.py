"""A case in one mailbox: its mails carry a token, by which an answer proves that its writer has
read them (docs/decisions/0008-who-answers-by-mail.md)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.services import Services
from storage.tables import MailThread

TOKEN_BYTES = 12
NAMES = re.compile(r"case-\d+\.([0-9a-f]{24})(?![0-9a-f])", re.I)


class Reader(StrEnum):
    """Whose mailbox it is."""

    OFFICE = "office"
    PASSED_ON = "passed_on"
    RESIDENT = "resident"


@dataclass(frozen=True)
class Thread:
    case: int
    token: str
    reader: Reader
    address: str

    @property
    def name(self) -> str:
        """As it stands in the mails: ``case-17.5f3a…``."""
        return f"case-{self.case}.{self.token}"


async def thread_with(services: Services, case: int, address: str, reader: Reader) -> Thread:
    """Always the same one, begun with the first mail."""
    async with services.database.transaction() as session:
        row = await session.scalar(
            select(MailThread)
            .where(
                MailThread.case_id == case,
                MailThread.reader == reader,
                MailThread.address_fingerprint.in_(
                    services.vault.fingerprints(bare_address(address))
                ),
            )
            .limit(1)
        )
        if row is None:
            row = MailThread(
                token=secrets.token_hex(TOKEN_BYTES),
                case_id=case,
                reader=reader,
                sealed_address=services.vault.seal(address),
                address_fingerprint=services.vault.fingerprint(bare_address(address)),
            )
            session.add(row)
        return _thread(services, row)


async def thread_named(
    services: Services, session: AsyncSession, texts: Iterable[str]
) -> Thread | None:
    """The first that is named in these texts, such as the headers of an answer."""
    for text in texts:
        for found in NAMES.finditer(text):
            row = await session.get(MailThread, found[1].lower())
            if row is not None:
                return _thread(services, row)
    return None


def _thread(services: Services, row: MailThread) -> Thread:
    address = services.vault.open(row.sealed_address)
    return Thread(row.case_id, row.token, Reader(row.reader), address)


def may_answer(services: Services, thread: Thread, sender: str) -> bool:
    if thread.reader is Reader.RESIDENT:
        return False
    return sender == bare_address(thread.address) or is_of_office(services, sender)


def is_of_office(services: Services, sender: str) -> bool:
    """By what the sender says: anybody can say it. ``sender`` is a bare address."""
    known = {bare_address(services.profile.office.email), *services.office.writers}
    if services.office.mail is not None:
        known.add(bare_address(services.office.mail))
    return sender in known or f"@{sender.rpartition('@')[2]}" in known


def bare_address(address: str) -> str:
    """``Biuro <Biuro@example.com>`` is ``biuro@example.com``."""
    return parseaddr(address)[1].lower()
