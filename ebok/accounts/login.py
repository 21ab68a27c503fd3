"""Logging in by client symbol or e-mail, and asking for a temporary password.

A login nobody has and a wrong password read the same and cost the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from ebok import audit, outgoing
from ebok.accounts.lockout import (
    CHAT_LIMIT,
    FORGOTTEN_LIMIT,
    LOGIN_LIMIT,
    Locked,
    add_failure,
    failures,
    forgive,
    lock_end,
)
from ebok.accounts.temporary import (
    GOOD_FOR_HOURS,
    TemporaryPassword,
    temporary_password_for,
)
from ebok.identity.contact import email_address
from ebok.identity.errors import NotReadable
from ebok.identity.numbers import client_symbol
from ebok.office import Office
from storage.tables import Account, ChatLink

# How many accounts of one e-mail address get a temporary password at once.
SHARED_ADDRESS = 3


class NotALogin(ValueError):
    """Neither a client symbol nor an e-mail address."""


class WrongCredentials(PermissionError):
    """Login and password do not belong together. ``locked_until`` is set when this was the last
    try that was left."""

    def __init__(self, tries_left: int, locked_until: datetime | None = None) -> None:
        super().__init__(f"{tries_left} tries left")
        self.tries_left = tries_left
        self.locked_until = locked_until


class TemporaryExpired(PermissionError):
    """The right temporary password, too late."""


@dataclass(frozen=True)
class LoggedIn:
    login: str
    must_change_password: bool


@dataclass(frozen=True)
class _Proof:
    """What a password proved about an account, found out before the transaction begins."""

    own: bool
    temporary: bool


def login_key(text: str) -> str:
    """A login as it is compared: six digits of a symbol, or an e-mail in small letters."""
    try:
        return client_symbol(text)
    except NotReadable:
        return text.strip().casefold()


def read_login(text: str) -> str:
    """A login as it is kept while the password is asked for. Raises NotALogin."""
    try:
        return client_symbol(text)
    except NotReadable:
        pass
    try:
        return email_address(text)
    except NotReadable as error:
        raise NotALogin from error


def lock_subject(account: Account | None, login: str) -> str:
    """Symbol and e-mail of one account count together."""
    return f"account:{account.id}" if account is not None else f"login:{login_key(login)}"


async def find_account(session: AsyncSession, login: str) -> Account | None:
    """By symbol, or by e-mail when just one account has it: couples often share one address."""
    accounts = await _accounts(session, login)
    return accounts[0] if len(accounts) == 1 else None


async def _accounts(session: AsyncSession, login: str) -> Sequence[Account]:
    key = login_key(login)
    found = await session.scalars(
        select(Account)
        .where(or_(Account.login == key, func.lower(Account.email) == key))
        .order_by(Account.login)
        .limit(SHARED_ADDRESS)
    )
    return found.all()


async def log_in(office: Office, chat_id: int, login: str, password: str) -> LoggedIn:
    """Links the chat to the account for the short session; ``remember`` makes it long.

    Raises:
        Locked: five failures for this login, or twenty from this chat, within 15 minutes.
        WrongCredentials: with the tries that are left.
        TemporaryExpired: the temporary password was right but is older than 72 hours.
    """
    async with office.database.reading() as session:
        account = await find_account(session, login)
        subject, chat_subject = lock_subject(account, login), f"chat:{chat_id}"
        await failures(office, session, chat_subject, CHAT_LIMIT)
        await failures(office, session, subject, LOGIN_LIMIT)
    proof = await _prove(office, account, password)
    if account is None or not (proof.own or proof.temporary):
        raise await _refuse(office, chat_id, account, subject)
    if not proof.own and (
        account.temporary_until is None or account.temporary_until <= office.now()
    ):
        raise TemporaryExpired
    async with office.database.transaction() as session:
        account = await session.get_one(Account, account.id)
        if proof.own and office.passwords.needs_rehash(account.password_hash or ""):
            account.password_hash = await office.passwords.hash(password)
        await forgive(office, session, subject)
        await _link(office, session, chat_id, account, must_change=not proof.own)
        actor = audit.chat_actor(chat_id)
        audit.note(office, session, actor, "logged in", account.login)
    return LoggedIn(account.login, must_change_password=not proof.own)


async def _prove(office: Office, account: Account | None, password: str) -> _Proof:
    """Two verifications whatever there is to verify, so that time tells nothing."""
    hashes = (None, None) if account is None else (account.password_hash, account.temporary_hash)
    proved = []
    for stored in hashes:
        if stored is None:
            await office.passwords.verify_nobody(password)
            proved.append(False)
        else:
            proved.append(await office.passwords.verify(stored, password))
    return _Proof(*proved)


async def _refuse(
    office: Office, chat_id: int, account: Account | None, subject: str
) -> WrongCredentials:
    """Counts the failure. Raises Locked when others have used the tries up meanwhile."""
    async with office.database.transaction() as session:
        if account is not None:
            # Failures of the same moment are counted one after another, so one is the fifth.
            await session.get(Account, account.id, with_for_update=True)
        left = LOGIN_LIMIT.tries - await failures(office, session, subject, LOGIN_LIMIT) - 1
        add_failure(office, session, subject)
        add_failure(office, session, f"chat:{chat_id}")
        if left > 0:
            return WrongCredentials(left)
        await session.flush()
        locked_until = await lock_end(office, session, subject, LOGIN_LIMIT)
        if account is not None:
            actor = audit.chat_actor(chat_id)
            audit.note(office, session, actor, "login locked", account.login)
            minutes = int(LOGIN_LIMIT.window.total_seconds() // 60)
            letter = outgoing.Letter(
                "mail", "login_locked", account.language, account.email, {"minutes": minutes}
            )
            await outgoing.send(office, session, letter)
        return WrongCredentials(left, locked_until)


async def _link(
    office: Office, session: AsyncSession, chat_id: int, account: Account, must_change: bool
) -> None:
    link = await session.get(ChatLink, chat_id)
    if link is None:
        link = ChatLink(chat_id=chat_id)
        session.add(link)
    link.account_id = account.id
    link.started_at = link.active_at = office.now()
    link.remembered_until = None
    link.must_change_password = must_change


async def forgot_password(office: Office, chat_id: int, login: str) -> None:
    """A temporary password to the account's own address, if there is such an account; one for
    each account of a shared address. Nothing that the asker sees tells whether there is any;
    three an hour at the most are sent."""
    temporary = [await temporary_password_for(office) for _ in range(SHARED_ADDRESS)]
    async with office.database.transaction() as session:
        subject = f"forgotten:{login_key(login)}"
        try:
            await failures(office, session, subject, FORGOTTEN_LIMIT)
        except Locked:
            return
        add_failure(office, session, subject)
        for account, password in zip(await _accounts(session, login), temporary, strict=False):
            await _send_temporary(office, session, chat_id, account, password)


async def _send_temporary(
    office: Office,
    session: AsyncSession,
    chat_id: int,
    account: Account,
    temporary: TemporaryPassword,
) -> None:
    account.temporary_hash, account.temporary_until = temporary.hash, temporary.until
    actor = audit.chat_actor(chat_id)
    audit.note(office, session, actor, "temporary password sent", account.login)
    data = {"login": account.login, "password": temporary.text, "hours": GOOD_FOR_HOURS}
    letter = outgoing.Letter("mail", "temporary_password", account.language, account.email, data)
    await outgoing.send(office, session, letter)
