"""The end of an account whose client number belongs to somebody else now: nothing of the new holder
may reach the phones, the mailbox or the passwords of the one before."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.accounts.sessions import end_everywhere
from ebok.audit import Action
from ebok.outbox.letters import AccountClosed, AccountExists, HolderChanged
from ebok.outbox.outgoing import post, post_to_office, withdraw
from ebok.outbox.recipients import Mailbox, Standing
from ebok.registration.application import cause_of
from ebok.registration.outcomes import Outcome
from ebok.services import Services
from storage.tables import Account, Application, Case


async def close_account(
    services: Services, session: AsyncSession, account_id: int, *, cause: str
) -> bool:
    """In the caller's transaction. The holder before is told on every phone and by mail, the
    office too; what still waited for them does not go out. False when it has ended already.

    Temporary passwords, known chats and failed logins go with the row of the account.
    """
    account = await session.get(Account, account_id, with_for_update=True)
    if account is None:
        return False
    login, language = account.login, account.language
    await _withdraw_letters(session, login)
    closed = AccountClosed(login)
    await end_everywhere(services, session, account, closed, cause=cause)
    to = Mailbox(account.email)
    await post(services, session, closed, to, language=language, cause=cause)
    letter = HolderChanged(login)
    await post_to_office(services, session, letter, cause=cause, standing=Standing.ACCOUNTS)
    audit.note(services, session, audit.SYSTEM, Action.ACCOUNT_CLOSED, login, cause=cause)
    # Cases stay the earlier holder's: no answer to them, and no balance, is the new one's.
    mine = Case.member_id == account.member_id
    await session.execute(update(Case).where(mine).values(member_id=None))
    await session.delete(account)
    await session.flush()
    return True


async def _withdraw_letters(session: AsyncSession, login: str) -> None:
    """Those of the account and of the applications that led to it, which say nothing any more."""
    applications = await _applications(session, login)
    recognised = [
        application
        for application in applications
        if application.outcome in {Outcome.ACCEPTED, Outcome.EXISTING}
    ]
    await withdraw(session, [f"account:{login}", *map(cause_of, recognised)])
    await withdraw(session, list(map(cause_of, applications)), only=(AccountExists,))
    for application in recognised:
        application.outcome = Outcome.CLOSED.value


async def _applications(session: AsyncSession, symbol: str) -> Sequence[Application]:
    return (await session.scalars(select(Application).where(Application.symbol == symbol))).all()
