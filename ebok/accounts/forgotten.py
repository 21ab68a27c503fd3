"""Asking for a temporary password: one answer for everybody, a mail for whoever has an account."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.accounts.lockout import (
    FORGOTTEN_BY_STRANGERS,
    FORGOTTEN_CHAT_LIMIT,
    FORGOTTEN_LIMIT,
    within,
)
from ebok.accounts.login import accounts_of, knows_owner
from ebok.accounts.temporary import issue
from ebok.audit import Action
from ebok.outbox.letters import TemporaryPasswordSent
from ebok.outbox.outgoing import post
from ebok.outbox.recipients import Mailbox
from ebok.services import Services
from storage.tables import Account


async def forgot_password(services: Services, chat_id: int, login: str) -> None:
    """A temporary password to the account's own address, if there is such an account; one for
    each account of a shared address. Nothing that the asker sees tells whether there is any.
    Three an hour are sent for a chat that the account knows, five a day for all others, and five
    an hour for one chat."""
    async with services.database.transaction() as session:
        await forgot_in(services, session, chat_id, login)


async def forgot_in(services: Services, session: AsyncSession, chat_id: int, login: str) -> None:
    chat = f"forgotten:chat:{chat_id}"
    if not await within(services, session, chat, FORGOTTEN_CHAT_LIMIT, None):
        return
    for account in await accounts_of(session, login):
        known = await knows_owner(session, account, chat_id)
        subject = f"forgotten:{account.id}:{chat_id if known else 'strangers'}"
        limit = FORGOTTEN_LIMIT if known else FORGOTTEN_BY_STRANGERS
        if await within(services, session, subject, limit, account.id):
            await send_temporary(services, session, audit.chat_actor(chat_id), account)


async def send_temporary(
    services: Services, session: AsyncSession, actor: str, account: Account
) -> None:
    """In the caller's transaction."""
    issued = await issue(services, session, account.id)
    audit.note(services, session, actor, Action.TEMPORARY_PASSWORD_SENT, account.login)
    await post(
        services,
        session,
        TemporaryPasswordSent(account.login, issued.text, issued.hours),
        Mailbox(account.email),
        language=account.language,
        cause=f"account:{account.login}",
    )
