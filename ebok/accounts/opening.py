"""A new account with its first temporary password, after an application or at the office's desk."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok.accounts.temporary import Issued, issue
from ebok.outbox.letters import OpenedElsewhere
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import Account, Application, Consent, Member


@dataclass(frozen=True)
class Reach:
    email: str
    phone: str  # E.164, or empty
    language: str


async def open_account(
    services: Services,
    session: AsyncSession,
    member: Member,
    reach: Reach,
    application: Application | None,
    *,
    cause: str,
) -> Issued:
    """In the caller's transaction; the caller mails what is returned. The address on record is
    told when it is another one."""
    account = Account(
        member_id=member.id,
        login=member.symbol,
        email=reach.email,
        phone=reach.phone,
        language=reach.language,
        created_at=services.now(),
    )
    session.add(account)
    await session.flush()
    if application is not None:
        for consent in await session.scalars(
            select(Consent).where(Consent.application_id == application.id)
        ):
            consent.account_id = account.id
    if member.email is not None and member.email.casefold() != account.email.casefold():
        await post(
            services,
            session,
            OpenedElsewhere(account.login),
            Mailbox(member.email),
            language=account.language,
            cause=cause,
        )
    return await issue(services, session, account.id)
