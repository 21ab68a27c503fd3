"""What the office does with an account, at a terminal or in its group: look, unlock, send a new
password, correct its e-mail address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit
from ebok.accounts.lockout import DAY, forgive_account
from ebok.accounts.login import waiting_until
from ebok.accounts.sessions import end_everywhere
from ebok.accounts.temporary import forget_all, issue
from ebok.audit import Action
from ebok.cases.case import CaseState
from ebok.identity.contact import email_address
from ebok.outbox.letters import (
    AccountOpened,
    EmailChanged,
    PasswordChangedLogout,
    PasswordReset,
    TemporaryPasswordSent,
)
from ebok.outbox.outgoing import post, redirect
from ebok.outbox.recipients import Mailbox
from ebok.registration.application import cause_of
from ebok.services import Services
from storage.tables import (
    Account,
    Application,
    AuditEvent,
    Case,
    ChatLink,
    FailedLogin,
    Member,
    TemporaryPassword,
)

WITH_PASSWORD = (AccountOpened, TemporaryPasswordSent, PasswordReset)


class NoSuchMember(LookupError):
    """The cooperative has no client with this symbol."""


class NoAccount(LookupError):
    """A client of the cooperative, but without an account."""


@dataclass(frozen=True)
class AccountCard:
    symbol: str
    name: str
    email: str
    phone: str
    created_at: datetime
    failed_today: int
    locked_until: datetime | None  # some chat, that had failed five times
    temporary_until: datetime | None
    chats: int
    last_login_at: datetime | None
    open_cases: Sequence[int]  # their numbers


@dataclass(frozen=True)
class EmailSet:
    email: str
    password_sent: bool


async def show(services: Services, symbol: str) -> AccountCard:
    """Raises NoSuchMember, NoAccount."""
    async with services.database.reading() as session:
        member, account = await find(session, symbol)
        chats = len(
            (await session.scalars(select(ChatLink).where(ChatLink.account_id == account.id))).all()
        )
        failed = await session.scalar(
            select(func.count())
            .select_from(FailedLogin)
            .where(FailedLogin.account_id == account.id, FailedLogin.at > services.now() - DAY)
        )
        locked_until = await waiting_until(services, session, account)
        last_login_at = await session.scalar(
            select(func.max(AuditEvent.at)).where(
                AuditEvent.symbol == symbol,
                AuditEvent.action == Action.LOGGED_IN,
                AuditEvent.at >= account.created_at,
            )
        )
        open_cases = await session.scalars(
            select(Case.id)
            .where(Case.member_id == member.id, Case.state.in_([CaseState.NEW, CaseState.OPEN]))
            .order_by(Case.id)
        )
        temporary_until = await session.scalar(
            select(func.max(TemporaryPassword.until)).where(
                TemporaryPassword.account_id == account.id, TemporaryPassword.used_at.is_(None)
            )
        )
    return AccountCard(
        symbol,
        member.name,
        account.email,
        account.phone,
        account.created_at,
        failed or 0,
        locked_until,
        temporary_until,
        chats,
        last_login_at,
        open_cases.all(),
    )


async def unlock(services: Services, symbol: str, actor: str) -> None:
    """Forgets failed logins, on whatever phone. Raises NoSuchMember, NoAccount."""
    async with services.database.transaction() as session:
        await unlock_in(services, session, symbol, actor)


async def unlock_in(services: Services, session: AsyncSession, symbol: str, actor: str) -> None:
    """In the caller's transaction. Raises what ``unlock`` raises."""
    _, account = await find(session, symbol, lock=True)
    await forgive_account(session, account.id)
    audit.note(services, session, actor, Action.ACCOUNT_UNLOCKED, symbol)


async def reset(services: Services, symbol: str, actor: str) -> str:
    """Mails a temporary password, drops the old one and logs every phone out. Returns the
    address it went to. Raises NoSuchMember, NoAccount."""
    async with services.database.transaction() as session:
        return await reset_in(services, session, symbol, actor)


async def reset_in(services: Services, session: AsyncSession, symbol: str, actor: str) -> str:
    """In the caller's transaction. Raises what ``reset`` raises."""
    _, account = await find(session, symbol, lock=True)
    account.password_hash = account.proposed_hash = None
    await forget_all(session, account.id)
    issued = await issue(services, session, account.id)
    await forgive_account(session, account.id)
    cause = f"account:{account.login}"
    await end_everywhere(services, session, account, PasswordChangedLogout(), cause=cause)
    audit.note(services, session, actor, Action.PASSWORD_RESET, symbol)
    letter = PasswordReset(account.login, issued.text, issued.hours)
    to, language = Mailbox(account.email), account.language
    await post(services, session, letter, to, language=language, cause=cause)
    return account.email


class SameAddress(ValueError):
    """The account has this e-mail address already."""


async def set_email(services: Services, symbol: str, typed: str, actor: str) -> EmailSet:
    """Corrects the address of an account. The old address hears of it; what waits for it or came
    back goes to the new one, with a new temporary password when nobody has ever logged in.

    Raises NoSuchMember, NoAccount, NotAnEmail, SameAddress.
    """
    async with services.database.transaction() as session:
        return await set_email_in(services, session, symbol, typed, actor)


async def set_email_in(
    services: Services, session: AsyncSession, symbol: str, typed: str, actor: str
) -> EmailSet:
    """In the caller's transaction. Raises what ``set_email`` raises."""
    new = email_address(typed)
    _, account = await find(session, symbol, lock=True)
    old, cause = account.email, f"account:{account.login}"
    if old == new:
        raise SameAddress(new)
    account.email = new
    audit.note(services, session, actor, Action.EMAIL_CHANGED, symbol)
    applications = (
        await session.scalars(select(Application).where(Application.symbol == symbol))
    ).all()
    causes = [cause, *(cause_of(application) for application in applications)]
    never_entered = account.password_hash is None
    obsolete = WITH_PASSWORD if never_entered else ()
    await redirect(services, session, causes, old, new, but=obsolete)
    language = account.language
    changed = EmailChanged(account.login)
    await post(services, session, changed, Mailbox(old), language=language, cause=cause)
    if never_entered:
        await forget_all(session, account.id)  # what went to the old address opens nothing
        issued = await issue(services, session, account.id)
        opened = AccountOpened(account.login, issued.text, issued.hours)
        applicant = next((a.chat_id for a in applications if a.outcome == "accepted"), None)
        to = Mailbox(new, told_in=applicant)
        await post(services, session, opened, to, language=language, cause=cause)
    return EmailSet(new, password_sent=never_entered)


async def find(session: AsyncSession, symbol: str, *, lock: bool = False) -> tuple[Member, Account]:
    """``lock``: nobody else changes the account until the transaction ends. Raises NoSuchMember,
    NoAccount."""
    member = await session.scalar(select(Member).where(Member.symbol == symbol))
    if member is None:
        raise NoSuchMember(symbol)
    wanted = select(Account).where(Account.member_id == member.id)
    account = await session.scalar(wanted.with_for_update() if lock else wanted)
    if account is None:
        raise NoAccount(symbol)
    return member, account
