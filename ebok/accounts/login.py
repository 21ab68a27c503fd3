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
    FORGOTTEN_CHAT_LIMIT,
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
SHARED_ADDRESS = 2


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


@dataclass(frozen=True)
class _Try:
    """One of the five, counted before it is looked at."""

    left: int  # after it, under the login as typed
    last: bool  # of the account's: the one that locks


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


def lock_subjects(account: Account | None, login: str) -> list[str]:
    """What a failure counts against: the login as typed, and the account, whose symbol and e-mail
    count together. Only the first count is ever told: the second would tell which address belongs
    to which symbol."""
    typed = f"login:{login_key(login)}"
    return [typed] if account is None else [typed, f"account:{account.id}"]


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

    A right temporary password opens a locked account too: nobody guesses its 62 bits, and it is
    the way out that the lock's own words offer.

    Raises:
        Locked: five failures for this login, or twenty from this chat, within 15 minutes.
        WrongCredentials: with the tries that are left.
        TemporaryExpired: the temporary password was right but is older than 72 hours.
    """
    async with office.database.reading() as session:
        account = await find_account(session, login)
        await failures(office, session, f"chat:{chat_id}", CHAT_LIMIT)
    subjects = lock_subjects(account, login)
    try:
        reserved = await _reserve_try(office, account, subjects)
    except Locked:
        proof = _Proof(own=False, temporary=await _verify(office, _temporary(account), password))
        if not proof.temporary:
            raise
    else:
        own = await _verify(office, account.password_hash if account else None, password)
        proof = _Proof(own, await _verify(office, _temporary(account), password))
        if not (proof.own or proof.temporary):
            raise await _refuse(office, chat_id, account, subjects, reserved)
    if account is None:
        raise AssertionError("nobody's password was verified")
    if not proof.own and (
        account.temporary_until is None or account.temporary_until <= office.now()
    ):
        raise TemporaryExpired
    return await _enter(office, chat_id, account, subjects, password, proof)


def _temporary(account: Account | None) -> str | None:
    return None if account is None else account.temporary_hash


async def _verify(office: Office, stored: str | None, password: str) -> bool:
    """Costs the same whether there is something to verify against or not."""
    if stored is None:
        await office.passwords.verify_nobody(password)
        return False
    return await office.passwords.verify(stored, password)


async def _reserve_try(office: Office, account: Account | None, subjects: Sequence[str]) -> _Try:
    """Counts the try as failed before it is looked at: of many at once only five are looked at.
    Raises Locked."""
    async with office.database.transaction() as session:
        if account is not None:
            await session.get(Account, account.id, with_for_update=True)
        counts = [await failures(office, session, subject, LOGIN_LIMIT) for subject in subjects]
        for subject in subjects:
            add_failure(office, session, subject)
        return _Try(
            left=LOGIN_LIMIT.tries - counts[0] - 1, last=counts[-1] + 1 == LOGIN_LIMIT.tries
        )


async def _refuse(
    office: Office,
    chat_id: int,
    account: Account | None,
    subjects: Sequence[str],
    reserved: _Try,
) -> WrongCredentials:
    """The try stays counted; the one that locks is told to the account's owner."""
    async with office.database.transaction() as session:
        add_failure(office, session, f"chat:{chat_id}")
        ends = [await lock_end(office, session, subject, LOGIN_LIMIT) for subject in subjects]
        if account is not None and reserved.last:
            await tell_owner(office, session, chat_id, account)
        return WrongCredentials(reserved.left, max((end for end in ends if end), default=None))


async def tell_owner(office: Office, session: AsyncSession, chat_id: int, account: Account) -> None:
    """Of the lock, by mail."""
    audit.note(office, session, audit.chat_actor(chat_id), "login locked", account.login)
    minutes = int(LOGIN_LIMIT.window.total_seconds() // 60)
    letter = outgoing.Letter(
        "mail", "login_locked", account.language, account.email, {"minutes": minutes}
    )
    await outgoing.send(office, session, letter)


async def _enter(
    office: Office,
    chat_id: int,
    verified: Account,
    subjects: Sequence[str],
    password: str,
    proof: _Proof,
) -> LoggedIn:
    """Raises WrongCredentials when the password was changed while it was being verified."""
    renewed = None
    if proof.own and office.passwords.needs_rehash(verified.password_hash or ""):
        renewed = await office.passwords.hash(password)
    async with office.database.transaction() as session:
        account = await session.get_one(Account, verified.id, with_for_update=True)
        if (account.password_hash, account.temporary_hash) != (
            verified.password_hash,
            verified.temporary_hash,
        ):
            raise WrongCredentials(LOGIN_LIMIT.tries - 1)
        if renewed is not None:
            account.password_hash = renewed
        for subject in subjects:
            await forgive(office, session, subject)
        await _link(office, session, chat_id, account, must_change=not proof.own)
        audit.note(office, session, audit.chat_actor(chat_id), "logged in", account.login)
    return LoggedIn(account.login, must_change_password=not proof.own)


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
    three an hour are sent to one account, and five for one chat."""
    asker = f"forgotten:chat:{chat_id}"
    async with office.database.reading() as session:
        if await lock_end(office, session, asker, FORGOTTEN_CHAT_LIMIT) is not None:
            return
    temporary = [await temporary_password_for(office) for _ in range(SHARED_ADDRESS)]
    async with office.database.transaction() as session:
        subject = f"forgotten:{login_key(login)}"
        try:
            await failures(office, session, subject, FORGOTTEN_LIMIT)
        except Locked:
            return
        add_failure(office, session, subject)
        add_failure(office, session, asker)
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
