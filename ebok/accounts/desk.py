"""What the office does with an account from a terminal: look, unlock, send a new password."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit, outgoing
from ebok.accounts.lockout import LOGIN_LIMIT, forgive, lock_end
from ebok.accounts.login import lock_subjects
from ebok.accounts.sessions import end_everywhere
from ebok.accounts.temporary import GOOD_FOR_HOURS, temporary_password_for
from ebok.office import Office
from storage.tables import Account, ChatLink, Member


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
    locked_until: datetime | None
    temporary_until: datetime | None
    chats: int


async def show(office: Office, symbol: str) -> AccountCard:
    """Raises NoSuchMember, NoAccount."""
    member, account = await _find(office, symbol)
    async with office.database.reading() as session:
        chats = len(
            (await session.scalars(select(ChatLink).where(ChatLink.account_id == account.id))).all()
        )
        locked_until = await lock_end(office, session, f"account:{account.id}", LOGIN_LIMIT)
    return AccountCard(
        symbol,
        member.name,
        account.email,
        account.phone,
        account.created_at,
        locked_until,
        account.temporary_until,
        chats,
    )


async def unlock(office: Office, symbol: str, actor: str) -> None:
    """Forgets failed logins. Raises NoSuchMember, NoAccount."""
    _, account = await _find(office, symbol)
    async with office.database.transaction() as session:
        await _open(office, session, account)
        audit.note(office, session, actor, "account unlocked", symbol)


async def reset(office: Office, symbol: str, actor: str) -> str:
    """Mails a temporary password, drops the old one and logs every phone out. Returns the
    address it went to. Raises NoSuchMember, NoAccount."""
    _, found = await _find(office, symbol)
    temporary = await temporary_password_for(office)
    async with office.database.transaction() as session:
        account = await session.get_one(Account, found.id)
        account.password_hash = account.proposed_hash = None
        account.temporary_hash, account.temporary_until = temporary.hash, temporary.until
        await _open(office, session, account)
        await end_everywhere(office, session, account.id)
        audit.note(office, session, actor, "password reset", symbol)
        data = {"login": account.login, "password": temporary.text, "hours": GOOD_FOR_HOURS}
        letter = outgoing.Letter("mail", "password_reset", account.language, account.email, data)
        await outgoing.send(office, session, letter)
        return account.email


async def _find(office: Office, symbol: str) -> tuple[Member, Account]:
    async with office.database.reading() as session:
        member = await session.scalar(select(Member).where(Member.symbol == symbol))
        if member is None:
            raise NoSuchMember(symbol)
        account = await session.scalar(select(Account).where(Account.member_id == member.id))
        if account is None:
            raise NoAccount(symbol)
        return member, account


async def _open(office: Office, session: AsyncSession, account: Account) -> None:
    """Forgets the failures under both of the account's logins."""
    for login in (account.login, account.email):
        for subject in lock_subjects(account, login):
            await forgive(office, session, subject)
